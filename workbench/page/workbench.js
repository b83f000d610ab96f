// The workbench page: asks the API what there is, and gives each device its part.

import { get, listen } from "./api.js";
import { makeClock } from "./clock.js";
import { byId, clone, el, sync } from "./dom.js";
import { makeDrawers } from "./drawers.js";
import { makeMailbox } from "./mailbox.js";
import { makePhone } from "./phone.js";
import { addressesSeen, choices, usual } from "./pick.js";
import { makeSample } from "./sample.js";
import { makeStops } from "./stops.js";
import { counted, forget, toast } from "./toast.js";

const UNNAMED = ["First partner", "Second partner"];

const state = { messages: null, sample: { people: [] }, picked: {} };
const drawers = makeDrawers();
const clock = makeClock(arrived);
const sample = makeSample((answer) => {
  if (answer.people[0]?.email !== state.sample.people[0]?.email) state.picked = {};
  state.sample = answer;
  drawers.suggest(answer.couple);
  draw();
});
const sides = [makeSide(0), makeSide(1)];
const nameStops = makeStops();

function makeSide(at) {
  const node = clone("partner");
  const devices = { sms: makePhone("ab"[at]), email: makeMailbox("ab"[at]) };
  for (const [channel, device] of Object.entries(devices)) {
    device.picker.addEventListener("change", () => {
      state.picked[`${at}${channel}`] = device.picker.value;
      draw();
    });
    node.querySelector(".devices").append(device.node);
  }
  byId("couple").append(node);
  return { node, devices, at };
}

function draw() {
  if (!state.messages) return;
  const people = state.sample.making?.people ?? state.sample.people;
  const some = state.messages.length > 0 || people.length > 0;
  byId("welcome").hidden = some;
  byId("couple").hidden = byId("stops").hidden = !some;
  document.querySelector(".tools [data-sample]").hidden = !some;
  nameStops(UNNAMED.map((unnamed, at) => people[at]?.name ?? unnamed.split(" ")[0]));
  const seen = addressesSeen(state.messages, people);
  for (const side of sides) drawSide(side, people, seen);
}

function drawSide({ node, devices, at }, people, seen) {
  const person = people[at];
  const name = person?.name ?? UNNAMED[at];
  node.querySelector("h2").textContent = name;
  const link = node.querySelector(".partner-name a");
  link.hidden = !person?.manage;
  link.textContent = `${name}’s page`;
  link.href = person?.manage ?? "";
  for (const [channel, device] of Object.entries(devices)) {
    const address = state.picked[`${at}${channel}`] ?? usual(seen, people, at, channel);
    const options = choices(seen, people, channel);
    sync(device.picker, options, ({ key }) => el("option", { value: key }), (option, { label }) => {
      if (option.textContent !== label) option.textContent = label; // or an open list would blink
    });
    device.picker.value = address ?? "";
    device.node.setAttribute("aria-label", `${name}, ${channel === "sms" ? "phone" : "mailbox"}`);
    device.show(state.messages, address, clock.now());
  }
}

/** Fetches the messages; answers with those that are new since the last time. */
async function refreshMessages() {
  const { messages } = await get("/api/messages");
  const known = new Set(state.messages?.map((message) => message.id));
  const fresh = state.messages ? messages.filter((message) => !known.has(message.id)) : [];
  state.messages = messages;
  draw();
  if (fresh.length) byId("news").textContent = `New: ${counted(fresh) || "sent"}.`;
  return fresh;
}

/** Runs `work`; answers with the messages that came while it ran. */
async function arrived(work) {
  const before = new Set((await get("/api/messages")).messages.map((message) => message.id));
  await work();
  await refreshMessages();
  return state.messages.filter((message) => !before.has(message.id));
}

let asked = null; // one round at a time, and one more if something changed meanwhile
let lost = false;

async function refresh() {
  if (asked) return void (asked = "again");
  asked = "once";
  try {
    await Promise.all([clock.refresh(), refreshMessages(), sample.refresh(), drawers.refreshFaults()]);
    if (lost) forget();
    lost = false;
  } catch (error) {
    if (!lost) toast(error.message, "wrong");
    lost = true;
  }
  const more = asked === "again";
  asked = null;
  if (more) await refresh();
}

const { url } = await get("/api/service").catch(() => ({ url: "" }));
byId("signup").href = `${url}/signup`;
byId("front").href = `${url}/`;
listen(refresh, () => {
  if (!lost) toast("The workbench went away. Is “make run” still running?", "wrong");
  lost = true;
});

// One pretend phone: the texts of one number, quick replies, and a line to type on.

import { post } from "./api.js";
import { clone, el, linked, sync } from "./dom.js";
import { makeFates } from "./fates.js";
import { quickReplies } from "./replies.js";
import { tell } from "./toast.js";
import { sameDay, shortDay, time, utc } from "./when.js";

const STATES = {
  queued: "On its way",
  accepted: "On its way",
  sending: "On its way",
  sent: "Sent",
  delivered: "Delivered",
  read: "Read",
  undelivered: "Not delivered",
  failed: "Not delivered",
  canceled: "Canceled",
};
const BAD = ["failed", "undelivered", "canceled"];

export function makePhone(owner) {
  const node = clone("phone");
  const find = (selector) => node.querySelector(selector);
  const [thread, chips, composer, writing] = [".thread", ".chips", ".composer", ".writing"].map(find);
  const input = composer.elements.body;
  let address = null;
  let last = null; // the newest text that its sender wants to be told about

  makeFates(find(".fates"), () => last, () => "the last text");
  find(".fates").addEventListener("toggle", () => toEnd());
  input.id = `type-${owner}`;
  composer.querySelector("label").htmlFor = input.id;
  composer.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.value.trim()) send(input.value);
  });

  async function send(body) {
    input.value = "";
    writing.hidden = false;
    toEnd();
    const sent = await tell(() => post("/api/texts", { from: address, body }));
    writing.hidden = true;
    if (!sent) input.value = body;
  }

  function chip({ send: body, label }) {
    return el("button", { type: "button", title: body, onclick: () => send(body) }, label);
  }

  const toEnd = () => thread.scrollTo({ top: thread.scrollHeight });

  function show(messages, number) {
    const other = address !== number;
    const before = thread.lastElementChild?.dataset.key;
    address = number;
    const texts = messages.filter((each) => each.channel === "sms" && person(each) === number);
    sync(thread, withDays(texts), (item) => (item.day ? dayLine(item) : clone("bubble")), fill);
    showChips(texts);
    last = texts.findLast((text) => text.details?.StatusCallback);
    find(".fates").hidden = !last;
    composer.inert = !number;
    if (other || thread.lastElementChild?.dataset.key !== before) toEnd();
  }

  function showChips(texts) {
    const replies = address ? quickReplies(texts).map((each) => ({ ...each, key: each.label })) : [];
    sync(chips, replies, chip, () => {});
  }

  return { node, show, picker: find(".picker select") };
}

/** The number of the person in a text, whichever way it went. */
const person = (text) => (text.direction === "in" ? text.from : text.to);

/** The texts with a line before each new day. */
function withDays(texts) {
  return texts.flatMap((text, i) => {
    const at = new Date(text.at);
    const line = { key: `day before ${text.id}`, day: at };
    const starts = i === 0 || !sameDay(at, new Date(texts[i - 1].at));
    return [...(starts ? [line] : []), { key: text.id, text, at }];
  });
}

const dayLine = () => el("li", { className: "day-line" });

function fill(node, { day, text, at }) {
  if (day) {
    node.textContent = shortDay(day);
    return;
  }
  node.classList.add(text.direction === "in" ? "mine" : "theirs");
  const words = node.querySelector(".bubble-text");
  if (!words.hasChildNodes()) words.append(linked(text.text));
  const meta = node.querySelector(".bubble-meta");
  meta.textContent = [time(at), ...(text.direction === "out" ? fate(text) : [])].join(" · ");
  meta.title = utc(at);
  meta.classList.toggle("bad", BAD.includes(text.status));
}

/** How far a text of the service has come, with Twilio's code if it failed. */
function fate({ status, details }) {
  return [STATES[status] ?? status, ...(details?.error_code ? [details.error_code] : [])];
}

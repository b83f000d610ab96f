// The two side drawers: what the providers do wrong next, and what the table holds.

import { get, post } from "./api.js";
import { busy, byId, el } from "./dom.js";
import { tell, toast } from "./toast.js";

export function makeDrawers() {
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog && isBeside(event, dialog)) dialog.close();
    });
  }
  const opened = { faults: showFaults, table: () => byId("pk").value && look() };
  for (const button of document.querySelectorAll("[data-drawer]")) {
    button.addEventListener("click", () => {
      byId(button.dataset.drawer).showModal();
      tell(async () => opened[button.dataset.drawer]());
    });
  }
  submit(byId("faults-form"), setFaults);
  submit(byId("table-form"), look);
  byId("faults-clear").addEventListener("click", () => tell(clearFaults));
  return { refreshFaults, suggest };
}

/** A click on the backdrop is a click on the dialog itself, outside its box. */
function isBeside({ clientX: x, clientY: y }, dialog) {
  const box = dialog.getBoundingClientRect();
  return x < box.left || x > box.right || y < box.top || y > box.bottom;
}

function submit(form, work) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = Object.fromEntries(new FormData(form)); // now: disabled fields say nothing
    tell(() => busy(form, () => work(said)));
  });
}

/** Offers the sample couple's partition, unless somebody typed another. */
function suggest(couple) {
  const pk = byId("pk");
  const typed = pk.value && pk.value !== pk.dataset.suggested;
  if (!couple || typed) return;
  pk.value = pk.dataset.suggested = `COUPLE#${couple}`;
}

async function look() {
  const { items } = await get(`/api/table?pk=${encodeURIComponent(byId("pk").value)}`);
  const shown = items.map((item) =>
    el(
      "details",
      { open: item.SK === "COUPLE" || items.length === 1 },
      el("summary", {}, item.SK ?? "item"),
      el("pre", {}, JSON.stringify(item, null, 2)),
    ),
  );
  byId("items").replaceChildren(...(shown.length ? shown : [el("p", {}, "Nothing is stored there.")]));
}

async function setFaults({ twilio, ses, count }) {
  await post("/api/faults", { twilio, ses, ...(count ? { count: Number(count) } : {}) });
  await refreshFaults();
  byId("faults").close();
  toast(twilio === "ok" && ses === "ok" ? "Both providers work." : "Set. Move the clock to see it.");
}

async function clearFaults() {
  byId("faults-form").reset();
  await setFaults({ twilio: "ok", ses: "ok" });
}

async function showFaults() {
  const now = await refreshFaults();
  const { twilio, ses } = byId("faults-form").elements;
  [twilio.value, ses.value] = [now.twilio, now.ses];
}

/** Keeps what is set in sight, on the button that opens the drawer. */
async function refreshFaults() {
  const now = await get("/api/faults");
  const on = ["twilio", "ses"].filter((name) => now[name] !== "ok");
  const times = (name) => (now.left[name] ? ` × ${now.left[name]}` : "");
  byId("faults-on").textContent = on.map((name) => now[name] + times(name)).join(", ");
  byId("faults-on").hidden = on.length === 0;
  return now;
}

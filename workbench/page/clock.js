// The service's clock under its sky, and the buttons that move it.

import { get, post } from "./api.js";
import { busy, byId } from "./dom.js";
import { counted, tell, toast } from "./toast.js";
import { day, hourOfDay, shortDay, soon, time, utc } from "./when.js";

const MOVES = { next: { to: "next" }, 3600: { advance: 3600 }, 86400: { advance: 86400 } };

/** `arrived(work)`: runs `work` and answers with the messages that came meanwhile. */
export function makeClock(arrived) {
  const [travel, sky, face] = ["travel", "sky", "clock"].map(byId);
  const buttons = [...travel.querySelectorAll("button")];
  let told = null; // what the service said last, and when it said so
  let moving = false;
  let shown = "";

  for (const button of buttons) {
    button.addEventListener("click", () => tell(() => move(MOVES[button.dataset.move])));
  }
  setInterval(() => shown !== time(now()) && draw(), 1_000);

  const now = () => new Date(told ? told.now + (Date.now() - told.heard) : Date.now());

  async function move(how) {
    moving = true;
    draw();
    const going = arrived(async () => hear(await post("/api/clock", how)));
    const came = await busy(travel, () => going).finally(() => (moving = false));
    draw();
    const moment = now();
    toast(`It is ${shortDay(moment)}, ${time(moment)}: ${counted(came) || "nothing was due"}.`);
  }

  async function refresh() {
    hear(await get("/api/clock"));
  }

  function hear(answer) {
    told = {
      now: Date.parse(answer.now),
      next: answer.next_due && new Date(answer.next_due),
      heard: Date.now(),
    };
    draw();
  }

  function draw() {
    if (!told) return;
    const moment = now();
    shown = time(moment);
    for (const clock of document.querySelectorAll("time[data-now]")) {
      clock.textContent = shown;
      clock.dateTime = moment.toISOString();
    }
    face.querySelector(".clock-day").textContent = `${day(moment)}, New York`;
    face.querySelector(".clock-utc").textContent = utc(moment);
    face.title = utc(moment);
    const next = told.next ? soon(told.next, moment) : "nothing planned yet";
    byId("next-due").textContent = moving ? "working through it…" : next;
    if (!moving) {
      for (const button of buttons) button.disabled = button.dataset.move === "next" && !told.next;
    }
    paint(hourOfDay(moment));
  }

  /** The sky follows the hour: its colours, and where sun or moon stand. */
  function paint(hour) {
    const parts = [[5, "night"], [8, "dawn"], [17, "day"], [21, "dusk"], [25, "night"]];
    sky.dataset.sky = parts.find(([until]) => hour < until)[1];
    const sun = hour >= 6 && hour < 18.5;
    const along = sun ? (hour - 6) / 12.5 : ((hour + 24 - 18.5) % 24) / 11.5;
    sky.dataset.disc = sun ? "sun" : "moon";
    sky.style.setProperty("--along", along.toFixed(3));
    sky.style.setProperty("--height", Math.sin(Math.PI * along).toFixed(3));
  }

  return { refresh, now };
}

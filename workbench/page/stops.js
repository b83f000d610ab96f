// On a narrow screen the devices stand in a row to swipe through; these buttons jump to each.

import { byId, el } from "./dom.js";

export function makeStops() {
  const strip = byId("couple");
  const devices = [...strip.querySelectorAll(".device")];
  const buttons = devices.map((device) =>
    el("button", { type: "button", onclick: () => device.scrollIntoView({ block: "nearest", inline: "center" }) }),
  );
  byId("stops").append(...buttons);

  const seen = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        buttons[devices.indexOf(target)].setAttribute("aria-current", String(isIntersecting));
      }
    },
    { root: strip, threshold: 0.6 },
  );
  for (const device of devices) seen.observe(device);

  /** Names the buttons after whose devices they are. */
  return (names) => {
    buttons.forEach((button, at) => {
      button.textContent = `${names[Math.floor(at / 2)]} · ${at % 2 ? "mail" : "phone"}`;
    });
  };
}

// Buttons that let a provider tell the service what became of a message.

import { post } from "./api.js";
import { busy } from "./dom.js";
import { tell, toast } from "./toast.js";

/** `message` gives what the buttons in `node` are about, `name` what people call it. */
export function makeFates(node, message, name) {
  for (const button of node.querySelectorAll("[data-fate]")) {
    button.addEventListener("click", () => tell(() => befall(node, button, message(), name)));
  }
}

async function befall(node, { dataset, textContent }, message, name) {
  const { fate: type, code = "" } = dataset;
  await busy(node.querySelector("div"), () => post("/api/events", { id: message.id, type, code }));
  toast(`Told the service of ${name(message)}: ${textContent.toLowerCase()}.`);
}

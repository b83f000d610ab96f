// Short notes at the foot of the page: what happened, or what went wrong.

import { byId, el } from "./dom.js";

const READING_TIME = 7_000;

export function toast(text, kind = "note") {
  const note = el("div", { className: `toast ${kind}` }, el("span", {}, text));
  note.append(el("button", { type: "button", ariaLabel: "Close", onclick: () => note.remove() }, "×"));
  if (kind === "wrong") note.role = "alert";
  else for (const older of document.querySelectorAll(".toast.note")) older.remove();
  // An open dialog makes everything else inert, so what is to be read goes into it.
  (document.querySelector("dialog[open]") ?? byId("toasts")).append(note);
  if (kind === "note") setTimeout(() => note.remove(), READING_TIME);
}

/** Takes away what went wrong, once it is right again. */
export function forget() {
  for (const note of document.querySelectorAll(".toast.wrong")) note.remove();
}

/** Runs `work`; what goes wrong becomes a toast that stays. True if it went well. */
export async function tell(work) {
  try {
    await work();
    return true;
  } catch (error) {
    toast(error.message, "wrong");
    return false;
  }
}

/** "3 texts, 1 email", of what the service sent. */
export function counted(messages) {
  const sent = messages.filter((message) => message.direction === "out");
  const of = (channel, word) => {
    const n = sent.filter((message) => message.channel === channel).length;
    return n ? [`${n} ${word}${n === 1 ? "" : "s"}`] : [];
  };
  return [...of("sms", "text"), ...of("email", "email")].join(", ");
}

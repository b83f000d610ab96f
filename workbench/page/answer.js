// Answering the email being read, as its reader would: to its Reply-To, if it has one.

import { post } from "./api.js";
import { busy } from "./dom.js";
import { tell, toast } from "./toast.js";

export function makeAnswer(form, owner) {
  const line = form.elements.body;
  const drafts = new Map(); // a new email may come to the top while one is being answered
  let mail = null;
  line.id = `answer-${owner}`;
  form.querySelector("label").htmlFor = line.id;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    tell(async () => {
      await busy(form, () => post("/api/replies", { id: mail.id, body: line.value }));
      line.value = "";
      toast("Sent. If there is an answer, it comes as an email.");
    });
  });

  function to(next) {
    if (mail) drafts.set(mail.id, line.value);
    line.value = drafts.get(next.id) ?? "";
    mail = next;
    form.hidden = !mail.headers?.["Reply-To"];
  }

  return { to };
}

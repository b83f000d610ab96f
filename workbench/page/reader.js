// The email being read: as HTML in a locked frame, as text, or as its source.

import { source } from "./api.js";
import { makeAnswer } from "./answer.js";
import { byId, el, linked } from "./dom.js";
import { makeFates } from "./fates.js";
import { shortDay, time, utc } from "./when.js";

// No scripts, no forms, no access to this page; links may open a tab of their own.
const SANDBOX = "allow-popups allow-popups-to-escape-sandbox";

const VIEWS = {
  html: (mail) => (mail.html ? frame(mail.html) : VIEWS.text(mail)),
  text: (mail) => el("pre", { className: "mail-text" }, linked(mail.text ?? "")),
  source: (mail) => {
    const shown = el("pre", { className: "mail-source" });
    source(mail.id).then((text) => shown.append(text));
    return shown;
  },
};

export function makeReader(node, owner) {
  const find = (selector) => node.querySelector(selector);
  const body = find(".reader-body");
  const tabs = [...node.querySelectorAll("[role=tab]")];
  let view = "html";
  let mail = null;

  body.id = `reading-${owner}`;
  for (const tab of tabs) {
    tab.id = `${body.id}-${tab.dataset.view}`;
    tab.setAttribute("aria-controls", body.id);
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) choose(tabs.at((tabs.indexOf(tab) + step) % tabs.length)).focus();
    });
  }
  find(".larger").addEventListener("click", () => {
    byId("large").querySelector(".large-body").replaceChildren(VIEWS[view](mail));
    byId("large").showModal();
  });
  const answer = makeAnswer(find(".reply"), owner);
  makeFates(find(".fates"), () => mail, ({ subject }) => `“${subject}”`);

  function choose(tab) {
    view = tab.dataset.view;
    draw();
    return tab;
  }

  function draw() {
    for (const tab of tabs) {
      const on = tab.dataset.view === view;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      if (on) body.setAttribute("aria-labelledby", tab.id);
    }
    body.replaceChildren(VIEWS[view](mail));
  }

  function show(next) {
    node.hidden = !next;
    if (!next || next.id === mail?.id) return;
    mail = next;
    const at = new Date(mail.at);
    find(".reader-subject").textContent = mail.subject || "(no subject)";
    find(".reader-line").textContent = `${mail.from} · ${shortDay(at)}, ${time(at)}`;
    find(".reader-line").title = utc(at);
    find(".attachments").hidden = mail.attachments.length === 0;
    find(".attachments span").textContent = mail.attachments.join(", ");
    answer.to(next);
    draw();
  }

  return { show };
}

/** The base goes inside the head: in front of the doctype it would bring quirks mode. */
function frame(html) {
  const base = '<base target="_blank">';
  const srcdoc = /<head[^>]*>/i.test(html)
    ? html.replace(/<head[^>]*>/i, (head) => head + base)
    : `<!doctype html>${base}${html}`;
  return el("iframe", { title: "Email", sandbox: SANDBOX, srcdoc });
}

// One pretend mailbox: the emails of one address, newest on top, and the one being read.

import { clone, sync } from "./dom.js";
import { makeReader } from "./reader.js";
import { sameDay, shortDay, time, utc } from "./when.js";

const FATES = {
  delayed: "Delayed",
  bounced_softly: "Bounced softly",
  bounced: "Bounced",
  complaint: "Marked as spam",
};

export function makeMailbox(owner) {
  const node = clone("mailbox");
  const find = (selector) => node.querySelector(selector);
  const list = find(".mail-list");
  const reader = makeReader(find(".reader"), owner);
  const read = new Set();
  let latest = { mails: [], now: new Date() };
  let address = null;
  let chosen = null; // the id picked by hand; null: whatever came last

  function row(item) {
    const line = clone("mail-row");
    line.querySelector("button").addEventListener("click", () => {
      chosen = item.key === latest.mails[0]?.id ? null : item.key;
      draw();
    });
    return line;
  }

  function fill(line, { mail, open }) {
    const at = new Date(mail.at);
    const when = line.querySelector("time");
    line.querySelector(".row-subject").textContent = mail.subject || "(no subject)";
    line.querySelector(".row-more").textContent = FATES[mail.status] ?? firstWords(mail.text);
    line.querySelector(".row-more").classList.toggle("bad", mail.status in FATES);
    when.textContent = sameDay(at, latest.now) ? time(at) : shortDay(at);
    when.title = utc(at);
    line.querySelector("button").setAttribute("aria-current", String(open));
    line.classList.toggle("unread", !read.has(mail.id));
  }

  function draw() {
    const { mails } = latest;
    const open = mails.find((mail) => mail.id === chosen) ?? mails[0];
    if (open) read.add(open.id);
    const rows = mails.map((mail) => ({ key: mail.id, mail, open: mail === open }));
    sync(list, rows, row, fill);
    list.hidden = !open;
    find(".mail-none").hidden = Boolean(open);
    reader.show(open);
  }

  function show(messages, to, now) {
    if (address !== to) chosen = null;
    address = to;
    const mine = (each) => each.channel === "email" && reaches(each, to);
    latest = { mails: messages.filter(mine).reverse(), now };
    draw();
  }

  return { node, show, picker: find(".picker select") };
}

const reaches = (mail, to) => to && mail.to.toLowerCase().split(", ").includes(to.toLowerCase());

const firstWords = (text) => (text ?? "").replace(/\s+/g, " ").trim().slice(0, 120);

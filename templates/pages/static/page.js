// Small comforts on top of pages that work without any of this.
"use strict";

const all = (selector) => [...document.querySelectorAll(selector)];

// The zone of this device, offered only where nobody has chosen one yet.
function guessZone(select) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const option = [...select.options].find((one) => one.value === zone);
  if (!option) return;
  option.selected = true;
  const note = document.getElementById(select.dataset.guess);
  if (note) note.textContent = "Your device says so. Change it if that is wrong.";
}

// Gentle: after the person has left the field, never while they type. The server is the judge.
function soundsUnfinished(text) {
  if (text === "") return false;
  if (text.includes("@")) return !/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text);
  return text.replace(/\D/g, "").length < 8;
}

function watchAddress(input) {
  const note = document.getElementById(input.dataset.check);
  const texts = document.querySelector("[data-sms]");
  const say = (place, from, when) => { place.textContent = when ? from.dataset.say : ""; };
  const look = () => {
    const text = input.value.trim();
    const unfinished = soundsUnfinished(text);
    say(note, input, unfinished);
    if (!texts) return;
    const isNumber = text !== "" && !text.includes("@") && !unfinished;
    say(document.getElementById(texts.dataset.sms), texts, isNumber && !texts.checked);
  };
  input.addEventListener("change", look);
  input.addEventListener("input", () => say(note, input, false));
  if (texts) texts.addEventListener("change", look);
}

async function copy(button) {
  const said = document.getElementById("share-said");
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    said.textContent = "Copied. Paste it wherever you two talk.";
  } catch {
    said.textContent = "Copying is blocked here. Press and hold the message to copy it.";
  }
}

async function share(button) {
  try {
    await navigator.share({ text: button.dataset.share });
  } catch (reason) {
    if (reason.name !== "AbortError") document.querySelector("[data-copy]").click();
  }
}

// A slow phone and a second tap must not send the form twice. Without an answer, one may try again.
function sendOnce(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    setTimeout(() => { delete form.dataset.sent; }, 5000);
  });
}

// A bar that fills as quietly as an evening: no sound, no red, and full is not late.
function fill(bar) {
  const start = Date.now();
  const whole = bar.dataset.minutes * 60000;
  const look = () => { bar.value = Math.min(100, ((Date.now() - start) / whole) * 100); };
  bar.hidden = false;
  look();
  setInterval(look, 5000);
}

// The phone lies on the table between two people: it stays lit as long as this page is in front.
async function stayLit() {
  if (document.visibilityState !== "visible") return;
  try {
    await navigator.wakeLock.request("screen");
  } catch {
    // It may not, with a low battery for one. Then it goes dark as it always does.
  }
}

// The next two weeks as they would be, a moment after each change. The server says; nothing is saved.
function keepAhead(form) {
  const ahead = form.querySelector("#ahead");
  let timer;
  let asked = 0;
  const ask = async () => {
    const mine = ++asked;
    const body = new URLSearchParams(new FormData(form));
    body.set("action", form.dataset.live);
    body.set("part", "region");
    try {
      // Not form.action: a field of that name hides it.
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body });
      const html = await answer.text();
      if (answer.ok && !answer.redirected && mine === asked) ahead.innerHTML = html;
    } catch {
      // No network just now: what stands there stays, and saving still works.
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 600);
  });
  form.querySelectorAll("[data-by-hand]").forEach((button) => { button.hidden = true; });
}

all("progress[data-minutes]").forEach((bar) => {
  fill(bar);
  if (!navigator.wakeLock) return;
  stayLit();
  document.addEventListener("visibilitychange", stayLit);
});
all("select[data-guess]").forEach(guessZone);
all("input[data-check]").forEach(watchAddress);
all("form").forEach(sendOnce);
all("form[data-live]").forEach(keepAhead);
all("[data-copy]").forEach((button) => {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
});
all("[data-share]").forEach((button) => {
  if (!navigator.share) return;
  button.hidden = false;
  button.addEventListener("click", () => share(button));
});
all(".summary").forEach((summary) => summary.focus());
window.addEventListener("pageshow", () => all("form").forEach((form) => { delete form.dataset.sent; }));

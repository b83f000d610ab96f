"use strict";
// Frames are made when they come into sight: hundreds of emails at once would take minutes.
const [heads, bodies] = JSON.parse(document.getElementById("mails").textContent);
const MEDIA = /@media \(prefers-color-scheme: dark\)/g;
const HEIGHT_UNTIL_SEEN = 400;

function picked() {
  const ticked = document.querySelectorAll("input[name=show]:checked");
  const values = Array.from(ticked, (one) => one.value);
  return {
    widths: ["320", "360", "640"].filter((one) => values.includes(one)),
    schemes: ["light", "dark"].filter((one) => values.includes(one)),
  };
}

// As the reader's mail program would have it, whatever this browser's own colours are.
function html(number, scheme) {
  const [head, body] = bodies[number];
  const forced = heads[head]
    .replace(MEDIA, scheme === "dark" ? "@media all" : "@media not all")
    .replace("color-scheme: light dark", `color-scheme: ${scheme}`);
  return forced + body;
}

function frame(number, width, scheme) {
  const figure = document.createElement("figure");
  const shown = document.createElement("iframe");
  shown.sandbox = "allow-same-origin"; // no scripts run in it; its height can be read
  shown.width = width;
  shown.height = HEIGHT_UNTIL_SEEN;
  shown.title = `${width} px, ${scheme}`;
  shown.addEventListener("load", () => {
    shown.height = 0; // else a short one would be as high as its frame
    shown.height = shown.contentDocument.documentElement.scrollHeight + 2;
  });
  shown.srcdoc = html(number, scheme);
  const caption = document.createElement("figcaption");
  caption.textContent = shown.title;
  figure.append(shown, caption);
  return figure;
}

function fill(frames) {
  const { widths, schemes } = picked();
  const number = Number(frames.dataset.mail);
  const made = widths.flatMap((width) => schemes.map((scheme) => frame(number, width, scheme)));
  frames.replaceChildren(...made);
  frames.dataset.filled = "";
}

const inSight = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (entry.isIntersecting && !("filled" in entry.target.dataset)) fill(entry.target);
  }
}, { rootMargin: "600px" });
document.querySelectorAll("article.large .frames").forEach((one) => inSight.observe(one));
document.querySelectorAll("details[data-lazy]").forEach((one) => {
  one.addEventListener("toggle", () => {
    const frames = one.querySelector(".frames");
    if (one.open && !("filled" in frames.dataset)) fill(frames);
  });
});
document.querySelectorAll("input[name=show]").forEach((one) => {
  one.addEventListener("change", () => {
    document.querySelectorAll("[data-filled]").forEach(fill);
  });
});

const articles = Array.from(document.querySelectorAll("article"), (one) => [
  one,
  one.textContent.toLowerCase(),
]);
document.getElementById("find").addEventListener("input", (event) => {
  const words = event.target.value.toLowerCase().split(/\s+/);
  for (const [one, text] of articles) one.hidden = !words.every((word) => text.includes(word));
  for (const section of document.querySelectorAll("section")) {
    const left = section.querySelectorAll("article:not([hidden])").length;
    section.hidden = !left;
    document.querySelector(`[data-count=${section.id}]`).textContent = left;
  }
});

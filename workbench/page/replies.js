// What a person might answer to the last text: its digits, STOP, or a thank-you (pure).

const THANKS = [
  "You did bath and bed alone so I could sit down. Thank you.",
  "Thanks for getting up at five and letting me sleep.",
  "The packed lunches this morning saved me. I noticed.",
  "You stayed calm when I could not. That meant a lot.",
  "Coffee was ready when I came down. Small thing, big help.",
  "Thank you for calling the school, I was dreading it.",
];

/** Quick replies as [{send, label}], most fitting first. `texts`: this phone's, oldest first. */
export function quickReplies(texts) {
  if (!texts.length) return [];
  const asked = texts.findLast((text) => text.direction === "out");
  const answers = texts.filter((text) => text.direction === "in");
  const last = answers.at(-1);
  const open = asked && texts.at(-1) === asked;
  const stopped = last && /^\s*stop\b/i.test(last.text);
  const thanks = THANKS[answers.length % THANKS.length];
  return [
    ...(open ? digits(asked.text) : []),
    ...(stopped ? [] : [{ send: thanks, label: opening(thanks) }]),
    stopped ? { send: "START", label: "START" } : { send: "STOP", label: "STOP" },
  ];
}

const opening = (text) => `“${text.split(" ").slice(0, 3).join(" ")}…”`;

/** The numbered choices a text offers: "1 tell Sam now 2 keep private 0 undo". */
export function digits(text) {
  const found = [...text.matchAll(/(?<![\d:.,/$-])(\d)\s+(?=[a-z])/gi)];
  const choices = found.map((match, at) => {
    const end = found[at + 1]?.index ?? text.length;
    const words = text.slice(match.index + match[0].length, end).split(/[.,;?!(\n]| or\b/)[0].trim();
    return { send: match[1], label: `${match[1]} ${words}` };
  });
  // "within 2 hours" offers nothing: choices count up (0 may stand anywhere), and one alone is 0 or 1.
  let highest = 0;
  const counted = choices.filter(({ send }) => {
    const up = send === "0" || Number(send) > highest;
    if (up) highest = Math.max(highest, Number(send));
    return up;
  });
  return counted.length > 1 || Number(counted[0]?.send) < 2 ? counted : [];
}

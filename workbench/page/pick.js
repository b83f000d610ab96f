// Which address each device shows: the sample's, else those seen first, else what was picked (pure).

// A number nobody signs up with, to see what somebody unknown is told.
const STRANGER = "+12025550199";

/** Every address seen, oldest first, as {sms: [...], email: [...]}; the people's own come first. */
export function addressesSeen(messages, people) {
  const seen = {
    sms: new Set(people.map((person) => person.phone)),
    email: new Set(people.map((person) => person.email)),
  };
  for (const message of messages) {
    const addresses = message.direction === "in" ? [message.from] : message.to.split(", ");
    for (const address of addresses) seen[message.channel].add(address);
  }
  return { sms: [...seen.sms].filter(Boolean), email: [...seen.email].filter(Boolean) };
}

/** The address that partner number `at` has on a channel when nobody picked one. */
export function usual(seen, people, at, channel) {
  const own = channel === "sms" ? "phone" : "email";
  return people.length ? people[at]?.[own] : seen[channel][at];
}

/** The picker's options as [{key, label}], named where the name is known. */
export function choices(seen, people, channel) {
  const own = channel === "sms" ? "phone" : "email";
  const also = channel === "sms" && !seen.sms.includes(STRANGER) ? [STRANGER] : [];
  return [...seen[channel], ...also].map((address) => {
    const name = people.find((person) => person[own] === address)?.name;
    const shown = channel === "sms" ? spaced(address) : address;
    const known = name ?? (address === STRANGER ? "A stranger" : null);
    return { key: address, label: known ? `${known} · ${shown}` : shown };
  });
}

/** "+1 202 555 0143": digits in groups are easier to tell apart. */
const spaced = (number) => number.replace(/^(\+1)(\d{3})(\d{3})(\d{4})$/, "$1 $2 $3 $4");

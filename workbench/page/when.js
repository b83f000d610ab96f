// The service's moments in words, in the sample couple's zone.

export const ZONE = "America/New_York";

const words = (options, zone = ZONE) => {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, ...options });
  return (moment) => format.format(moment);
};

export const time = words({ hour: "numeric", minute: "2-digit" });
export const day = words({ weekday: "long", month: "long", day: "numeric" });
export const shortDay = words({ weekday: "short", month: "short", day: "numeric" });
const weekday = words({ weekday: "short" });
const dateKey = words({ year: "numeric", month: "2-digit", day: "2-digit" });
const utcWords = words(
  { weekday: "short", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  "UTC",
);
const clockParts = new Intl.DateTimeFormat("en-US", {
  timeZone: ZONE,
  hour: "numeric",
  minute: "numeric",
  hourCycle: "h23",
});

export const utc = (moment) => `${utcWords(moment)} UTC`;

/** Hours since local midnight, 0 to 24, for the sky. */
export function hourOfDay(moment) {
  const part = Object.fromEntries(clockParts.formatToParts(moment).map((p) => [p.type, p.value]));
  return Number(part.hour) + Number(part.minute) / 60;
}

export const sameDay = (one, other) => dateKey(one) === dateKey(other);

/** "8:15 PM" today, "Mon 8:15 PM" within a week, "Mon, Dec 7, 8:15 PM" beyond. */
export function soon(moment, now) {
  if (sameDay(moment, now)) return time(moment);
  const week = 6 * 86_400_000;
  const near = Math.abs(moment - now) < week;
  return near ? `${weekday(moment)} ${time(moment)}` : `${shortDay(moment)}, ${time(moment)}`;
}

/** Times as people in Kutai Timur read them: WITA (UTC+8, no summer time), whatever zone the browser is in. */

const EIGHT_HOURS = 8 * 3600;
const HOUR = new Intl.DateTimeFormat("id-ID", { timeZone: "UTC", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const LONG_DAY = new Intl.DateTimeFormat("id-ID", { timeZone: "UTC", weekday: "long", day: "numeric", month: "long" });
const LONG_YEAR = new Intl.DateTimeFormat("id-ID", { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" });

const shifted = (unixSeconds) => new Date((unixSeconds + EIGHT_HOURS) * 1000);

/** "14.05" */
export const clockTime = (unixSeconds) => HOUR.format(shifted(unixSeconds));

/** "21 November 2026 14.05 WITA" */
export const fullTime = (unixSeconds) => `${LONG_YEAR.format(shifted(unixSeconds))} ${clockTime(unixSeconds)} WITA`;

/** "2026-11-21": one key per WITA day, in sortable form. */
export const dayKey = (unixSeconds) => shifted(unixSeconds).toISOString().slice(0, 10);

/** "Hari ini", "Kemarin", "Sabtu, 21 November", or with the year when it is not this year's. */
export function dayLabel(key, nowUnixSeconds) {
  if (key === dayKey(nowUnixSeconds)) return "Hari ini";
  if (key === dayKey(nowUnixSeconds - 86400)) return "Kemarin";
  const day = new Date(`${key}T00:00:00Z`);
  return key.slice(0, 4) === dayKey(nowUnixSeconds).slice(0, 4) ? LONG_DAY.format(day) : LONG_YEAR.format(day);
}

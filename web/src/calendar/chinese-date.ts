/** Days and instants as people read them: 2026年11月21日. Instants are shown in the office's time zone. */

const TIME_ZONE = "Asia/Shanghai";
const parts = new Intl.DateTimeFormat("en-CA", {
  timeZone: TIME_ZONE,
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** `2026-11-21` → `2026年11月21日`; anything else comes back as it is. */
export function chineseDay(day: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(day);
  return match ? `${match[1]}年${Number(match[2])}月${Number(match[3])}日` : day;
}

/** An ISO instant → `2026年11月21日 09:05`. */
export function chineseInstant(instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  const read = new Map(parts.formatToParts(date).map(({ type, value }) => [type, value]));
  return `${read.get("year")}年${Number(read.get("month"))}月${Number(read.get("day"))}日 ${read.get("hour")}:${read.get("minute")}`;
}

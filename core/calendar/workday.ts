/** Days and working days 工作日: Chinese public holidays and shifted workdays, from the chinese-days calendar. */
import chineseDays from "chinese-days";

/** `days` calendar days after `day`. */
export function afterDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

export const isWorkday = (day: string): boolean => chineseDays.isWorkday(day);

/** The `n`th working day after `day` (n ≥ 1); n = 0 is `day` itself. */
export function afterWorkdays(day: string, n: number): string {
  let current = day;
  for (let left = n; left > 0; ) {
    current = afterDays(current, 1);
    if (chineseDays.isWorkday(current)) left--;
  }
  return current;
}

/** The `n`th working day before `day`. */
export function beforeWorkdays(day: string, n: number): string {
  let current = day;
  for (let left = n; left > 0; ) {
    current = afterDays(current, -1);
    if (chineseDays.isWorkday(current)) left--;
  }
  return current;
}

/** Making a formatter costs a hundred times what using it does. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** The day an instant falls on in the office's time zone. */
export function dayOf(instant: Date | string, timeZone = "Asia/Shanghai"): string {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-CA", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
    formatters.set(timeZone, formatter);
  }
  return formatter.format(new Date(instant));
}

const OFFICE_OFFSET = "+08:00";

/** The office's clock at an instant: `08:30`. */
export function hourOf(instant: Date | string): string {
  const shifted = new Date(new Date(instant).getTime() + 8 * 3_600_000);
  return shifted.toISOString().slice(11, 16);
}

/** The instant at which the office's clock shows `hour` on a day. */
export const instantAt = (day: string, hour: string): string =>
  new Date(`${day}T${hour}:00${OFFICE_OFFSET}`).toISOString();

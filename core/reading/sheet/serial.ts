/** Dates as sheets count them: days since the end of 1899. */

/** The count of an ISO date or time, which Strict files and XML workbooks store. */
export function serialOf(iso: string): number {
  const time = Date.parse(/[zZ]|[+-]\d\d:\d\d$/.test(iso) ? iso : `${iso}${iso.includes("T") ? "Z" : ""}`);
  return time / 86_400_000 + 25_569;
}

/** The count of a day of the calendar; months beyond the twelfth run into the next year, as in a sheet. */
export function serialOfDay(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / 86_400_000 + 25_569;
}

/** Year, month and day of a count. */
export function dayOf(serial: number): { year: number; month: number; day: number; weekday: number } {
  const date = new Date((Math.floor(serial) - 25_569) * 86_400_000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
  };
}

/** Periods 期间 of filing: the quarter, written `2026-Q3`. */

export interface Quarter {
  readonly year: number;
  readonly quarter: 1 | 2 | 3 | 4;
}

/** `2026-Q3` → its parts; undefined for anything else. */
export function parsePeriod(text: string): Quarter | undefined {
  const match = /^(\d{4})-Q([1-4])$/.exec(text);
  if (!match) return undefined;
  const quarter = Number(match[2]);
  if (quarter !== 1 && quarter !== 2 && quarter !== 3 && quarter !== 4) return undefined;
  return { year: Number(match[1]), quarter };
}

/** The period a day (`YYYY-MM-DD`) falls in. */
export function periodOf(day: string): string {
  const month = Number(day.slice(5, 7));
  return `${day.slice(0, 4)}-Q${Math.ceil(month / 3)}`;
}

/** The quarter before. */
export function periodBefore(period: string): string {
  const parts = parsePeriod(period);
  if (!parts) return period;
  const { year, quarter } = parts;
  return quarter === 1 ? `${year - 1}-Q4` : `${year}-Q${quarter - 1}`;
}

/** First and last day of a period. */
export function periodDays({ year, quarter }: Quarter): { first: string; last: string } {
  const month = quarter * 3;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const two = (n: number) => String(n).padStart(2, "0");
  return { first: `${year}-${two(month - 2)}-01`, last: `${year}-${two(month)}-${two(last)}` };
}

/** `2026年第三季度`. */
export function periodName(text: string): string {
  const parts = parsePeriod(text);
  return parts ? `${parts.year}年第${"一二三四"[parts.quarter - 1]}季度` : text;
}

/**
 * The day up to which what was filed for a period counts: the day of asking, since papers of a quarter's last days are
 * due after its end. Undefined for a period that has not begun.
 */
export function cutoffOf(period: string, today: string): string | undefined {
  const quarter = parsePeriod(period);
  return quarter && today >= periodDays(quarter).first ? today : undefined;
}

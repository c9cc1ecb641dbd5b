/** The number of an issued notice: year in six-corner brackets, no leading zero (GB/T 9704-2012 7.2.5). */

/** `(2026, 3)` → `〔2026〕3号`. The mark before it (青宣通) is the office's own setting. */
export function noticeNumber(year: number, n: number): string {
  if (!Number.isSafeInteger(n) || n < 1) throw new RangeError(`a notice number starts at 1: ${n}`);
  return `〔${year}〕${n}号`;
}

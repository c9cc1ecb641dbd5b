/**
 * Numbers as a cell shows them: 45565 with the format yyyy"年"m"月"d"日" is 2024年9月30日. The formats that a
 * file only numbers, and the Chinese ones that the library does not know, stand here (ECMA-376 §18.8.30).
 */
import { format } from "numfmt";
import { numeral } from "../docx/numerals.ts";

/** Number formats that have a number and no pattern in the file, as a Chinese office shows them. */
const builtIn: Record<number, string> = {
  0: "General",
  1: "0",
  2: "0.00",
  3: "#,##0",
  4: "#,##0.00",
  5: "¥#,##0;¥-#,##0",
  6: "¥#,##0;¥-#,##0",
  7: "¥#,##0.00;¥-#,##0.00",
  8: "¥#,##0.00;¥-#,##0.00",
  9: "0%",
  10: "0.00%",
  11: "0.00E+00",
  12: "# ?/?",
  13: "# ??/??",
  14: "yyyy/m/d",
  15: "d-mmm-yy",
  16: "d-mmm",
  17: "mmm-yy",
  18: "h:mm AM/PM",
  19: "h:mm:ss AM/PM",
  20: "h:mm",
  21: "h:mm:ss",
  22: "yyyy/m/d h:mm",
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: "m/d/yy",
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  34: '上午/下午h"时"mm"分"',
  35: '上午/下午h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  37: "#,##0;-#,##0",
  38: "#,##0;-#,##0",
  39: "#,##0.00;-#,##0.00",
  40: "#,##0.00;-#,##0.00",
  45: "mm:ss",
  46: "[h]:mm:ss",
  47: "mmss.0",
  48: "##0.0E+0",
  49: "@",
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  55: '上午/下午h"时"mm"分"',
  56: '上午/下午h"时"mm"分"ss"秒"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

/** Days between the two epochs a workbook may count from: 1900 and 1904. */
const DAYS_TO_1904 = 1462;
const GENERAL_DIGITS = 11;
const datePattern = /[ymdhs]/i;
const chineseNumbers = /\[DBNum([12])\]/i;
/** A number as counted, 一百二十三; under other patterns it is written digit by digit. */
const isCount = /^(\[[^\]]*\])*general(?![a-z])/i;
const wordings: Record<string, string> = { "1": "chineseCounting", "2": "chineseLegalSimplified" };

/** The pattern of a number format: the file's own first, then the one its number stands for. */
export function patternOf(id: number, own: ReadonlyMap<number, string>): string {
  return own.get(id) ?? builtIn[id] ?? "General";
}

/** A number as shown under a pattern; one that the pattern cannot show is shown plainly. */
export function shownNumber(value: number, pattern: string, from1904 = false): string {
  if (/^general$/i.test(pattern) || pattern === "@" || pattern === "") return plainNumber(value);
  const known = pattern.replaceAll("上午/下午", "AM/PM");
  const serial = from1904 && isDate(known) ? value + DAYS_TO_1904 : value;
  try {
    const shown = format(known, serial, { locale: "zh-CN", nbsp: false }).trim();
    const wording = chineseNumbers.exec(known)?.[1];
    if (wording === undefined) return shown;
    return isCount.test(known) && Number.isInteger(value)
      ? shown.replace(/\d+/, (digits) => numeral(Number(digits), wordings[wording] ?? ""))
      : inHanzi(shown, wording === "2");
  } catch {
    return plainNumber(value);
  }
}

/** A text under a pattern with a section for text, such as @"同志". */
export function shownText(text: string, pattern: string): string {
  if (!pattern.includes("@") || pattern === "@") return text;
  try {
    return format(pattern, text, { locale: "zh-CN", nbsp: false });
  } catch {
    return text;
  }
}

/** Whole numbers up to eleven digits in full, as a sheet does; other values without the noise of binary fractions. */
function plainNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 10 ** GENERAL_DIGITS) return String(value);
  return format("General", value, { locale: "zh-CN" });
}

/** Whether a pattern shows a date or time, its quoted words and colours aside. */
function isDate(pattern: string): boolean {
  return datePattern.test(pattern.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, "").replace(/general/gi, ""));
}

/** [DBNum1] writes 二〇二四年九月三十日: years digit by digit, the rest as counted. */
function inHanzi(shown: string, legal: boolean): string {
  return shown.replace(/\d+/g, (digits) => {
    const plain = digits.length > 2 || digits.startsWith("0");
    if (plain) return Array.from(digits, (digit) => hanziDigit(digit, legal)).join("");
    return numeral(Number(digits), wordings[legal ? "2" : "1"] ?? "");
  });
}

function hanziDigit(digit: string, legal: boolean): string {
  return (legal ? "零壹贰叁肆伍陆柒捌玖" : "〇一二三四五六七八九")[Number(digit)] ?? digit;
}

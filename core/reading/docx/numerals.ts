/** Numbers as Word writes them in lists, by the name of the format (ECMA-376 §17.18.59, ST_NumberFormat). */

const digits = "零一二三四五六七八九";
const legalDigits = "零壹贰叁肆伍陆柒捌玖";

/** 十一、二十、一百零五: counting as spoken, up to 9999. */
function counting(value: number, signs: string, units: readonly string[]): string {
  if (value <= 0 || value > 9999) return String(value);
  let text = "";
  let gap = false;
  for (let power = 3; power >= 0; power--) {
    const digit = Math.floor(value / 10 ** power) % 10;
    if (digit === 0) {
      gap = text !== "";
      continue;
    }
    if (gap) text += signs[0];
    gap = false;
    text += (signs[digit] ?? "") + (units[power] ?? "");
  }
  return text;
}

function chinese(value: number): string {
  return counting(value, digits, ["", "十", "百", "千"]).replace(/^一十/, "十");
}

function digitByDigit(value: number, zero: string): string {
  return Array.from(String(value), (digit) => (digit === "0" ? zero : (digits[Number(digit)] ?? digit))).join(
    "",
  );
}

/** One sign each, from a row of signs; plain figures past its end. */
function fromRow(row: string): (value: number) => string {
  const signs = Array.from(row);
  return (value) => signs[value - 1] ?? String(value);
}

function letters(value: number, first: string): string {
  // Word goes on with aa, bb, cc after z
  const index = (value - 1) % 26;
  const letter = String.fromCharCode(first.charCodeAt(0) + index);
  return letter.repeat(Math.min(Math.floor((value - 1) / 26) + 1, 8));
}

const romanSigns: [number, string][] = [
  [1000, "M"],
  [900, "CM"],
  [500, "D"],
  [400, "CD"],
  [100, "C"],
  [90, "XC"],
  [50, "L"],
  [40, "XL"],
  [10, "X"],
  [9, "IX"],
  [5, "V"],
  [4, "IV"],
  [1, "I"],
];

function roman(value: number): string {
  let rest = Math.min(value, 3999);
  let text = "";
  for (const [worth, sign] of romanSigns) {
    for (; rest >= worth; rest -= worth) text += sign;
  }
  return text;
}

const circled = fromRow("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳");

function fullWidth(value: number): string {
  return String(value).replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0));
}

/** 21st, 22nd, 23rd, 11th. */
function ordinal(value: number): string {
  const ending = ["th", "st", "nd", "rd"][value % 100 > 10 && value % 100 < 14 ? 0 : value % 10] ?? "th";
  return `${value}${ending}`;
}

const stems = "甲乙丙丁戊己庚辛壬癸";
const branches = "子丑寅卯辰巳午未申酉戌亥";
const sexagenary = (value: number) => {
  const at = (value - 1) % 60;
  return stems.charAt(at % 10) + branches.charAt(at % 12);
};

const formats: Record<string, (value: number) => string> = {
  none: () => "",
  decimalZero: (value) => String(value).padStart(2, "0"),
  decimalFullWidth: (value) => fullWidth(value),
  chineseCounting: chinese,
  chineseCountingThousand: chinese,
  japaneseCounting: chinese,
  taiwaneseCounting: chinese,
  taiwaneseCountingThousand: chinese,
  ideographDigital: (value) => digitByDigit(value, "〇"),
  japaneseDigitalTenThousand: (value) => digitByDigit(value, "〇"),
  taiwaneseDigital: (value) => digitByDigit(value, "○"),
  chineseLegalSimplified: (value) => counting(value, legalDigits, ["", "拾", "佰", "仟"]),
  ideographLegalTraditional: (value) => counting(value, "零壹貳參肆伍陸柒捌玖", ["", "拾", "佰", "仟"]),
  japaneseLegal: (value) => counting(value, "零壱弐参四伍六七八九", ["", "拾", "百", "阡"]),
  decimalFullWidth2: (value) => fullWidth(value),
  decimalHalfWidth: String,
  numberInDash: (value) => `- ${value} -`,
  hex: (value) => value.toString(16).toUpperCase(),
  ordinal,
  chicago: (value) => ("*†‡§".charAt((value - 1) % 4) || "*").repeat(Math.min(Math.ceil(value / 4), 8)),
  ideographTraditional: fromRow(stems),
  ideographZodiac: fromRow(branches),
  ideographZodiacTraditional: sexagenary,
  decimalEnclosedCircle: circled,
  decimalEnclosedCircleChinese: circled,
  decimalEnclosedParen: fromRow("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
  decimalEnclosedFullstop: fromRow("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
  ideographEnclosedCircle: fromRow("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
  upperLetter: (value) => letters(value, "A"),
  lowerLetter: (value) => letters(value, "a"),
  upperRoman: roman,
  lowerRoman: (value) => roman(value).toLowerCase(),
};

/** A list number in one of Word's formats; an unknown format counts in figures. */
export function numeral(value: number, format: string): string {
  if (value < 1) return format === "none" ? "" : String(value);
  return (formats[format] ?? String)(value);
}

/** A number in a format that is told by its first ones, "001, 002, 003, ..."; undefined where they tell nothing. */
export function patterned(value: number, pattern: string | undefined): string | undefined {
  const first = /^\s*(0+)1\b/.exec(pattern ?? "")?.[1];
  return first === undefined || first.length > 8 ? undefined : String(value).padStart(first.length + 1, "0");
}

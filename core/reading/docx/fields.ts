/**
 * Fields: of each, the stored result is what a reader sees; the instruction is not. Page numbers are no
 * content, tick boxes and lists of old forms keep their value outside the text (ECMA-376 §17.16).
 */
import { numeral } from "./numerals.ts";
import { isOn } from "./styles.ts";

type Field = {
  code: string;
  showsResult: boolean;
  checked?: boolean;
  entries: string[];
  chosen: number;
};

const pageNumber = /^\s*(PAGE|NUMPAGES|SECTIONPAGES)\b/i;

export function isPageNumber(code: string): boolean {
  return pageNumber.test(code);
}

/** The complex fields open at one point of a story, innermost last. */
export class Fields {
  readonly #open: Field[] = [];

  /** Whether text at this point is seen: no open field is still at its instruction or shows a page number. */
  get visible(): boolean {
    return this.#open.every(({ code, showsResult }) => showsResult && !isPageNumber(code));
  }

  instruction(text: string): void {
    const field = this.#open.at(-1);
    if (field !== undefined && !field.showsResult) field.code += text;
  }

  /** Takes a `w:fldChar`; answers the text that a form field stands for, if it ends here. */
  mark(type: string | undefined): string {
    if (type === "begin") this.#open.push({ code: "", showsResult: false, entries: [], chosen: 0 });
    const field = this.#open.at(-1);
    if (field === undefined) return "";
    if (type === "separate") field.showsResult = true;
    if (type !== "end") return "";
    this.#open.pop();
    return this.visible ? formValue(field) : "";
  }

  /** Takes the elements of `w:ffData`, which describe a form field. */
  describe(name: string, val: string | undefined): void {
    const field = this.#open.at(-1);
    if (field === undefined) return;
    if (name === "w:checked") field.checked = isOn(val);
    else if (name === "w:default" && field.checked === undefined)
      field.checked = val === "1" || val === "true";
    else if (name === "w:listEntry") field.entries.push(val ?? "");
    else if (name === "w:result") field.chosen = Number(val ?? 0);
  }
}

/** “带圈字符”: a character laid over a ring, square or triangle by an equation. */
const enclosure = /^\s*EQ\s+\\o\s*\\ac\s*\(\s*[○□△◇〇]\s*[,，;]\s*([^()]{1,4}?)\s*\)/i;
const CIRCLED = "decimalEnclosedCircle";

function formValue(field: Field): string {
  if (/^\s*FORMCHECKBOX\b/i.test(field.code)) return field.checked === true ? "√" : "□";
  const enclosed = enclosure.exec(field.code)?.[1];
  if (enclosed !== undefined) return /^\d+$/.test(enclosed) ? numeral(Number(enclosed), CIRCLED) : enclosed;
  if (/^\s*FORMDROPDOWN\b/i.test(field.code)) return field.entries[field.chosen] ?? "";
  return "";
}

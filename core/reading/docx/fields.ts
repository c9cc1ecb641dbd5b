/**
 * Fields: of each, the stored result is what a reader sees; the instruction is not. Page numbers are no
 * content; tick boxes and lists of old forms, equations and signs keep what they show outside the text
 * (ECMA-376 §17.16).
 */
import { equation } from "./equations.ts";
import { isOn } from "./styles.ts";
import { symbolSign } from "./symbols.ts";

/** What a form field of the old kind holds. */
export type FormValue = { checked?: boolean; entries: string[]; chosen?: number };

type Field = FormValue & { index: number; code: string; showsResult: boolean };

const pageNumber = /^\s*(PAGE|NUMPAGES|SECTIONPAGES)\b/i;

export function isPageNumber(code: string): boolean {
  return pageNumber.test(code);
}

/** The complex fields open at one point of a story, innermost last. */
export class Fields {
  readonly #open: Field[] = [];
  readonly #unclosed: ReadonlySet<number>;
  #begun = 0;

  /** `unclosed`: fields that never end, by the order in which they begin. Programs leave some; they hide nothing. */
  constructor(unclosed: ReadonlySet<number> = new Set()) {
    this.#unclosed = unclosed;
  }

  /** Whether text at this point is seen: no open field is still at its instruction or shows a page number. */
  get visible(): boolean {
    return this.#open.every((field) => this.#unclosed.has(field.index) || showsItsResult(field));
  }

  /** The fields that are open, by the order in which they began. */
  get open(): number[] {
    return this.#open.map(({ index }) => index);
  }

  /** The instruction of the innermost field. */
  get code(): string {
    return this.#open.at(-1)?.code ?? "";
  }

  instruction(text: string): void {
    const field = this.#open.at(-1);
    if (field !== undefined && !field.showsResult) field.code += text;
  }

  /** Takes a `w:fldChar`; answers the text that a field without a stored result stands for, if it ends here. */
  mark(type: string | undefined): string {
    if (type === "begin")
      this.#open.push({ index: this.#begun++, code: "", showsResult: false, entries: [] });
    const field = this.#open.at(-1);
    if (field === undefined) return "";
    if (type === "separate") field.showsResult = true;
    if (type !== "end") return "";
    this.#open.pop();
    return this.visible ? shownBy(field.code, field, field.showsResult) : "";
  }

  /** Takes the elements of `w:ffData`, which describe a form field. */
  describe(name: string, val: string | undefined): void {
    const field = this.#open.at(-1);
    if (field === undefined) return;
    if (name === "w:checked") field.checked = isOn(val);
    else if (name === "w:default") {
      field.checked ??= val === "1" || val === "true";
      field.chosen ??= Number(val ?? 0);
    } else if (name === "w:listEntry") field.entries.push(val ?? "");
    else if (name === "w:result") field.chosen = Number(val ?? 0);
  }

  /** Takes a form field's value whole, from a format that keeps it together. */
  hold(value: FormValue): void {
    Object.assign(this.#open.at(-1) ?? {}, value);
  }
}

/** Fields that Word draws anew from their code or from what the form holds; what is stored behind it is left over. */
function showsItsResult({ code, showsResult, entries }: Field): boolean {
  const isDrawn = isFormBox(code) || /^\s*(EQ|SYMBOL)\b/i.test(code);
  return showsResult && !isPageNumber(code) && !isDrawn && !(isFormList(code) && entries.length > 0);
}

const isFormBox = (code: string) => /^\s*FORMCHECKBOX\b/i.test(code);
const isFormList = (code: string) => /^\s*FORMDROPDOWN\b/i.test(code);
const prompt = /^\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s+(.*)$/is;
const sign = /^\s*SYMBOL\s+(0x[\da-f]+|\d+)/i;
const signFont = /\\f\s*(?:"([^"]*)"|(\S+))/i;

/** What a field shows that Word draws from its code, or from what the form holds; "" for any other. */
export function shownBy(code: string, { checked, entries, chosen }: FormValue, hasResult = false): string {
  if (isFormBox(code)) return checked === true ? "√" : "□";
  if (isFormList(code)) return entries[chosen ?? 0] ?? "";
  const drawn = sign.exec(code)?.[1];
  if (drawn !== undefined) {
    const font = signFont.exec(code);
    return symbolSign(font?.[1] ?? font?.[2], Math.min(Number(drawn), 0xffff));
  }
  return equation(code) ?? (hasResult ? "" : (prompt.exec(code)?.[1]?.trim() ?? ""));
}

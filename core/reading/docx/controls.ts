/**
 * Content controls: boxes to tick, lists to choose from, dates, and texts that an office system fills in through
 * the store of the file (ECMA-376 §17.5.2). What the store says is what Word shows, whatever stands in the control.
 */
import type { Attributes } from "../xml.ts";
import type { Stores } from "./stores.ts";
import { isOn } from "./styles.ts";

type Control = {
  ticked?: boolean;
  isBox: boolean;
  isText: boolean;
  entries: Map<string, string>;
  dateFormat?: string;
  binding?: { store: string; path: string };
  /** What is shown in place of the content; undefined when the content is shown. */
  shown?: string;
  written: boolean;
};

/** The controls open at one point of a story, innermost last. */
export class Controls {
  readonly #open: Control[] = [];
  #describing = false;

  openControl(): void {
    this.#open.push({ isBox: false, isText: true, entries: new Map(), written: false });
  }

  closeControl(): void {
    this.#open.pop();
  }

  /** Whether the elements that come describe a control. */
  get describing(): boolean {
    return this.#describing;
  }

  startDescription(): void {
    this.#describing = true;
  }

  /** Takes an element of `w:sdtPr`. */
  describe(name: string, attributes: Attributes): void {
    const control = this.#open.at(-1);
    if (control !== undefined) describers[name]?.(control, attributes);
  }

  endDescription(): void {
    this.#describing = false;
  }

  /** The content begins. Answers whether its value is in a store that is not at hand yet. */
  settle(stores: Stores | undefined): boolean {
    const control = this.#open.at(-1);
    if (control === undefined) return false;
    const { binding, isText, isBox } = control;
    if (isBox) control.shown = control.ticked === true ? "√" : "□";
    if (binding === undefined || !(isText || isBox)) return false;
    if (stores === undefined) return true;
    const stored = stores.value(binding.store, binding.path)?.trim();
    if (stored === undefined || stored === "") return false;
    if (isBox) control.shown = /^(1|true)$/i.test(stored) ? "√" : "□";
    // a control with rich text keeps a whole document in its store
    else if (!stored.startsWith("<")) control.shown = shownValue(control, stored);
    return false;
  }

  /** What a text at this point is to be replaced by: "" when the value has been written; undefined for no replacement. */
  replacement(): string | undefined {
    const control = this.#open.find(({ shown }) => shown !== undefined);
    if (control === undefined) return undefined;
    const shown = control.written ? "" : control.shown;
    control.written = true;
    return shown;
  }

  /** The value of a control whose content has come to its end, or to that of a paragraph, without any text. */
  rest(): string {
    return this.replacement() ?? "";
  }
}

const otherKind = (control: Control) => {
  control.isText = false;
};

const describers: Record<string, ((control: Control, attributes: Attributes) => void) | undefined> = {
  "w14:checkbox": (control) => {
    control.isBox = true;
  },
  "w14:checked": (control, { val }) => {
    control.ticked = isOn(val);
  },
  "w:listItem": (control, { value, displayText }) => {
    const shown = displayText ?? value ?? "";
    control.entries.set(value ?? shown, shown);
  },
  "w:dateFormat": (control, { val }) => {
    control.dateFormat = val;
  },
  "w:dataBinding": (control, { storeItemID, xpath }) => {
    control.binding = { store: storeItemID ?? "", path: xpath ?? "" };
  },
  "w:picture": otherKind,
  "w:group": otherKind,
  "w:docPartList": otherKind,
  "w:docPartObj": otherKind,
  "w:citation": otherKind,
  "w:bibliography": otherKind,
  "w:equation": otherKind,
};

function shownValue({ entries, dateFormat }: Control, stored: string): string {
  const date = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?/.exec(stored);
  if (dateFormat === undefined || date === null) return entries.get(stored) ?? stored;
  return dated(dateFormat, date.slice(1).map(Number));
}

/** A date in the letters that Word formats it by; a weekday is left out. */
function dated(format: string, [year = 0, month = 0, day = 0, hour = 0, minute = 0]: number[]): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const letters: Record<string, string> = {
    yyyy: String(year),
    yy: two(year % 100),
    MM: two(month),
    M: String(month),
    dd: two(day),
    d: String(day),
    HH: two(hour),
    H: String(hour),
    mm: two(minute),
    m: String(minute),
  };
  return format.replace(/'([^']*)'|yyyy|yy|M{1,2}|dddd?|d{1,2}|H{1,2}|m{1,2}/g, (found, quoted?: string) =>
    quoted === undefined ? (letters[found] ?? "") : quoted,
  );
}

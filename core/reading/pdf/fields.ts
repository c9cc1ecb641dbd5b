/**
 * What was put on a page of a PDF after it was made, and is not part of its text layer: values of form fields, ticks,
 * typed remarks, stamps with words. Put where they show; notes in the margin and what is hidden are left out.
 */
import type { TextRun } from "./boxes.ts";
import { meantString } from "./strings.ts";

/** What is needed of a pdfjs annotation. */
export type Annotation = {
  id?: string;
  subtype?: string;
  annotationFlags?: number;
  fieldType?: string;
  fieldValue?: unknown;
  exportValue?: unknown;
  buttonValue?: unknown;
  checkBox?: boolean;
  radioButton?: boolean;
  password?: boolean;
  combo?: boolean;
  options?: unknown;
  textContent?: string[];
  hidden?: boolean;
  hasAppearance?: boolean;
  rect?: number[];
  contentsObj?: { str?: string };
};

const FIELD_FONT = 10;
/** Flags of an annotation that nobody sees on the screen (ISO 32000-1 §12.5.3): hidden, and not to be viewed. */
const UNSEEN = 2 | 32;
const box = /[□☐○◯▢]/;

export function isSeen({ hidden, annotationFlags = 0 }: Annotation): boolean {
  return hidden !== true && (annotationFlags & UNSEEN) === 0;
}

/** Whether its words stand in a drawing of its own, to be asked for by its id. */
export function isDrawn({ subtype, hasAppearance }: Annotation): boolean {
  return subtype === "Stamp" && hasAppearance === true;
}

/**
 * The text these annotations show, as runs in page coordinates. `printed` is what the page says itself, `drawn` the
 * lines of those that {@link isDrawn}.
 */
export function fieldRuns(
  annotations: readonly Annotation[],
  printed: readonly TextRun[] = [],
  drawn: ReadonlyMap<string, string[]> = new Map(),
): TextRun[] {
  return annotations.filter(isSeen).flatMap((annotation) => {
    const [left = 0, bottom = 0, , top = 0] = annotation.rect ?? [];
    const lines = shownLines(annotation, drawn).filter((line) => line.trim() !== "");
    // an empty box that the page prints itself is not said twice
    if (lines[0] === "□" && printed.some((run) => box.test(run.str) && touches(run, annotation))) return [];
    const height = Math.max(Math.min(FIELD_FONT, top - bottom), 1);
    const single = lines.length === 1;
    return lines.map((str, index): TextRun => {
      const y = single ? (top + bottom) / 2 - height * 0.35 : top - height * (1.2 * index + 1);
      return { str, transform: [height, 0, 0, height, left, y], width: str.length * height };
    });
  });
}

function shownLines(annotation: Annotation, drawn: ReadonlyMap<string, string[]>): string[] {
  const { subtype, contentsObj, textContent = [], id = "" } = annotation;
  if (subtype === "FreeText") return linesOf(meantString(contentsObj?.str ?? "")) ?? textContent;
  if (isDrawn(annotation)) return drawn.get(id) ?? [];
  return subtype === "Widget" ? fieldLines(annotation) : [];
}

function fieldLines(annotation: Annotation): string[] {
  const { fieldType, fieldValue, exportValue, buttonValue, textContent = [] } = annotation;
  if (fieldType === "Btn") {
    if (annotation.checkBox === true) return [isTicked(fieldValue, exportValue) ? "√" : "□"];
    const isRadio = annotation.radioButton === true && typeof buttonValue === "string";
    return isRadio ? [isTicked(fieldValue, buttonValue) ? "√" : "□"] : [];
  }
  if (annotation.password === true) return [];
  if (fieldType === "Ch") return [chosen(annotation)];
  const value = typeof fieldValue === "string" ? meantString(fieldValue) : "";
  // a date is stored in one way and shown in another
  const isShownOtherwise = squeezed(textContent.join("")) !== squeezed(value);
  if (isShownOtherwise && isReadable(textContent)) return textContent;
  return linesOf(value) ?? [];
}

/** The words of what was chosen; the file stores a code for each. */
function chosen({ fieldValue, options }: Annotation): string {
  const list = Array.isArray(options) ? options : [];
  const shown = (value: unknown) => {
    const option: unknown = list.find((candidate) => textAt(candidate, "exportValue") === value);
    return textAt(option, "displayValue") ?? (typeof value === "string" ? value : undefined);
  };
  const values = Array.isArray(fieldValue) ? fieldValue : [fieldValue];
  return values
    .flatMap((value) => shown(value) ?? [])
    .map(meantString)
    .join("、");
}

function textAt(value: unknown, key: "exportValue" | "displayValue"): string | undefined {
  if (typeof value !== "object" || value === null || !(key in value)) return undefined;
  const found: unknown = Object.entries(value).find(([name]) => name === key)?.[1];
  return typeof found === "string" ? found : undefined;
}

function isTicked(value: unknown, own: unknown): boolean {
  return typeof value === "string" && value !== "Off" && value === own;
}

function linesOf(text: string): string[] | undefined {
  return text.trim() === "" ? undefined : text.split(/\r\n|\r|\n/);
}

const squeezed = (text: string): string => text.replace(/\s/g, "");

/** Text drawn in a font without a table to Unicode is no better than nothing. */
function isReadable(lines: readonly string[]): boolean {
  const text = squeezed(lines.join(""));
  return text !== "" && !/[\p{Cc}\p{Co}\p{Cn}\ufffd]/u.test(text);
}

function touches({ transform, width }: TextRun, { rect = [] }: Annotation): boolean {
  const [left = 0, bottom = 0, right = 0, top = 0] = rect;
  const [, , , , x = 0, y = 0] = transform;
  return x < right && x + width > left && y < top && y > bottom - (top - bottom);
}

/** Values typed into the form fields of a PDF, which are not part of its text layer; put where they show. */
import type { TextRun } from "./boxes.ts";

/** What is needed of a pdfjs annotation. */
export type Annotation = {
  subtype?: string;
  fieldType?: string;
  fieldValue?: unknown;
  exportValue?: unknown;
  buttonValue?: unknown;
  checkBox?: boolean;
  hidden?: boolean;
  rect?: number[];
  contentsObj?: { str?: string };
};

const FIELD_FONT = 10;

/** The text a form field or a typed remark shows, as runs in page coordinates. */
export function fieldRuns(annotations: readonly Annotation[]): TextRun[] {
  return annotations.flatMap((annotation) => {
    const [left = 0, bottom = 0, , top = 0] = annotation.rect ?? [];
    const lines = shownText(annotation)
      .split(/\r\n|\r|\n/)
      .filter((line) => line.trim() !== "");
    const height = Math.max(Math.min(FIELD_FONT, top - bottom), 1);
    const single = lines.length === 1;
    return lines.map((str, index): TextRun => {
      const y = single ? (top + bottom) / 2 - height * 0.35 : top - height * (1.2 * index + 1);
      return { str, transform: [height, 0, 0, height, left, y], width: str.length * height };
    });
  });
}

function shownText(annotation: Annotation): string {
  if (annotation.hidden === true) return "";
  if (annotation.subtype === "FreeText") return annotation.contentsObj?.str ?? "";
  if (annotation.subtype !== "Widget") return "";
  const { fieldType, fieldValue } = annotation;
  if (fieldType === "Btn") return annotation.checkBox === true && isTicked(annotation) ? "√" : "";
  if (typeof fieldValue === "string") return fieldValue;
  return Array.isArray(fieldValue) ? fieldValue.filter((value) => typeof value === "string").join("、") : "";
}

function isTicked({ fieldValue, exportValue }: Annotation): boolean {
  return typeof fieldValue === "string" && fieldValue !== "Off" && fieldValue === exportValue;
}

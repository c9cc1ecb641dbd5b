/**
 * An examined paper that a reviewer has corrected, as a marked paper from which the finder can learn: what the machine found,
 * with what the reviewer said of it. Nothing is asserted that nobody knows: an element that was called present without
 * saying where, or that nobody was sure of, is named as `@expect unsure_element`; it is not absent.
 */
import type { ElementState, Examination, Finding } from "../checking/examination.ts";
import { isUnknownType } from "../rulebook/type-name.ts";
import type { Day } from "../subject/kind.ts";
import type { Expectation, Mark, MarkedPaper } from "../text/notation.ts";
import type { Overruling } from "./overruling-record.ts";

export interface CorrectedDocument {
  readonly revision: number;
  readonly text: string;
  readonly examination: Examination;
  /** By the place of their finding. Those of earlier revisions hold, their words do not: they are of another text. */
  readonly overrulings: ReadonlyMap<number, Overruling>;
  readonly asOf: Day;
}

const NATURES: Partial<Record<ElementState, Mark["nature"]>> = {
  ok: "sound",
  weak: "faulty",
  partial: "faulty",
  invalid: "faulty",
  placeholder: "blank",
  label_blank: "blank",
};
/** Of these the words that were found are not the element's. */
const WITHOUT_WORDS = new Set<ElementState>(["missing", "label_blank", "unsure"]);
/** Ids as the notation can write them. */
const WRITABLE = /^[a-z_]+$/;

/** Undefined where there is nothing to learn: no type, or only elements called present that nobody has pointed at. */
export function trainingPaper(document: CorrectedDocument): MarkedPaper | undefined {
  const { text, examination, overrulings, asOf } = document;
  const type = typeOf(examination, overrulings);
  if (isUnknownType(type) || !WRITABLE.test(type)) return undefined;
  const elements = Object.entries(examination.elements).filter(([id]) => WRITABLE.test(id));
  const read = elements.map(([id, result]) => elementOf(id, result, document));
  const taught = [...overrulings.values()].some(
    ({ finding: { element } }) => !read.some((one) => one.id === element && one.open),
  );
  if (!taught) return undefined;
  const standing = examination.findings.filter((_, place) => !overrulings.has(place));
  return {
    type,
    style: "审核认定",
    text,
    marks: read.flatMap(({ mark }) => mark ?? []).sort((a, b) => a.start - b.start),
    asOf,
    ...(examination.declaredType !== undefined && { declared: examination.declaredType }),
    verdict: verdictOf(standing),
    expected: [
      ...standing.flatMap(expectationOf),
      ...read.filter(({ open }) => open).map(({ id }) => unsure(id)),
    ],
  };
}

/** A type that was called right although the machine took the paper for another is what the unit said. */
function typeOf({ type, declaredType }: Examination, overrulings: CorrectedDocument["overrulings"]): string {
  const kept = [...overrulings.values()].some(({ finding }) => finding.code === "wrong_type");
  return kept ? (declaredType ?? type) : type;
}

interface ElementRead {
  readonly id: string;
  readonly mark?: Mark;
  /** Nobody knows where it stands, or whether. */
  readonly open: boolean;
}

function elementOf(
  element: string,
  { state, start, end }: Examination["elements"][string],
  { revision, examination, overrulings }: CorrectedDocument,
): ElementRead {
  const made = [...overrulings.values()].filter(({ finding }) => finding.element === element);
  const words = made.find((one) => one.revision === revision && one.words)?.words;
  if (words)
    return {
      id: element,
      open: false,
      mark: { element, nature: "sound", start: words.start, end: words.end },
    };
  const accused = examination.findings.some(
    (finding, place) => finding.element === element && !overrulings.has(place),
  );
  const cleared = made.length > 0 && !accused;
  if (WITHOUT_WORDS.has(state) && cleared) return { id: element, open: true };
  const nature = cleared ? "sound" : NATURES[state];
  if (!nature || end <= start) return { id: element, open: state === "unsure" };
  return { id: element, open: false, mark: { element, nature, start, end } };
}

function verdictOf(standing: readonly Finding[]): MarkedPaper["verdict"] {
  const errors = standing.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return "ok";
  return errors.some(({ code }) => code === "wrong_type") ? "wrong_type" : "return";
}

/** Looks are no expectation: they say only that the machine did not know. */
function expectationOf({ code, element, severity }: Finding): Expectation[] {
  return severity === "error" || severity === "warning" ? [{ code, element, severity }] : [];
}

const unsure = (element: string): Expectation => ({ code: "unsure_element", element, severity: "warning" });

// One document under examination: everything the judges may look at.
import type { Rulebook, TypeRule } from "../rulebook/rulebook.ts";
import type { Span } from "../text/normalized.ts";
import type { Discussion } from "./discussion.ts";
import type { ElementState, ExaminationInput, Ground, Severity } from "./examination.ts";
import type { LabelHit } from "./labels.ts";
import type { Page } from "./page.ts";
import type { Table } from "./tables.ts";

export type ExaminationContext = {
  input: ExaminationInput;
  rulebook: Rulebook;
  type: TypeRule;
  page: Page;
  labels: LabelHit[];
  table?: Table;
  discussion: Discussion;
  /** The year that dates without one fall into, where the text or the filing names it. */
  year?: number;
};

/** Words that may be an element, before they are judged. Spans are of the normalised text. */
export type Candidate = {
  from: "label" | "prose";
  /** The label, where there is one. */
  at: Span;
  evidence: Span;
  value: Span;
  block: Span;
  heading: boolean;
  state?: "ok" | "weak" | "partial" | "invalid" | "placeholder";
};

/** Something wrong that a judge saw: the code picks its words from the rulebook. */
export type Remark = { code: string; at: Span; detail?: string; severity?: Severity };

export type Verdict = {
  state: ElementState;
  evidence: Span;
  value?: unknown;
  remarks?: Remark[];
  ground?: Ground;
  /** How sure it is that the element is there, 0 to 1. */
  certainty?: number;
  /** Not sure, and likelier not: the words that come nearest. */
  nearest?: Span;
};

export const wordsOf = (context: ExaminationContext, span: Span): string =>
  context.page.text.slice(span.start, span.end);

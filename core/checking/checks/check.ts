// What a check is: it looks at more than one element and says where something is wrong.
import type { CheckSource } from "../../rulebook/schema/check.ts";
import type { Span } from "../../text/normalized.ts";
import type { ExaminationContext, Verdict } from "../context.ts";
import type { Severity } from "../examination.ts";

/** What a check saw: where, and what fills the message. `element` overrides the rule's own. */
export type CheckHit = {
  at: Span;
  values?: Record<string, string | number>;
  element?: string;
  severity?: Exclude<Severity, "info">;
};
export type Verdicts = ReadonlyMap<string, Verdict>;
export type Check<K extends CheckSource["kind"]> = (
  context: ExaminationContext,
  verdicts: Verdicts,
  rule: Extract<CheckSource, { kind: K }>,
  regexes: RegExp[],
) => CheckHit[];

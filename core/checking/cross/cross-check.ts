// The papers of one session beside each other (domain.md §7): one day, one host, the same people, every issue answered.
import type { Rulebook } from "../../rulebook/rulebook.ts";
import type { AcrossSource } from "../../rulebook/schema/check.ts";
import type { Finding } from "../examination.ts";
import { quote } from "../findings.ts";
import type { Contradiction } from "./contradiction.ts";
import { type ComparedSet, matchesAt } from "./element-ref.ts";
import { CROSS_CHECKS } from "./kinds.ts";

export type { CheckedDocument, ComparedSet } from "./element-ref.ts";

/** A finding about `paper`; its evidence is of that paper's text. `beside` is what it contradicts. */
export type CrossFinding = Finding & {
  paper: string;
  beside?: { paper: string; element: string; evidence: string; start: number; end: number };
};

/**
 * Compares what one unit filed for one session, by the rulebook's `across` rules. Pure; a rule whose papers or
 * elements are not there says nothing. The same contradiction is told once.
 */
export function crossCheck(session: ComparedSet, rulebook: Rulebook): CrossFinding[] {
  const told = new Set<string>();
  return rulebook.across.flatMap((rule) => {
    if (!holds(rule, session)) return [];
    return CROSS_CHECKS[rule.kind](session, rule, rulebook).flatMap((contradiction) => {
      const { at, values } = contradiction;
      const key = [rule.id, at.paper.id, at.element, ...Object.values(values)].join("\n");
      if (told.has(key)) return [];
      told.add(key);
      return [worded(rule, contradiction, rulebook)];
    });
  });
}

/** Whether a rule has anything to say of these papers. */
function holds({ among, settled, when, unless }: AcrossSource, session: ComparedSet): boolean {
  if (session.among !== undefined && session.among !== among) return false;
  if (settled && session.next === undefined) return false;
  const said = (at: NonNullable<AcrossSource["when"]>): boolean =>
    matchesAt(session, [at]).some(({ result }) => at.words.some((word) => result.evidence.includes(word)));
  return (!when || said(when)) && !(unless && said(unless));
}

function worded(rule: AcrossSource, { at, beside, values }: Contradiction, rulebook: Rulebook): CrossFinding {
  const names: Record<string, string> = {
    paper: rulebook.types.get(at.paper.type)?.name ?? at.paper.type,
    beside: beside ? (rulebook.types.get(beside.paper.type)?.name ?? beside.paper.type) : "",
    ...values,
  };
  const fill = (template: string): string =>
    template.replace(/\{([a-z]+)\}/g, (whole, key: string) => quote(names[key] ?? whole));
  const { evidence, start, end } = at.result;
  return {
    code: rule.code,
    severity: rule.severity,
    element: at.element,
    evidence,
    start,
    end,
    message: fill(rule.message),
    rule: rule.id,
    source: rule.source,
    suggestion: fill(rule.suggestion),
    paper: at.paper.id,
    ...(beside && {
      beside: {
        paper: beside.paper.id,
        element: beside.element,
        evidence: beside.result.evidence,
        start: beside.result.start,
        end: beside.result.end,
      },
    }),
  };
}

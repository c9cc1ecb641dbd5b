// The papers of one session beside each other (domain.md §7): one day, one host, the same people, every issue answered.
import type { Rulebook } from "../rulebook/rulebook.ts";
import { type Contradiction, KINDS } from "./across/kinds.ts";
import { type Session, type Spot, spotsAt } from "./across/place.ts";
import type { Finding } from "./examination.ts";

export type { Paper, Session } from "./across/place.ts";

/** A finding about `paper`; its evidence is of that paper's text. `beside` is what it contradicts. */
export type AcrossFinding = Finding & {
  paper: string;
  beside?: { paper: string; element: string; evidence: string; start: number; end: number };
};

/**
 * Compares what one unit filed for one session, by the rulebook's `across` rules. Pure; a rule whose papers or
 * elements are not there says nothing. The same contradiction is told once.
 */
export function examineAcross(session: Session, rulebook: Rulebook): AcrossFinding[] {
  const told = new Set<string>();
  return rulebook.across.flatMap((rule) => {
    if (rule.when && !spotsAt(session, [rule.when]).some((spot) => says(spot, rule.when?.words ?? [])))
      return [];
    return KINDS[rule.kind](session, rule).flatMap((contradiction) => {
      const { at, values } = contradiction;
      const key = [rule.id, at.paper.id, at.element, ...Object.values(values)].join("\n");
      if (told.has(key)) return [];
      told.add(key);
      return [worded(rule, contradiction, rulebook)];
    });
  });
}

const says = ({ result }: Spot, words: readonly string[]): boolean =>
  words.some((word) => result.evidence.includes(word));

function worded(
  rule: Rulebook["across"][number],
  { at, beside, values }: Contradiction,
  rulebook: Rulebook,
): AcrossFinding {
  const names: Record<string, string> = {
    paper: rulebook.types.get(at.paper.type)?.name ?? at.paper.type,
    beside: beside ? (rulebook.types.get(beside.paper.type)?.name ?? beside.paper.type) : "",
    ...values,
  };
  const fill = (template: string): string =>
    template.replace(/\{([a-z]+)\}/g, (whole, key: string) => names[key] ?? whole);
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

/** The other half of the samples: a rule that can be switched off without any of its samples noticing proves nothing. */
import type { ElementRule, Rulebook, TypeRule } from "../rulebook/rulebook.ts";
import { runSamples } from "./samples.ts";

/** Kinds that look at the whole paper: without labels and patterns they still do. */
const WHOLE = new Set(["discussion", "speakers", "speeches", "column", "roster"]);

const OTHER = "other";

/** Rules whose accepted samples are all still accepted when the rule is switched off. */
export function unnoticed(rulebook: Rulebook): string[] {
  const samples = runSamples(rulebook);
  const rules = new Set([
    ...[...rulebook.types.values()].flatMap((type) => [
      // What nothing speaks for is 其他文件 whether or not there is a rule for it.
      ...(type.id === OTHER ? [] : [`type.${type.id}`]),
      ...type.elements.map(({ rule }) => rule),
    ]),
    ...[...rulebook.checks, ...rulebook.counting].map(({ source }) => source.id),
    ...rulebook.across.map(({ id }) => id),
  ]);
  const bare = new Set(samples.uncovered.filter(({ accept }) => accept === 0).map(({ rule }) => rule));
  return [...rules].filter((rule) => {
    if (bare.has(rule)) return false;
    const { samples: tried, failures } = runSamples(without(rulebook, rule), rule);
    return tried > 0 && !failures.some(({ kind }) => kind === "accept");
  });
}

/** The rulebook with one rule out of force; its samples stay, to miss it. */
function without(rulebook: Rulebook, rule: string): Rulebook {
  return {
    ...rulebook,
    types: new Map([...rulebook.types].map(([id, type]) => [id, typeWithout(type, rule)])),
    checks: rulebook.checks.map((one) =>
      one.source.id === rule ? { ...one, source: { ...one.source, types: [] } } : one,
    ),
    counting: rulebook.counting.map((one) =>
      one.source.id === rule ? { ...one, source: { ...one.source, types: [] } } : one,
    ),
    across: rulebook.across.map((one) => (one.id === rule ? { ...one, of: [], to: [] } : one)),
  };
}

function typeWithout(type: TypeRule, rule: string): TypeRule {
  if (`type.${type.id}` === rule)
    return { ...type, title: [], body: [], labels: undefined, requires: undefined };
  return {
    ...type,
    elements: type.elements.map((element) => (element.rule === rule ? silenced(element) : element)),
  };
}

const silenced = (element: ElementRule): ElementRule => ({
  ...element,
  labels: [],
  prose: [],
  columns: [],
  ...(WHOLE.has(element.kind) && { kind: "text" as const }),
});

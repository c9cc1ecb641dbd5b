/**
 * What a paper is taken for once its elements are known, and which findings stand then: of its own type all of them; of another
 * class only those with words; of a type that nobody knows none as an error.
 */
import type { TypeRule } from "../rulebook/rulebook.ts";
import { type Recognised, UNKNOWN } from "./classify.ts";
import type { ExaminationContext, Verdict } from "./context.ts";
import type { Finding } from "./examination.ts";
import { unknownType, wrongType } from "./whole.ts";

type Verdicts = Map<string, Verdict>;
export type Taking = {
  type: string;
  /** What of the findings on elements stands, with what is to be said of the type. */
  findings: Finding[];
};

/** From here on the type is clear whatever is missing. */
const CLEAR = 0.6;
const FEWEST = { asked: 5, share: 0.25 };

/** `share` is how likely the examined type was by what was learned. Where the type is not known, nothing is sound any more. */
export function takenFor(
  context: ExaminationContext,
  verdicts: Verdicts,
  findings: readonly Finding[],
  { type, likely }: Recognised,
  share: number,
): Taking {
  const { input, rulebook } = context;
  const declared = rulebook.types.get(input.declaredType ?? "");
  const detected = rulebook.types.get(type);
  const hollow = type === context.type.id && share < CLEAR && strangeTo(context.type, verdicts);
  if (hollow || type === UNKNOWN) {
    claimNothing(verdicts);
    const told =
      likely && declared
        ? ({ ...wrongType(context, declared, rulebook.types.get(likely)), severity: "look" } as const)
        : unknownType(context);
    return { type: UNKNOWN, findings: [...unclaimed(findings), told] };
  }
  if (!declared || type === input.declaredType) return { type, findings: [...findings] };
  // What a document of another class lacks of the declared type is no fault of its own.
  const own = detected?.negative ? findings.filter(({ evidence }) => evidence !== "") : findings;
  return { type, findings: [...own, wrongType(context, declared, detected)] };
}

/** Another body's meeting is that, and what it lacks of the declared type is no fault of its own either. */
export function withoutStrangers(context: ExaminationContext, { type, findings }: Taking): Taking {
  const { group } = context.rulebook.sessions;
  if ((type !== UNKNOWN && type !== context.type.id) || !findings.some(isStranger)) return { type, findings };
  return {
    type: group.strangerType,
    findings: findings.filter(
      (one) => isStranger(one) || (one.evidence !== "" && one.code !== "type_unknown"),
    ),
  };
}

const isStranger = ({ code, severity }: Finding): boolean => code === "wrong_type" && severity === "error";

/** Next to nothing of what the type asks for is there, nor a form with its blanks: then it is likelier something else. */
function strangeTo(type: TypeRule, verdicts: Verdicts): boolean {
  const states = type.elements
    .filter(({ severity }) => severity === "error")
    .map(({ id }) => verdicts.get(id)?.state);
  const there = states.filter((state) => state === "ok" || state === "weak" || state === "partial");
  const form = states.some((state) => state === "label_blank" || state === "placeholder");
  return !form && states.length >= FEWEST.asked && there.length <= FEWEST.share * states.length;
}

/** Where the type is not known nothing is sound, and nothing is an error. */
function claimNothing(verdicts: Verdicts): void {
  for (const [id, verdict] of verdicts)
    if (verdict.state === "ok") verdicts.set(id, { ...verdict, state: "unsure" });
}

const unclaimed = (findings: readonly Finding[]): Finding[] =>
  findings
    .filter(({ evidence, severity }) => evidence !== "" && severity !== "warning")
    .map((one) => (one.severity === "error" ? { ...one, severity: "look" } : one));

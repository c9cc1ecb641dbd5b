/** Who an audience is on a day: persons of the office, and whom nobody stands for. */
import { principalOn } from "../organisation/person.ts";
import type { Person } from "../organisation/unit.ts";
import { belongsTo, isExcept } from "../subject/actor.ts";
import type { Assignee, Day } from "../subject/kind.ts";
import type { Audience, Telling } from "./telling.ts";

/** Those who could be meant. */
export interface Roll {
  /** Of the office. */
  readonly people: readonly Person[];
  /** Leaders of the office above. */
  readonly above: readonly Person[];
  /** Who last made an event of that name happen to the subject. */
  readonly doers: ReadonlyMap<string, string>;
  readonly day: Day;
}

export interface Hearer {
  readonly person: Person;
  /** Hears of it without having to act. */
  readonly over: boolean;
}

function meant(audience: Audience, { people, above, doers, day }: Roll): readonly Person[] {
  if ("did" in audience) return people.filter(({ id }) => id === doers.get(audience.did));
  if ("above" in audience) return above;
  const to: Assignee = "head" in audience ? { role: "head", unitId: audience.head } : audience;
  return people.filter((one) => belongsTo(to, principalOn(one, day)));
}

/** Each once; who must act is told so, though also addressed as somebody's head. */
export function hearersOf(
  { to, over = [], except = [] }: Telling,
  roll: Roll,
  by: string,
): readonly Hearer[] {
  const hearers = new Map<string, Hearer>();
  for (const [audiences, isOver] of [
    [to, false],
    [over, true],
  ] as const)
    for (const person of audiences.flatMap((one) => meant(one, roll)))
      if (person.id !== by && !isExcept({ except }, principalOn(person, roll.day)) && !hearers.has(person.id))
        hearers.set(person.id, { person, over: isOver });
  return [...hearers.values()];
}

/** The unit whose secretary should act and that has none: it holds only an upload link. Without news it does well. */
export function unheardUnit({ step, to }: Telling, roll: Roll): string | undefined {
  if (step !== "came" && Number.isNaN(Number(step))) return undefined;
  const unit = to.find((one) => "role" in one && one.role === "secretary" && meant(one, roll).length === 0);
  return unit && "unitId" in unit ? unit.unitId : undefined;
}

/** Who an audience is on a day: persons of the office, and whom nobody stands for. */
import type { Scope } from "../organisation/grant.ts";
import { grantsOn, unitsOf } from "../organisation/person.ts";
import type { Role } from "../organisation/role.ts";
import type { Person } from "../organisation/unit.ts";
import type { Day } from "../subject/kind.ts";
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

/** Who holds a role for the office holds it for its units. */
const holds = (person: Person, role: Role, of: string | undefined, day: Day): boolean =>
  grantsOn(person, day).some(
    (grant) =>
      grant.role === role &&
      (of === undefined || grant.scope.kind === "office" || unitOfScope(grant.scope) === of),
  );
const unitOfScope = (scope: Scope) => (scope.kind === "unit" ? scope.unitId : undefined);

function meant(audience: Audience, { people, above, doers, day }: Roll): readonly Person[] {
  if ("person" in audience) return people.filter(({ id }) => id === audience.person);
  if ("did" in audience) return people.filter(({ id }) => id === doers.get(audience.did));
  if ("head" in audience) return people.filter((one) => holds(one, "head", audience.head, day));
  if ("above" in audience) return above;
  return people.filter((one) => holds(one, audience.role, audience.unitId, day));
}

/** Each once; who must act is told so, though also addressed as somebody's head. */
export function hearersOf(
  { to, over = [], except = [] }: Telling,
  roll: Roll,
  by: string,
): readonly Hearer[] {
  const isExcept = (person: Person) =>
    [person.id, ...unitsOf(person, roll.day)].some((one) => except.includes(one));
  const hearers = new Map<string, Hearer>();
  for (const [audiences, isOver] of [
    [to, false],
    [over, true],
  ] as const)
    for (const person of audiences.flatMap((one) => meant(one, roll)))
      if (person.id !== by && !isExcept(person) && !hearers.has(person.id))
        hearers.set(person.id, { person, over: isOver });
  return [...hearers.values()];
}

/** The unit whose secretary should act and that has none: it holds only an upload link. Without news it does well. */
export function unheardUnit({ step, to }: Telling, roll: Roll): string | undefined {
  if (step !== "came" && Number.isNaN(Number(step))) return undefined;
  const unit = to.find((one) => "role" in one && one.role === "secretary" && meant(one, roll).length === 0);
  return unit && "unitId" in unit ? unit.unitId : undefined;
}

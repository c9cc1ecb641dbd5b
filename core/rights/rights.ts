/**
 * Who may: the one place that answers, for routes and for lists alike. A grant of a role opens where it holds, a bar shuts
 * whatever is granted, and nothing is open that no grant opens. An office's grants say nothing in any other office, be it
 * above or below in the tree.
 */
import type { Bar, Grant, Scope } from "../organisation/grant.ts";
import { grantsOn } from "../organisation/person.ts";
import type { Role } from "../organisation/role.ts";
import { holdsOn } from "../organisation/span.ts";
import type { Person } from "../organisation/unit.ts";
import { accept, type Result, refuse } from "../outcome.ts";
import type { Day } from "../subject/kind.ts";

/** What must be held. `jurisdiction`: for the whole office; `unit`: for the unit that the subject is of. */
export interface Right {
  readonly roles: readonly Role[];
  readonly scope: "jurisdiction" | "unit";
}

/** Whose something is. */
export interface Owned {
  readonly jurisdiction: string;
  readonly unitId?: string;
}

type Holder = Pick<Person, "jurisdiction" | "grants" | "bars" | "disabled">;

const NOT_HELD = refuse("forbidden", "not_allowed", "您的角色没有这项权限，如有需要请联系管理员。");
const NOT_OURS = refuse("missing", "not_found", "没有找到这项内容。");
const OTHER_UNIT = refuse("forbidden", "not_allowed", "这是其他单位的内容，您只能查看本单位的。");

/**
 * The grant by which a person has the right to a subject on a day, or why not. Without a subject: whether there is
 * anything the person has the right to.
 */
export function mayUse(person: Holder, right: Right, subject: Owned | undefined, day: Day): Result<Grant> {
  const held = heldOn(person, right, day);
  const [first] = held;
  if (!first) return NOT_HELD;
  if (!subject) return accept(first);
  if (subject.jurisdiction !== person.jurisdiction) return NOT_OURS;
  const covering = held.filter(({ scope }) => covers(scope, subject));
  if (covering.length === 0) return OTHER_UNIT;
  const bars = barsOn(person, day).filter(({ scope }) => covers(scope, subject));
  const open = covering.find((grant) => !bars.some((bar) => shuts(bar, grant)));
  return open ? accept(open) : barred(bars[0]);
}

/** All that a right reaches, for lists: exactly the subjects that `mayUse` opens one by one. */
export interface Reach {
  holds(subject: Owned): boolean;
}

export function reachOf(person: Holder, right: Right, day: Day): Reach {
  const held = heldOn(person, right, day);
  const bars = barsOn(person, day);
  return {
    holds: (subject) =>
      subject.jurisdiction === person.jurisdiction &&
      held.some(
        (grant) =>
          covers(grant.scope, subject) &&
          !bars.some((bar) => covers(bar.scope, subject) && shuts(bar, grant)),
      ),
  };
}

/** Grants that count for a right at all: of its roles, for the whole office where it asks for that, not barred everywhere. */
function heldOn(person: Holder, { roles, scope }: Right, day: Day): readonly Grant[] {
  const everywhere = barsOn(person, day).filter((bar) => bar.scope.kind === "office");
  return grantsOn(person, day).filter(
    (grant) =>
      roles.includes(grant.role) &&
      (scope === "unit" || grant.scope.kind === "office") &&
      !everywhere.some((bar) => shuts(bar, grant)),
  );
}

const barsOn = ({ bars = [] }: Holder, day: Day): readonly Bar[] => bars.filter((bar) => holdsOn(bar, day));

const shuts = ({ role }: Bar, grant: Grant): boolean => role === undefined || role === grant.role;

/** A visiting group covers nothing by itself yet: which units it visits is said where visits are planned. */
const covers = (scope: Scope, { unitId }: Owned): boolean =>
  scope.kind === "office" || (scope.kind === "unit" && scope.unitId === unitId);

const barred = (bar: Bar | undefined): Result<never> =>
  refuse("forbidden", "barred", `您对这个单位须回避（${bar?.reason ?? ""}），请由其他人员办理。`);

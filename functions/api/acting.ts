/**
 * As whom somebody comes before a subject: in their own name, or, where that does not open the way or the task is another's,
 * for one whose delegate they are. What the guard says of the principal then holds for the delegate.
 */
import type { Person } from "../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../core/outcome.ts";
import { type Reach, reachOf } from "../../core/rights/rights.ts";
import type { Actor } from "../../core/subject/kind.ts";
import { holderOn, openTasks } from "../../core/subject/open-task.ts";
import { clock } from "../adapters/clock.ts";
import { actorBy, type Right, reaches, rightsOf } from "../app/delegations/reach.ts";
import { type Loaded, loadSubject, type Subjects } from "../app/subjects/load.ts";
import { actorBefore } from "../app/submissions/actor.ts";
import type { Access, SubjectName } from "./contract/endpoint.ts";
import { mayEnter } from "./guard.ts";

export interface Entered {
  readonly person: Person;
  readonly actor: Actor;
  readonly subject: Subjects[keyof Subjects];
  readonly reach?: Reach | undefined;
}

type Rule = Extract<Access, { kind: "signed-in" | "roles" }>;

/** What nobody does for another: whom the office knows, and what one has delegated oneself. */
const OWN: ReadonlySet<SubjectName> = new Set(["person", "delegation"]);

const unknown = refuse("missing", "not_found", "没有找到这项内容。");

export async function enterBefore(
  name: SubjectName,
  id: string,
  access: Rule,
  person: Person | undefined,
): Promise<Result<Entered>> {
  // The role first: who may not ask at all does not learn what exists.
  const today = clock.today();
  const own = mayEnter(access, person, undefined, today);
  if (!person) return own.ok ? unknown : own;
  const all: readonly Right[] = OWN.has(name) ? [{ of: person }] : await rightsOf(person);
  const rights = all.filter(({ of }) => mayEnter(access, of, undefined, today).ok);
  if (rights.length === 0) return own.ok ? unknown : own;
  const loaded = await loadSubject(name, id, person.jurisdiction);
  if (!loaded) return unknown;
  const matter = { kind: loaded.kind?.name, unitId: loaded.unitId };
  const entering = rights.filter(
    (right) => reaches(right, matter) && mayEnter(access, right.of, loaded, today).ok,
  );
  const right = entering.find(({ of }) => hasTaskIn(loaded, of.id)) ?? entering[0];
  if (right) {
    const reach = access.kind === "roles" ? reachOf(right.of, access, today) : undefined;
    const actor = await actorBefore(loaded, actorBy(person, right, all));
    return accept({ person, actor, subject: loaded.subject, reach });
  }
  const refused = mayEnter(access, (rights[0] ?? { of: person }).of, loaded, today);
  return refused.ok ? unknown : refused;
}

/** Whether one of the subject's tasks is this person's. */
function hasTaskIn({ kind, state }: Loaded, person: string): boolean {
  if (!kind || !state) return false;
  return openTasks(kind, state).some(({ place, ...task }) => {
    const holder = holderOn(task, clock.today());
    return holder === undefined ? "person" in place && place.person === person : holder === person;
  });
}

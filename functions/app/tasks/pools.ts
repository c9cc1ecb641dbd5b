/** Where somebody's tasks lie: the pools of the roles they hold, in the office and in their unit. */
import { ROLE_NAMES } from "../../../core/organisation/role.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import type { Assignee } from "../../../core/subject/kind.ts";
import { poolOf } from "../../adapters/table/tasks.ts";
import { principalOf } from "../people/actor.ts";
import type { Names } from "../people/names.ts";

export const inboxOf = ({ id }: Pick<Person, "id">): string => poolOf({ person: id });

export const poolsOf = (person: Person): readonly string[] => principalOf(person).holds?.map(poolOf) ?? [];

/** What a pool, or whoever has the task, is called: 青槐县水务局学习秘书. */
export function placeName(place: Assignee, names: Names): string {
  if ("person" in place) return names.get(place.person) ?? "";
  return `${place.unitId ? (names.get(place.unitId) ?? "") : ""}${ROLE_NAMES[place.role]}`;
}

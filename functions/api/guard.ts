/** The access rules of the endpoint table, applied: default deny; a role opens, the scope narrows. */
import type { Role } from "../../core/organisation/role.ts";
import type { Person } from "../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../core/outcome.ts";
import type { Access } from "./contract/endpoint.ts";

/** What the path is about, looked up before the rule is applied. */
export interface Subject {
  readonly jurisdiction: string;
  readonly unitId?: string;
}

/** Roles that see the whole jurisdiction; a secretary sees the own unit. */
const STAFF: ReadonlySet<Role> = new Set(["reviewer", "visitor", "leader", "administrator"]);

export function mayEnter(
  access: Extract<Access, { kind: "signed-in" | "roles" }>,
  person: Person | undefined,
  subject: Subject | undefined,
): Result<Person> {
  if (!person) return refuse("auth", "sign_in_required", "请先登录。");
  if (access.kind === "signed-in") return accept(person);
  const held = person.roles.filter((role) => access.roles.includes(role));
  if (held.length === 0)
    return refuse("forbidden", "not_allowed", "您的角色没有这项权限，如有需要请联系管理员。");
  if (!subject) return accept(person);
  if (subject.jurisdiction !== person.jurisdiction)
    return refuse("missing", "not_found", "没有找到这项内容。");
  const wide = held.some((role) => STAFF.has(role));
  const own = person.unitId !== undefined && subject.unitId === person.unitId;
  if (access.scope === "unit" && !wide && !own)
    return refuse("forbidden", "not_allowed", "这是其他单位的内容，您只能查看本单位的。");
  return accept(person);
}

/** The access rules of the endpoint table, applied: default deny; what is open to whom, `core/rights` says. */
import type { Person } from "../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../core/outcome.ts";
import { mayUse, type Owned } from "../../core/rights/rights.ts";
import type { Access } from "./contract/endpoint.ts";

/** @param subject what the path is about, looked up before the rule is applied */
export function mayEnter(
  access: Extract<Access, { kind: "signed-in" | "roles" }>,
  person: Person | undefined,
  subject: Owned | undefined,
  today: string,
): Result<Person> {
  if (!person) return refuse("auth", "sign_in_required", "请先登录。");
  if (access.kind === "signed-in")
    return subject && subject.jurisdiction !== person.jurisdiction
      ? refuse("missing", "not_found", "没有找到这项内容。")
      : accept(person);
  const opened = mayUse(person, access, subject, today);
  return opened.ok ? accept(person) : opened;
}

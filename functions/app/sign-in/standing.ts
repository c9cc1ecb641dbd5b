/** Whether an account may be entered today, by whatever way. */
import { type Standing, standingOn } from "../../../core/organisation/person.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { clock } from "../../adapters/clock.ts";

const SHUT_OUT: Readonly<Record<Exclude<Standing, "active">, string>> = {
  disabled: "账号已停用，如有疑问请联系管理员。",
  expired: "账号的权限已到期，请联系管理员延长。",
  waiting: "账号的权限还没有生效，请在生效后登录，或联系管理员。",
};

/** Only who has proven to be the bearer learns how the account stands. */
export function entering(person: Person): Result<Person> {
  const standing = standingOn(person, clock.today());
  return standing === "active"
    ? accept(person)
    : refuse("forbidden", `account_${standing}`, SHUT_OUT[standing]);
}

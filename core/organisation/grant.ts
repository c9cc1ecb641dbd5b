/** A Grant 授权: a role, where it holds, and for how long. */
import { type Role, UNIT_ROLES } from "./role.ts";
import type { Span } from "./span.ts";

/** The whole office, one unit of it, or a visiting group. */
export type Scope =
  | { readonly kind: "office" }
  | { readonly kind: "unit"; readonly unitId: string }
  | { readonly kind: "group"; readonly groupId: string };

export interface Grant extends Span {
  readonly role: Role;
  readonly scope: Scope;
}

/** A Bar 回避: what a person may not do whatever is granted. Without a role all of them are taken away. */
export interface Bar extends Span {
  readonly role?: Role;
  readonly scope: Scope;
  readonly reason: string;
}

const OFFICE: Scope = { kind: "office" };

/** A role each, of the unit where the role is a unit's, of the office otherwise; a unit's role without a unit is none. */
export const plainGrants = (roles: readonly Role[], unitId: string | undefined, span: Span = {}): Grant[] =>
  roles.flatMap((role): Grant[] => {
    if (!UNIT_ROLES.has(role)) return [{ role, scope: OFFICE, ...span }];
    return unitId === undefined ? [] : [{ role, scope: { kind: "unit", unitId }, ...span }];
  });

/** The roles of design §11, in one place. */
export const ROLES = [
  "secretary",
  "head",
  "reviewer",
  "visitor",
  "visiting-head",
  "leader",
  "administrator",
] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_NAMES: Record<Role, string> = {
  secretary: "学习秘书",
  head: "组长",
  reviewer: "审核员",
  visitor: "巡听旁听组",
  "visiting-head": "巡听旁听组组长",
  leader: "领导",
  administrator: "管理员",
};

/** Roles that are always of one unit: held for the whole office they would say nothing. */
export const UNIT_ROLES: ReadonlySet<Role> = new Set(["secretary", "head"]);

/** Roles that see the whole office where a rule opens to them. */
export const OFFICE_ROLES = ["reviewer", "visitor", "visiting-head", "leader", "administrator"] as const;

/** The roles of design §11, in one place. */
export const ROLES = ["secretary", "reviewer", "visitor", "leader", "administrator"] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_NAMES: Record<Role, string> = {
  secretary: "学习秘书",
  reviewer: "审核员",
  visitor: "巡听旁听组",
  leader: "领导",
  administrator: "管理员",
};

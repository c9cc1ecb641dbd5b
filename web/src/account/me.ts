/** Who is signed in, asked once and kept; and where each role starts. */
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { ROLES, type Role } from "../../../core/organisation/role.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import type { me } from "../../../functions/api/contract/sign-in.ts";
import { call } from "../client.ts";

export type Me = z.infer<typeof me>;

export function useMe() {
  return useQuery({ queryKey: ["me"], queryFn: () => call(endpoints.me), staleTime: 5 * 60_000 });
}

export interface NavItem {
  readonly path: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** Where everybody starts. */
export const TASKS = "/tasks";

/** The places of the app in the order of the menu. The first one open to a role is where it starts. */
export const PLACES: readonly NavItem[] = [
  { path: TASKS, name: "我的待办", roles: ROLES },
  { path: "/review", name: "审核台", roles: ["reviewer"] },
  { path: "/organisation", name: "单位与人员", roles: ["administrator"] },
  { path: "/notices", name: "学习通报", roles: ["leader", "reviewer", "administrator"] },
  { path: "/operations", name: "管理", roles: ["administrator"] },
  {
    path: "/unit",
    name: "单位工作台",
    roles: ["secretary", "head", "reviewer", "visitor", "visiting-head", "leader", "administrator"],
  },
  { path: "/members", name: "成员名单", roles: ["secretary", "head"] },
];

export function placesOf(roles: readonly Role[]): NavItem[] {
  return PLACES.filter((place) => place.roles.some((role) => roles.includes(role)));
}

/** A Member 成员 of a unit's centre group. Whoever signs in is a person; the two are tied where they are the same. */
import type { Day } from "../subject/kind.ts";
import { holdsOn, holdsWithin, type Span } from "./span.ts";

export const GROUP_ROLES = ["head", "deputy", "member", "secretary"] as const;
export type GroupRole = (typeof GROUP_ROLES)[number];

export const GROUP_ROLE_NAMES: Record<GroupRole, string> = {
  head: "组长",
  deputy: "副组长",
  member: "成员",
  secretary: "学习秘书",
};

export interface Member extends Span {
  readonly id: string;
  readonly name: string;
  /** 党组书记、局长 */
  readonly post?: string;
  readonly role: GroupRole;
  /** The person who signs in, where it is known. */
  readonly accountId?: string;
}

/** Names against which papers are checked, in the order of the list. The study secretary is no member of the group. */
const namesOf = (members: readonly Member[]): string[] => [
  ...new Set(members.filter(({ role }) => role !== "secretary").map(({ name }) => name)),
];

/** Who is in the group on a day. */
export const rosterOn = (members: readonly Member[], day: Day): string[] =>
  namesOf(members.filter((member) => holdsOn(member, day)));

/** Who has been in it on any of these days, both included: a paper of July may name who has left in August. */
export const rosterDuring = (members: readonly Member[], first: Day, last: Day): string[] =>
  namesOf(members.filter((member) => holdsWithin(member, first, last)));

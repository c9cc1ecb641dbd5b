/** Members of a unit's centre group. */
import type { Unit } from "../../../core/organisation/unit.ts";
import { accept, type Result } from "../../../core/outcome.ts";
import { namesOfPeople } from "../../app/people/names.ts";
import { changeMembers, settleMembers } from "../../app/units/members.ts";
import type { Routes } from "../call.ts";
import { membersView } from "../present/members.ts";

const shown = async (changed: Result<Unit>) =>
  changed.ok ? accept(membersView(changed.value, await namesOfPeople(changed.value.jurisdiction))) : changed;

export const memberRoutes: Pick<Routes, "members" | "changeMembers" | "settleMembers"> = {
  members: ({ subject }) => shown(accept(subject)),
  changeMembers: async ({ subject, body, person }) =>
    shown(await changeMembers(subject, body.members, body.base, person)),
  settleMembers: async ({ subject, body, person }) =>
    shown(await settleMembers(subject, body.decision, person.id)),
};

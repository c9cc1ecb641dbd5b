/**
 * The members of a unit's centre group. An administrator's word stands; what a unit's own people change holds at once and is
 * shown to the administrator, who confirms it or takes it back.
 */
import { memberChanges } from "../../../core/organisation/changes.ts";
import type { Member } from "../../../core/organisation/member.ts";
import { rolesOn } from "../../../core/organisation/person.ts";
import { isEmpty } from "../../../core/organisation/span.ts";
import type { Person, Unit } from "../../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { clock } from "../../adapters/clock.ts";
import { newId } from "../../adapters/identifier.ts";
import { getPerson } from "../../adapters/table/people.ts";
import { getUnit, writeUnit } from "../../adapters/table/units.ts";
import { type Recorded, record } from "../offices/register.ts";

/** A member as written: one without an id is new. */
export type WrittenMember = Omit<Member, "id"> & { readonly id?: string };

const unknown = refuse("missing", "not_found", "没有找到这个单位。");

/** @param base ids of the members that were seen: a list that somebody has changed since is looked at again */
export function changeMembers(
  { id, jurisdiction }: Unit,
  written: readonly WrittenMember[],
  base: readonly string[],
  person: Person,
): Promise<Result<Unit>> {
  const members = written.map((one) => ({ ...one, id: one.id ?? newId("mem") }));
  return record(jurisdiction, person.id, async (): Promise<Result<Recorded<Unit>>> => {
    const before = await getUnit(jurisdiction, id);
    if (!before) return unknown;
    const standing = before.members.map((one) => one.id);
    if (standing.length !== base.length || standing.some((one, at) => one !== base[at]))
      return refuse("conflict", "members_changed", "名单刚刚被其他人修改，请刷新后重新修改。");
    if (written.some((one) => one.id !== undefined && !standing.includes(one.id)))
      return refuse("conflict", "member_unknown", "名单中有成员已被移除，请刷新后重新修改。");
    const fault = await faultIn(members, jurisdiction);
    if (fault) return fault;
    const changes = memberChanges(before.members, members);
    const sameOrder = members.every(({ id: one }, at) => one === standing[at]);
    if (changes.length === 0 && sameOrder) return accept({ value: before, events: [], writes: [] });
    const isOwn = !rolesOn(person, clock.today()).includes("administrator");
    const { unconfirmed, ...rest } = before;
    const after = {
      ...rest,
      members,
      ...(isOwn && {
        unconfirmed: { by: person.id, at: clock.instant(), before: unconfirmed?.before ?? before.members },
      }),
    };
    return accept({
      value: after,
      events: [{ type: "MembersChanged", about: id, name: before.name, changes }],
      writes: writeUnit(before, after),
    });
  });
}

async function faultIn(members: readonly Member[], jurisdiction: string) {
  if (new Set(members.map(({ id }) => id)).size < members.length)
    return refuse("input", "member_twice", "名单中有成员重复，请刷新后重新修改。");
  const backwards = members.find(isEmpty);
  if (backwards)
    return refuse("input", "span_empty", `${backwards.name}的任职止须晚于任职起，请检查后重试。`);
  for (const { accountId, name } of members)
    if (accountId && !(await getPerson(jurisdiction, accountId)))
      return refuse("missing", "account_unknown", `没有找到${name}对应的账号，请重新选择。`);
  return undefined;
}

const settled = refuse("conflict", "members_settled", "这份名单已经处理，请刷新后查看。");

/** An administrator has looked at what the unit has changed: it stands, or is as it was before. */
export function settleMembers(
  { id, jurisdiction }: Unit,
  decision: "confirm" | "revert",
  by: string,
): Promise<Result<Unit>> {
  return record(jurisdiction, by, async () => {
    const before = await getUnit(jurisdiction, id);
    if (!before) return unknown;
    const { unconfirmed, ...rest } = before;
    if (!unconfirmed) return settled;
    const reverted = decision === "revert";
    const after = { ...rest, ...(reverted && { members: unconfirmed.before }) };
    return accept({
      value: after,
      events: [
        {
          type: reverted ? "MembersReverted" : "MembersConfirmed",
          about: id,
          name: before.name,
          changes: reverted
            ? memberChanges(before.members, unconfirmed.before)
            : memberChanges(unconfirmed.before, before.members),
        },
      ],
      writes: writeUnit(before, after),
    });
  });
}

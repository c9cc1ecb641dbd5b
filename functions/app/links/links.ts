/** Upload links: made at a unit's desk, revoked there, and known by their token. */
import { Resource } from "sst/resource";
import { periodName } from "../../../core/calendar/period.ts";
import { afterDays } from "../../../core/calendar/workday.ts";
import type { Person, Unit } from "../../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { clock } from "../../adapters/clock.ts";
import { newId, newToken } from "../../adapters/identifier.ts";
import { type Link, linkByToken, linksOfUnit, putLink, revokeLink } from "../../adapters/table/links.ts";
import { unitsOf } from "../../adapters/table/units.ts";
import { record } from "../offices/register.ts";

export type { Link };

export interface NewLink {
  readonly period: string;
  readonly sessionDate?: string;
  readonly documentType?: string;
  /** How long it lives. */
  readonly days: number;
}

/** Answers the address with the token, which nobody can learn again. */
export async function createLink(
  unit: Unit,
  { period, sessionDate, documentType, days }: NewLink,
  by: Person,
): Promise<{ readonly link: Omit<Link, "hash">; readonly url: string }> {
  const token = newToken();
  const link = {
    id: newId("link"),
    jurisdiction: unit.jurisdiction,
    unitId: unit.id,
    period,
    ...(sessionDate && { sessionDate }),
    ...(documentType && { documentType }),
    createdBy: by.id,
    createdAt: clock.instant(),
    expiresAt: `${afterDays(clock.today(), days)}T15:59:59.000Z`,
    revoked: false,
  };
  await putLink(token, link);
  return { link, url: `${Resource.Site.url}/u/${token}` };
}

/** So many units stand in the register by their names, of more only how many. */
const NAMED = 10;

/** One link for each of these units; all of them known, or none is made. */
export async function createLinks(
  jurisdiction: string,
  unitIds: readonly string[],
  wanted: NewLink,
  by: Person,
): Promise<
  Result<readonly { readonly unit: Unit; readonly link: Omit<Link, "hash">; readonly url: string }[]>
> {
  const known = new Map((await unitsOf(jurisdiction)).map((unit) => [unit.id, unit]));
  const units = [...new Set(unitIds)].flatMap((id) => known.get(id) ?? []);
  if (units.length < new Set(unitIds).size)
    return refuse("conflict", "units_changed", "有单位已不在名单中，请刷新后重新选择。");
  const some = units
    .slice(0, NAMED)
    .map(({ shortName }) => shortName)
    .join("、");
  const after = units.length > NAMED ? `${some}等${units.length}个` : some;
  const recorded = await record(jurisdiction, by.id, async () =>
    accept({
      value: true,
      events: [
        {
          type: "LinksMade" as const,
          about: jurisdiction,
          name: periodName(wanted.period),
          changes: [{ what: "单位", after }],
        },
      ],
      writes: [],
    }),
  );
  if (!recorded.ok) return recorded;
  const make = async (unit: Unit) => ({ unit, ...(await createLink(unit, wanted, by)) });
  return accept(await Promise.all(units.map(make)));
}

export async function revokeLinkOf(unit: Unit, id: string): Promise<Result<{ ok: true }>> {
  const link = (await linksOfUnit(unit.id)).find((one) => one.id === id);
  if (!link) return refuse("missing", "not_found", "没有找到这个链接。");
  await revokeLink(link);
  return accept({ ok: true });
}

/** The link with this token, if it still opens anything. */
export async function liveLink(token: string): Promise<Result<Link>> {
  const link = await linkByToken(token);
  if (!link)
    return refuse("missing", "not_found", "上传链接不存在，请核对链接是否完整，或向宣传部门索取新的链接。");
  if (link.revoked || link.expiresAt <= clock.instant())
    return refuse("gone", "link_expired", "上传链接已失效，请向宣传部门索取新的链接。");
  return accept(link);
}

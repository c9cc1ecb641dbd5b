/** The unit's desk with its links, and the administrator's rooms: units, people, letters that could not be delivered. */
import { Resource } from "sst/resource";
import { periodName } from "../../../core/calendar/period.ts";
import { afterDays } from "../../../core/calendar/workday.ts";
import { accept, refuse } from "../../../core/outcome.ts";
import { clock } from "../../adapters/clock.ts";
import { newId, newToken } from "../../adapters/identifier.ts";
import { firstPassword, hashPassword } from "../../adapters/password.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import { forgetAttempts } from "../../adapters/table/attempts.ts";
import { deadLetters } from "../../adapters/table/dead-letters.ts";
import { type Link, linksOfUnit, putLink, revokeLink } from "../../adapters/table/links.ts";
import {
  addPerson,
  addUnit,
  getPerson,
  getUnit,
  peopleOf,
  personByLogin,
  putPerson,
  unitsOf,
} from "../../adapters/table/offices.ts";
import { submissionsOfUnit } from "../../adapters/table/submissions.ts";
import { contradictionsOf } from "../../app/checking/cross-check.ts";
import { quarterInHand, quarterOf } from "../../app/units/quarter.ts";
import { closeOtherSignIns } from "../caller.ts";
import { contradictionLine, linkLine, sessionLine, submissionLine } from "../present.ts";
import { recognitionOf } from "../recognition.ts";
import type { Routes } from "../server.ts";

type OfficeRoutes = Pick<
  Routes,
  | "desk"
  | "createLink"
  | "revokeLink"
  | "units"
  | "createUnit"
  | "people"
  | "createPerson"
  | "resetPassword"
  | "deadLetters"
>;

const noUnit = refuse("not_found", "没有找到这个单位。");

export const officeRoutes: OfficeRoutes = {
  async desk({ params, query, person }) {
    const unit = await getUnit(person.jurisdiction, params.id);
    if (!unit) return noUnit;
    const today = clock.today();
    const period = query.period ?? (await quarterInHand(unit, today));
    const [quarter, links] = await Promise.all([quarterOf(unit, period, today), linksOfUnit(unit.id)]);
    const filed = await submissionsOfUnit(person.jurisdiction, unit.id);
    const contradictions = await contradictionsOf(unit, quarter.ofYear, period, today);
    const uploads = ({ id: linkId }: Link) =>
      filed.filter((one) => one.linkId === linkId).reduce((sum, one) => sum + one.revisions.length, 0);
    const { id, name, shortName, order } = unit;
    const recognising = await recognitionOf(quarter.submissions);
    const rulebook = await rulebookInForce();
    return accept({
      unit: { id, name, shortName, order },
      period,
      periodName: periodName(period),
      obligations: quarter.obligations.map((one) => ({
        ...one,
        documentTypes: [...one.documentTypes],
        submissionIds: [...one.submissionIds],
      })),
      sessions: quarter.sessions.map((session) => sessionLine(session, quarter.yearLit, rulebook)),
      contradictions: contradictions.map(contradictionLine),
      submissions: quarter.submissions.map((one) => submissionLine(one, name, recognising(one))),
      links: links.map((link) => linkLine(link, uploads(link))),
    });
  },

  async createLink({ params, body, person }) {
    const unit = await getUnit(person.jurisdiction, params.id);
    if (!unit) return noUnit;
    const token = newToken();
    const { period, sessionDate, documentType, days } = body;
    const link = {
      id: newId("link"),
      jurisdiction: person.jurisdiction,
      unitId: unit.id,
      period,
      ...(sessionDate && { sessionDate }),
      ...(documentType && { documentType }),
      createdBy: person.id,
      createdAt: clock.instant(),
      expiresAt: `${afterDays(clock.today(), days)}T15:59:59.000Z`,
      revoked: false,
    };
    await putLink(token, link);
    return accept({ link: linkLine({ ...link, hash: "" }, 0), url: `${Resource.Site.url}/u/${token}` });
  },

  async revokeLink({ params }) {
    const link = (await linksOfUnit(params.id)).find((one) => one.id === params.link);
    if (!link) return refuse("not_found", "没有找到这个链接。");
    await revokeLink(link);
    return accept({ ok: true });
  },

  units: async ({ person }) =>
    accept({
      units: (await unitsOf(person.jurisdiction)).map(({ id, name, shortName, order }) => ({
        id,
        name,
        shortName,
        order,
      })),
    }),

  async createUnit({ body, person }) {
    const units = await unitsOf(person.jurisdiction);
    const exists = refuse("unit_exists", `“${body.name}”已经在单位名单里。`);
    if (units.some((unit) => unit.name === body.name)) return exists;
    const order = Math.max(0, ...units.map((unit) => unit.order)) + 1;
    const unit = { id: newId("unit"), jurisdiction: person.jurisdiction, order, ...body };
    if (!(await addUnit(unit))) return exists;
    const { id, name, shortName } = unit;
    return accept({ id, name, shortName, order });
  },

  people: async ({ person }) =>
    accept({
      people: (await peopleOf(person.jurisdiction)).map(({ id, login, name, roles, unitId }) => ({
        id,
        login,
        name,
        roles: [...roles],
        unitId,
      })),
    }),

  async createPerson({ body, person }) {
    const taken = refuse("login_taken", `账号“${body.login}”已被使用，请换一个。`);
    if (await personByLogin(body.login)) return taken;
    if (body.unitId && !(await getUnit(person.jurisdiction, body.unitId))) return noUnit;
    if (body.roles.includes("secretary") && !body.unitId)
      return refuse("unit_required", "学习秘书必须指定所属单位。");
    const password = firstPassword();
    const { login, name, roles, unitId } = body;
    const id = newId("user");
    const added = await addPerson(
      { id, jurisdiction: person.jurisdiction, login, name, roles, ...(unitId && { unitId }) },
      await hashPassword(password),
    );
    return added ? accept({ id, password }) : taken;
  },

  async resetPassword({ params, person }) {
    const other = await getPerson(person.jurisdiction, params.id);
    if (!other) return refuse("not_found", "没有找到这个人员。");
    const password = firstPassword();
    await putPerson(other, await hashPassword(password));
    await forgetAttempts(other.login);
    await closeOtherSignIns(other.id, "");
    return accept({ password });
  },

  deadLetters: async () =>
    accept({
      letters: (await deadLetters()).map(({ id, what, error, attempts, at }) => ({
        id,
        what,
        error,
        attempts,
        at,
      })),
    }),
};

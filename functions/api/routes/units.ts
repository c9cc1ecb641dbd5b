/** Units, and the desk of one. */
import { accept } from "../../../core/outcome.ts";
import { deskOf } from "../../app/units/desk.ts";
import { changeUnit, createUnit, listUnits, orderUnits } from "../../app/units/units.ts";
import type { Routes } from "../call.ts";
import { deskView, unitLine } from "../present/units.ts";

export const unitRoutes: Pick<Routes, "desk" | "units" | "createUnit" | "changeUnit" | "orderUnits"> = {
  desk: async ({ subject, query }) => accept(deskView(await deskOf(subject, query.period))),

  units: async ({ person, reach }) =>
    accept({ units: (await listUnits(person.jurisdiction, reach)).map(unitLine) }),

  async createUnit({ body, person }) {
    const created = await createUnit(person.jurisdiction, body, person.id);
    return created.ok ? accept(unitLine(created.value)) : created;
  },

  async changeUnit({ subject, body, person }) {
    const changed = await changeUnit(subject, body, person.id);
    return changed.ok ? accept(unitLine(changed.value)) : changed;
  },

  orderUnits: ({ body, person }) => orderUnits(person.jurisdiction, body.ids, person.id),
};

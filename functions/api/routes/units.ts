/** Units, and the desk of one. */
import { accept } from "../../../core/outcome.ts";
import { deskOf } from "../../app/units/desk.ts";
import { createUnit, listUnits } from "../../app/units/units.ts";
import type { Routes } from "../call.ts";
import { deskView, unitLine } from "../present/units.ts";

export const unitRoutes: Pick<Routes, "desk" | "units" | "createUnit"> = {
  desk: async ({ subject, query }) => accept(deskView(await deskOf(subject, query.period))),

  units: async ({ person }) => accept({ units: (await listUnits(person.jurisdiction)).map(unitLine) }),

  async createUnit({ body, person }) {
    const created = await createUnit(person.jurisdiction, body);
    return created.ok ? accept(unitLine(created.value)) : created;
  },
};

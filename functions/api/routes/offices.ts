/** The office's settings, its first steps, and its register. */
import { accept } from "../../../core/outcome.ts";
import { registerPage, verifiedRegister, wholeRegister } from "../../app/offices/audit.ts";
import { firstSteps } from "../../app/offices/first-steps.ts";
import { changeOffice, settingsOf } from "../../app/offices/settings.ts";
import type { Routes } from "../call.ts";
import { firstStepsView, officeView, registerView } from "../present/offices.ts";

type OfficeRoutes = Pick<
  Routes,
  "office" | "changeOffice" | "firstSteps" | "register" | "verifyRegister" | "registerExport"
>;

export const officeRoutes: OfficeRoutes = {
  office: async ({ person }) => accept(officeView(await settingsOf(person.jurisdiction))),

  async changeOffice({ body, person }) {
    const changed = await changeOffice(person.jurisdiction, body, person.id);
    return changed.ok ? accept(officeView(await settingsOf(person.jurisdiction))) : changed;
  },

  firstSteps: async ({ person }) => accept({ steps: firstStepsView(await firstSteps(person.jurisdiction)) }),

  register: async ({ person, query }) =>
    accept(registerView(await registerPage(person.jurisdiction, query.before))),

  verifyRegister: async ({ person }) => accept(await verifiedRegister(person.jurisdiction)),

  async registerExport({ person, http }) {
    const entries = await wholeRegister(person.jurisdiction);
    http.header("Content-Type", "application/x-ndjson; charset=utf-8");
    http.header("Content-Disposition", 'attachment; filename="register.jsonl"');
    return http.body(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
  },
};

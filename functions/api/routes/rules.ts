/** What those who own the rules learn from overrulings. */
import { accept } from "../../../core/outcome.ts";
import { overruledRules, overrulingsMade } from "../../app/rules/overruled.ts";
import type { Routes } from "../call.ts";
import { overruledView, overrulingSheet } from "../present/rules.ts";

export const ruleRoutes: Pick<Routes, "overruledRules" | "overruledSheet"> = {
  overruledRules: async ({ query, person }) =>
    accept(overruledView(await overruledRules(person.jurisdiction, query.since))),

  async overruledSheet({ query, person, http }) {
    const found = await overrulingsMade(person.jurisdiction, query.since);
    http.header("Content-Type", "text/csv; charset=utf-8");
    http.header("Content-Disposition", `attachment; filename="overruled-${found.since}.csv"`);
    return http.body(overrulingSheet(found));
  },
};

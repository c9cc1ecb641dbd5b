/** What those who own the rules learn from overrulings. */
import { accept } from "../../../core/outcome.ts";
import { overruledRules, overrulingsMade } from "../../app/rules/overruled.ts";
import { overruledPapers } from "../../app/rules/overruled-papers.ts";
import type { Routes } from "../call.ts";
import { overruledView, overrulingSheet, papersSheet } from "../present/rules.ts";

export const ruleRoutes: Pick<Routes, "overruledRules" | "overruledSheet" | "overruledPapers"> = {
  overruledRules: async ({ query, person }) =>
    accept(overruledView(await overruledRules(person.jurisdiction, query.since))),

  async overruledSheet({ query, person, http }) {
    const found = await overrulingsMade(person.jurisdiction, query.since);
    http.header("Content-Type", "text/csv; charset=utf-8");
    http.header("Content-Disposition", `attachment; filename="overruled-${found.since}.csv"`);
    return http.body(overrulingSheet(found));
  },

  async overruledPapers({ query, person, http }) {
    http.header("Content-Type", "text/plain; charset=utf-8");
    return http.body(papersSheet(await overruledPapers(person.jurisdiction, query.since)));
  },
};

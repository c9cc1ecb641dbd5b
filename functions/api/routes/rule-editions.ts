/** An office's own rules, for its administrator; the page behind a link gets those in force. */
import { accept } from "../../../core/outcome.ts";
import {
  currentRules,
  exportRules,
  importRules,
  listEditions,
  restoreRules,
  tryImport,
} from "../../app/rules/editions.ts";
import { rulesForBrowser } from "../../app/rules/for-browser.ts";
import type { Routes } from "../call.ts";
import { namesView } from "../present/names.ts";
import { editionLine, rulesInForceView, trialView } from "../present/rule-editions.ts";

type RuleEditionRoutes = Pick<
  Routes,
  "rulesInForce" | "ruleEditions" | "ruleFiles" | "tryRules" | "importRules" | "restoreRules" | "linkRules"
>;

export const ruleEditionRoutes: RuleEditionRoutes = {
  async rulesInForce({ person, http }) {
    const rules = await currentRules(person.jurisdiction);
    const tag = `"${rules.edition}-${rules.hash.slice(0, 8)}"`;
    http.header("ETag", tag);
    if (http.req.header("if-none-match") === tag) return http.body(null, 304);
    return accept(rulesInForceView(rules));
  },

  async ruleEditions({ person }) {
    const { editions, names } = await listEditions(person.jurisdiction);
    return accept({ editions: editions.map((one) => editionLine(one, names)) });
  },

  async ruleFiles({ person, query }) {
    const found = await exportRules(person.jurisdiction, query.edition);
    return found.ok ? accept({ edition: found.value.edition, files: { ...found.value.files } }) : found;
  },

  async tryRules({ person, body }) {
    const { base, trial } = await tryImport(person.jurisdiction, body.files);
    return accept(trialView(base, trial));
  },

  importRules: ({ person, body }) => importRules(person, body.files, body),

  restoreRules: ({ person, body }) => restoreRules(person, body.edition, body),

  async linkRules({ link: { jurisdiction } }) {
    const { files, edition, names } = await rulesForBrowser(jurisdiction);
    return accept({ files: { ...files }, edition, names: namesView(names) });
  },
};

// Reads rule files from a folder on Node. The browser gets the same strings from its bundle.
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { loadRulebook } from "../../../core/rulebook/load.ts";
import { isMeantForRules, type RuleFiles } from "../../../core/rulebook/own-rules.ts";
import type { Rulebook, RulebookErrors } from "../../../core/rulebook/rulebook.ts";
import { ownFile } from "../asset.ts";

/** The rules that come with the product. */
export const BUILT_IN = ownFile("core/rulebook/data");

const slashed = (name: string): string => name.split(path.sep).join("/");

/** The rule files of a folder, keyed by their path inside it with forward slashes. */
export function readRuleFiles(folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const name = slashed(path.relative(folder, file));
    if (entry.isFile() && isMeantForRules(name)) files[name] = readFileSync(file, "utf8");
  }
  return files;
}

/** What tells whether a folder's rules have changed: names, sizes and times of its files. */
export const seenIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => isMeantForRules(slashed(name)))
    .map((name) => {
      const { mtimeMs, size } = statSync(path.join(folder, name));
      return `${name} ${size} ${mtimeMs}`;
    })
    .join("\n");

/** The built-in rulebook with a jurisdiction's own files laid over it. */
export const rulebookOf = (overlay: RuleFiles, edition?: number): Rulebook | RulebookErrors =>
  loadRulebook(readRuleFiles(BUILT_IN), overlay, edition);

/** The built-in rulebook, with a jurisdiction's folder laid over it where one is given. */
export const rulebookFrom = (overlayFolder?: string): Rulebook | RulebookErrors =>
  rulebookOf(overlayFolder === undefined ? {} : readRuleFiles(overlayFolder));

// Reads rule files from a folder on Node. The browser gets the same strings from its bundle.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { loadRulebook } from "../../../core/rulebook/load.ts";
import type { Rulebook, RulebookErrors } from "../../../core/rulebook/rulebook.ts";
import { ownFile } from "../asset.ts";

/** The rules that come with the product. */
export const BUILT_IN = ownFile("core/rulebook/data");

/** Also what was meant for one and is named wrongly, so that it is told of instead of passed over. */
const MEANT = /\.(?:yaml|yml|yaml\.txt)$/i;

/** All `.yaml` files of a folder, keyed by their path inside it with forward slashes. */
export function readRuleFiles(folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !MEANT.test(entry.name)) continue;
    const file = path.join(entry.parentPath, entry.name);
    files[path.relative(folder, file).split(path.sep).join("/")] = readFileSync(file, "utf8");
  }
  return files;
}

/** The built-in rulebook, with a jurisdiction's folder laid over it where one is given. */
export const rulebookFrom = (overlayFolder?: string): Rulebook | RulebookErrors =>
  loadRulebook(readRuleFiles(BUILT_IN), overlayFolder === undefined ? {} : readRuleFiles(overlayFolder));

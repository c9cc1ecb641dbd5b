// An office's own rule files as a value: what lies over the built-in rules, wherever it was kept.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** Texts of rule files by name: `rulebook.yaml`, `types/<type>.yaml`, `samples/<type>.yaml`, `papers/<name>.txt` … */
export type RuleFiles = Readonly<Record<string, string>>;

export type OwnRules = {
  readonly files: RuleFiles;
  /** Which edition of the office's these files are; absent for files that nobody has imported. */
  readonly edition?: number;
};

export const SAMPLES = "samples/";

/** Where rule files may lie. Elsewhere a file would be passed over in silence. */
const KNOWN =
  /^(?:(?:rulebook|lexicon|elements|checks|discussion|sessions|codes)|(?:types|samples)\/[^/\\]+)\.yaml$/;
/** Papers that were marked for learning (core/text/notation.ts). */
const PAPERS = /^papers\/[^/\\]+\.txt$/;

export const isOwnPapers = (name: string): boolean => PAPERS.test(name);

export const isRuleFile = (name: string): boolean => KNOWN.test(name) || isOwnPapers(name);

/** Ends of names that rules have, or papers under a folder of theirs. */
const MEANT = /\.(?:yaml|yml|yaml\.txt)$|(?:^|\/)papers\/[^/]+\.(?:txt|md|docx?|wps|rtf)$/i;

/**
 * Also what was meant for a rule file and is named or kept wrongly, so that it is told of instead of passed over.
 *
 * @param path with forward slashes, in whatever folder
 */
export const isMeantForRules = (path: string): boolean => MEANT.test(path) && !/(?:^|\/)[.~]/.test(path);

/** The same for the same files in whatever order; 64 hexadecimal digits. */
export function hashOfRules(files: RuleFiles): string {
  const entries = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(entries))));
}

/** What examining needs: samples only show that the rules do what they should. */
export const withoutSamples = (files: RuleFiles): RuleFiles =>
  Object.fromEntries(Object.entries(files).filter(([name]) => !name.startsWith(SAMPLES)));

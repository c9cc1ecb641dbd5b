/**
 * Fails when a retired word stands as an identifier, a key, a stored name or the name of a file. One word means one thing
 * here (CONTRIBUTING.md, glossary); these meant several, or only something among us. As English in comments and in
 * sentences they are free.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";

type Retired = {
  /** The whole identifier, key or one-word string. */
  readonly whole?: readonly string[];
  /** Also as a part: `parcel` in `useParcels`, `parcel-card.tsx`. */
  readonly part?: readonly string[];
  readonly shape?: RegExp;
  readonly now: string;
};

const RETIRED: readonly Retired[] = [
  { whole: ["Study"], now: "ExaminationContext" },
  { whole: ["Company", "companiesOf"], now: "DocumentSet, groupRelated" },
  { whole: ["affairs", "strayDays"], now: "followUps, dateToleranceDays" },
  { whole: ["Sighting", "Spot", "spotsAt"], now: "CheckHit, ElementMatch, ElementRef" },
  { whole: ["likes"], part: ["likeness"], now: "similarDocuments, similarity" },
  { whole: ["Signature"], now: "Fingerprint (of words); a signature is 签名" },
  { part: ["firing"], now: "ruleHits; of a schedule: start" },
  { whole: ["carried", "mustBeMended"], now: "RuleHit, inherited, needsCorrection" },
  { whole: ["doubt"], part: ["respell"], now: "flagLowConfidence, correctNames" },
  { whole: ["bury", "letterOf"], now: "recordDeadLetter, deadLetterOf" },
  { whole: ["toldOf", "waitsToTell", "answerNow"], now: "afterNotified, dueNotifications, completeTask" },
  { whole: ["settledBy", "chase"], now: "outcomeOf, remindOrEscalate" },
  { whole: ["door", "Door", "openDoor"], now: "http-server" },
  { part: ["parcel"], now: "upload item" },
  { part: ["surroundings"], now: "ReaderContext, options" },
  { whole: ["course", "Course"], part: ["journey"], now: "scenario" },
  { part: ["premises"], now: "fixture" },
  { part: ["patience"], now: "waitUntil, a limit in ms" },
  { whole: ["Visitor"], now: "ApiClient" },
  { part: ["strand"], shape: /^(leaving|failing)\.ts$/, now: "branch, state-exit, retry-catch" },
  { part: ["narrate"], now: "describeEvent" },
  { shape: /^(MOST|LEAST|LONGEST)_|^NOWHERE$/, now: "MAX_…, MIN_…, EMPTY_SPAN" },
  { shape: /^human[-_]?look/i, now: "manual-review" },
  { whole: ["across", "AcrossSource", "beside", "besideOf"], now: "crossCheck, contradicting words" },
  { whole: ["Filing", "Filings", "filing", "filings", "Band"], now: "FiledDocument, FiledPaper, LshBand" },
  { shape: /^sessionDay(?!Of$)/, now: "one name a meaning: sessionDayOf" },
  { shape: /^round\.ts$/, now: "sweep-slot.ts" },
];

/** Words that meant several things: one of them may be exported under the name, by one file; the others say what they are. */
const ONE_FILE = ["Answer", "Filing", "Outcome", "Page", "Place"];

type Allowed = { readonly path: RegExp; readonly word: RegExp; readonly reason: string };

const ALLOWED: readonly Allowed[] = [
  {
    path: /^infra\/site\.ts$/,
    word: /^door$/i,
    reason: "the CDN: another name would replace a distribution",
  },
  {
    path: /^(functions\/adapters\/table\/rule-hits|local\/schedule\/(store|service\.test))\.ts$/,
    word: /^firing$/,
    reason: "the same: rows of every folder lie under it",
  },
  {
    path: /^(functions\/adapters\/table\/simila|bench\/similarity)/,
    word: /^filings$/,
    reason: "a column of stored rows",
  },
  {
    path: /^(core\/(checking|rulebook)|functions\/(api\/present|app\/(checking|notices)))\/|^cli\/samples-told/,
    word: /^(across|AcrossSource|across\.yaml|beside)$/,
    reason:
      "field of the rulebook, of its office's own files, of stored results: renamed with the next format",
  },
  { path: /^(demo|bench)\/filing\.ts$/, word: /^filing(\.ts)?$/, reason: "the act, and not what is filed" },
  { path: /^test\/contract\//, word: /^filing$/, reason: "an invented service of another's data" },
  { path: /^scripts\/words\.ts$/, word: /./, reason: "the list itself" },
  { path: /^local\/(s3|signing)\//, word: /^Signature$/, reason: "AWS Signature Version 4, by its own name" },
  { path: /^(test\/contract|bench\/cloud-dynamodb)/, word: /^Signature$/, reason: "header of AWS requests" },
  {
    path: /^core\/reading\/sniff\.ts$/,
    word: /^Signature$/,
    reason: "file signature: the first bytes of a format",
  },
  {
    path: /^test\/fixtures\/folders\//,
    word: /./,
    reason: "data stored by an earlier commit, replayed as it was",
  },
  {
    path: /^core\/submissions\/upcast\.ts$/,
    word: /./,
    reason: "what rows of formats that are no more call their fields",
  },
  {
    path: /^local\/states\/store\/schema\.ts$/,
    word: /^strand/,
    reason: "steps that older databases have taken are never changed; the last one renames the table",
  },
  {
    path: /^functions\/adapters\/table\/similarity-entities\.ts$/,
    word: /^likeness$/,
    reason: "the name under which rows of every folder lie; renaming it would move them",
  },
  {
    path: /^(?:core\/checking\/|functions\/api\/.*\/examination\.|test\/fixtures\/unsure-examination\.ts$)/,
    word: /^likeness$/,
    reason: "how like the words of marked papers an element's are, which is not how much two documents share",
  },
];

/** Comments go; strings of one word are names; what else stands in quotes is prose. */
const QUOTED = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;
const NAME = /[\p{L}_$][\p{L}\p{N}_$]*(?:-[\p{L}\p{N}_]+)*/gu;

function* namesIn(path: string, text: string): Generator<{ name: string; line: number }> {
  const bare = path.endsWith(".yaml")
    ? text.replace(/^(\s*-?\s*[\w-]+:).*$/gm, "$1").replace(/^\s*#.*$/gm, "")
    : text.replace(QUOTED, (piece) =>
        /^["'][\w-]+["']$/.test(piece) ? ` ${piece.slice(1, -1)} ` : piece.replace(/[^\n]/g, " "),
      );
  for (const match of bare.matchAll(NAME)) {
    const line = bare.slice(0, match.index).split("\n").length;
    yield { name: match[0], line };
    // `a-b` outside of a string is a subtraction of two names
    if (match[0].includes("-")) for (const name of match[0].split("-")) yield { name, line };
  }
}

const EXPORTED_TYPE = /^export (?:abstract )?(?:type|interface|class) (\w+)/gm;

const partsOf = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .split(/[-_.]/)
    .map((part) => part.replace(/s$/, ""));

function retiredIn(name: string): Retired | undefined {
  const parts = partsOf(name);
  return RETIRED.find(
    ({ whole, part, shape }) =>
      whole?.includes(name) ||
      part?.some((word) => parts.includes(word.replace(/s$/, ""))) ||
      shape?.test(name),
  );
}

const allowed = (path: string, word: string): boolean =>
  ALLOWED.some((one) => one.path.test(path) && one.word.test(word));

const tracked = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
  encoding: "utf8",
});
const paths = tracked
  .split("\0")
  .filter((path) => /\.(tsx?|mjs|cjs|css|yaml)$/.test(path) && !path.startsWith("docs/") && existsSync(path));
const found: string[] = [];
for (const path of paths) {
  const file = basename(path);
  for (const name of [file, file.replace(/\..*$/, "")]) {
    const word = retiredIn(name);
    if (word && !allowed(path, name)) found.push(`${path}: ${file} → ${word.now}`);
  }
  for (const { name, line } of namesIn(path, readFileSync(path, "utf8"))) {
    const word = retiredIn(name);
    if (word && !allowed(path, name)) found.push(`${path}:${line} ${name} → ${word.now}`);
  }
}
const exporters = new Map<string, string[]>();
for (const path of paths)
  for (const [, name = ""] of readFileSync(path, "utf8").matchAll(EXPORTED_TYPE))
    if (ONE_FILE.includes(name)) exporters.set(name, [...(exporters.get(name) ?? []), path]);
for (const [name, [first, ...others]] of exporters)
  for (const path of others) found.push(`${path}: ${name} is exported by ${first} → a name of its own`);
for (const line of new Set(found)) console.error(line);
if (found.length > 0) {
  console.error(`${new Set(found).size} retired words. What each is called now stands beside it.`);
  process.exitCode = 1;
}

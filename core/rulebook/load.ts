// Rule files (strings, from a disk or a bundle) to the rulebook in force, or to the list of all that is wrong.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type * as z from "zod";
import { Compiler } from "./compile.ts";
import { overlay, pathInOverlay } from "./overlay.ts";
import { ownPapersIn } from "./own-papers.ts";
import { isOwnPapers, isRuleFile, type RuleFiles, SAMPLES } from "./own-rules.ts";
import type { Rulebook, RulebookErrors, RulebookFault } from "./rulebook.ts";
import { checksFile } from "./schema/check.ts";
import { codesFile } from "./schema/code.ts";
import { type TypeSource, typeFile } from "./schema/document-type.ts";
import { elementsFile } from "./schema/element.ts";
import { discussionFile, lexiconFile } from "./schema/lexicon.ts";
import { rulebookFile } from "./schema/office.ts";
import { sessionsFile } from "./schema/session.ts";
import { samplesFile } from "./schema/words.ts";
import { checked, parseSource, type SourceFile } from "./source.ts";

/** `samples/<type>.yaml` holds samples for the type's elements; these two hold them by the whole id of the rule. */
const BY_RULE = new Set(["checks", "across"]);

/**
 * Loads a rulebook from file contents keyed by name (`lexicon.yaml`, `types/<type>.yaml` …); `over` holds the same
 * names with a jurisdiction's own additions. Answers the compiled rulebook, or every fault with file and line.
 *
 * @param edition which edition of the jurisdiction's `over` is; the version says so
 */
export function loadRulebook(
  files: RuleFiles,
  over: RuleFiles = {},
  edition?: number,
): Rulebook | RulebookErrors {
  const faults: RulebookFault[] = [];
  for (const name of Object.keys(over).filter((one) => !isRuleFile(one)))
    faults.push({ file: `辖区/${name}`, line: 1, message: misplaced(name) });
  const sources = new Map<string, SourceFile>();
  for (const name of new Set([...Object.keys(files), ...Object.keys(over)])) {
    if (isOwnPapers(name)) continue;
    const merged = mergeFile(name, textOf(files, name), textOf(over, name), faults);
    if (merged) sources.set(name, merged);
  }
  const one = <T extends z.ZodType>(name: string, schema: T): z.infer<T> | undefined => {
    const file = sources.get(name);
    if (!file) {
      if (!faults.some((fault) => fault.file === name))
        faults.push({ file: name, line: 1, message: "规则库缺少这个文件" });
      return undefined;
    }
    return checked(schema, file.value, file, faults);
  };
  const book = one("rulebook.yaml", rulebookFile);
  const lexicon = one("lexicon.yaml", lexiconFile);
  const elements = one("elements.yaml", elementsFile);
  const checks = one("checks.yaml", checksFile);
  const discussion = one("discussion.yaml", discussionFile);
  const codes = one("codes.yaml", codesFile);
  const sessions = one("sessions.yaml", sessionsFile);
  const types = [...sources.values()]
    .filter((file) => file.name.startsWith("types/"))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((file) => {
      const type = checked(typeFile, file.value, file, faults);
      return type ? [{ file, type }] : [];
    });
  const samples: Rulebook["samples"] = new Map();
  for (const file of sources.values()) {
    if (!file.name.startsWith(SAMPLES)) continue;
    const owner = file.name.slice(SAMPLES.length, -".yaml".length);
    const read = checked(samplesFile, file.value, file, faults) ?? {};
    for (const [key, one] of Object.entries(read))
      samples.set(BY_RULE.has(owner) ? key : `${owner}.${key}`, one);
  }
  if (!book || !lexicon || !elements || !checks || !discussion || !sessions || !codes || faults.length > 0)
    return refused(faults);
  const compiler = new Compiler(lexicon, sources, faults);
  const rulebook = compiler.rulebook({
    book,
    elements,
    checks,
    discussion,
    sessions,
    codes,
    types,
    samples,
    version: [`${book.version}+${stamp(files, over)}`, ...(edition ? [edition] : [])].join("."),
  });
  const papers = ownPapersIn(over, rulebook.types, faults);
  return faults.length > 0 ? refused(faults) : { ...rulebook, ownTypes: ownTypesOf(types, files), papers };
}

/** A name is whatever somebody has sent: `constructor` is none of the object's own. */
const textOf = (files: RuleFiles, name: string): string | undefined =>
  Object.hasOwn(files, name) ? files[name] : undefined;

/** Types of which the built-in rules have no file. */
const ownTypesOf = (
  types: ReadonlyArray<{ readonly file: SourceFile; readonly type: TypeSource }>,
  builtIn: RuleFiles,
): ReadonlySet<string> => {
  const known = new Set(types.filter(({ file }) => file.name in builtIn).map(({ type }) => type.type));
  return new Set(types.map(({ type }) => type.type).filter((type) => !known.has(type)));
};

function misplaced(name: string): string {
  if (name.startsWith("papers/"))
    return "标好的材料要另存为 .txt（纯文本，编码选 UTF-8），直接放在 papers 文件夹里";
  return name.endsWith(".yaml")
    ? "放错了地方，材料类型放在 types 文件夹，正反例放在 samples 文件夹"
    : "文件名要以 .yaml 结尾（请让系统显示扩展名后再改名）";
}

function mergeFile(
  name: string,
  base: string | undefined,
  over: string | undefined,
  faults: RulebookFault[],
): SourceFile | undefined {
  const lower = base === undefined ? undefined : parseSource(name, base, faults);
  const upper = over === undefined ? undefined : parseSource(`辖区/${name}`, over, faults);
  if (!upper) return lower;
  if (!lower) return { ...upper, name };
  const value = overlay(lower.value, upper.value);
  // The built-in rules are good: what is wrong with both together is the overlay's.
  const at: SourceFile["at"] = (path) => {
    const own = pathInOverlay(value, upper.value, path);
    return own.length > 0 ? upper.at(own) : lower.at(path);
  };
  return { name, value, at };
}

const refused = (errors: RulebookFault[]): RulebookErrors => ({
  code: "rulebook_refused",
  message: `规则库有 ${errors.length} 处错误，未启用；现行规则库继续有效`,
  errors,
});

function stamp(files: RuleFiles, over: RuleFiles): string {
  const content = [files, over].map((part) =>
    Object.keys(part)
      .filter((name) => !name.startsWith(SAMPLES))
      .sort()
      .map((name) => `${name}\n${part[name]}`)
      .join("\n"),
  );
  return bytesToHex(sha256(utf8ToBytes(content.join("\n--\n")))).slice(0, 8);
}

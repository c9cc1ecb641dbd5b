/**
 * `npm run train` learns the finder's model from the papers in the repository and writes it; the same papers give the same
 * bytes. `--check` trains nothing: it fails when the model does not belong to the papers and the code at hand.
 * `--before NAME=FOLDER,FOLDER … [--notation NAME=FILE,FILE]` learns what is kept from papers that stay outside: weights only.
 */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { StoredModel } from "../../core/checking/finder/model.ts";
import { startFrom } from "../../core/checking/training/start.ts";
import { MIN_BEFORE, type TrainingPaper, train } from "../../core/checking/training/train.ts";
import { isRulebook, type Rulebook } from "../../core/rulebook/rulebook.ts";
import { rulebookFrom } from "../../functions/adapters/rulebook/folder.ts";
import { inputHash } from "./hash.ts";
import { labelled, marked } from "./papers.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PAPERS = join(ROOT, "core/checking/training/papers");
const MODEL = join(ROOT, "core/checking/finder/data/model.ts");
const BEFORE = join(ROOT, "core/checking/training/data/before.ts");
const { values } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    before: { type: "string", multiple: true, default: [] },
    notation: { type: "string", multiple: true, default: [] },
  },
});

if (values.check) await check();
else if (values.before.length + values.notation.length > 0) await learnBefore();
else await learnModel();

async function learnModel(): Promise<void> {
  const rulebook = ownRulebook();
  const { stored: before } = await import("../../core/checking/training/data/before.ts");
  const hash = inputHash(ROOT);
  write(MODEL, train(papersOf(rulebook), rulebook, hash, startFrom(before)), "../model.ts");
  console.log(`model ${hash.slice(0, 12)} written`);
}

async function learnBefore(): Promise<void> {
  const rulebook = ownRulebook();
  const named = (list: readonly string[]): Array<[string, string[]]> =>
    list.map((one) => [one.split("=")[0] ?? "", (one.split("=")[1] ?? "").split(",")]);
  const papers: TrainingPaper[] = [
    ...named(values.before).flatMap(([name, folders]) => labelled(name, folders)),
    ...named(values.notation).flatMap(([name, files]) =>
      files.flatMap((file) => marked(name, file, elementsOf(rulebook))),
    ),
  ];
  write(BEFORE, train(papers, rulebook, "before", undefined, MIN_BEFORE), "../../finder/model.ts");
  console.log(`learned from ${papers.length} papers that stay outside`);
}

async function check(): Promise<void> {
  const { stored } = await import("../../core/checking/finder/data/model.ts");
  if (stored.hash === inputHash(ROOT)) return;
  console.error("the finder's model does not belong to its papers and code: run npm run train");
  process.exitCode = 1;
}

function ownRulebook(): Rulebook {
  const rulebook = rulebookFrom();
  if (!isRulebook(rulebook)) throw new Error(rulebook.message);
  return rulebook;
}

function elementsOf(rulebook: Rulebook): (type: string) => string[] {
  return (type) => rulebook.types.get(type)?.elements.map(({ id }) => id) ?? [];
}

function papersOf(rulebook: Rulebook): TrainingPaper[] {
  return readdirSync(PAPERS)
    .sort()
    .flatMap((file) => marked(file, join(PAPERS, file), elementsOf(rulebook)));
}

function write(path: string, stored: StoredModel, types: string): void {
  const lines = Object.entries(stored).map(([key, value]) => `  ${key}: ${JSON.stringify(value)},\n`);
  const words = `{\n${lines.join("")}}`;
  writeFileSync(
    path,
    `// Written by npm run train.\nimport type { StoredModel } from "${types}";\n\nexport const stored: StoredModel = ${words};\n`,
  );
}

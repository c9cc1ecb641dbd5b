/**
 * `npm run bench:generalisation`: how the checks hold on papers that nobody has seen. Each set is left out in turn: trained on
 * the papers of the repository and the other sets, tested on the one left out; two controls stand beside it that never read.
 *
 *     npm run bench:generalisation -- --labelled first=FOLDER,FOLDER --labelled second=FOLDER … [--by element|type] [--only NAME]
 *
 *     npm run bench:generalisation -- --unseen FILE
 *
 * measures papers in the notation that nobody trained on, by the model as it is.
 *
 * Without labelled folders each author of the repository's papers is a set.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { examine } from "../../core/checking/examine.ts";
import { open } from "../../core/checking/finder/model.ts";
import { train } from "../../core/checking/training/train.ts";
import { isRulebook, type Rulebook } from "../../core/rulebook/rulebook.ts";
import { rulebookFrom } from "../../functions/adapters/rulebook/folder.ts";
import { askedIn, type Judged, labelled, marked } from "../../scripts/training/papers.ts";
import { priorF1 } from "./controls.ts";
import { type Answered, figuresOf } from "./figures.ts";
import { rankingOf } from "./ranking.ts";

const PAPERS = fileURLToPath(new URL("../../core/checking/training/papers/", import.meta.url));
const LATEST = "2026-12-31";

const { values } = parseArgs({
  options: {
    labelled: { type: "string", multiple: true, default: [] },
    fitted: { type: "string", multiple: true, default: [] },
    only: { type: "string", multiple: true, default: [] },
    by: { type: "string" },
    unseen: { type: "string", multiple: true, default: [] },
  },
});

const rulebook = ownRulebook();
const files = readdirSync(PAPERS).sort();
const asked = askedIn(files.map((file) => join(PAPERS, file)));
const written = files.map((file): [string, Judged[]] => [file, marked(file, join(PAPERS, file), asked)]);
const sets: Array<[string, Judged[]]> = values.labelled.map((one) => {
  const [name = "", folders = ""] = one.split("=");
  return [name, labelled(name, folders.split(","))];
});
const all = [...sets, ...written];
for (const file of values.unseen) {
  const papers = marked(file, file, askedIn([file]));
  tell(file, examined(papers), papers);
}
if (values.unseen.length > 0) process.exit();
for (const [name, papers] of sets.length > 0 ? sets : written)
  if (values.only.length === 0 || values.only.includes(name)) tell(name, answer(name, papers), papers);

/** Examined by a model that has seen no paper of the set. */
function answer(name: string, papers: readonly Judged[]): Answered[] {
  const others = all
    .filter(([other]) => other !== name)
    .flatMap(([other, list]) => list.map((paper) => ({ ...paper, fitted: values.fitted.includes(other) })));
  return examined(papers, open(train(others, rulebook, name)));
}

function examined(papers: readonly Judged[], model?: ReturnType<typeof open>): Answered[] {
  return papers.map((paper) => ({
    paper,
    examination: examine(
      { text: paper.text, declaredType: paper.declaredType, asOf: paper.asOf ?? LATEST },
      rulebook,
      model,
    ),
  }));
}

function tell(name: string, answers: readonly Answered[], papers: readonly Judged[]): void {
  console.log(`\n${name}: ${papers.length} papers`);
  const others = all.filter(([other]) => other !== name).flatMap(([, list]) => list);
  show({ ...figuresOf(answers), ...rankingOf(answers), priorF1: priorF1(others, papers) });
  if (values.by === "type")
    for (const [type, list] of groups(answers, ({ paper }) => paper.type)) {
      console.log(`  ${type}`);
      show(figuresOf(list));
    }
}

function show(figures: Record<string, number>): void {
  for (const [name, value] of Object.entries(figures))
    if (!Number.isNaN(value))
      console.log(`    ${name.padEnd(22)} ${Number.isInteger(value) ? value : value.toFixed(3)}`);
}

function groups<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const made = new Map<string, T[]>();
  for (const one of list) made.set(keyOf(one), [...(made.get(keyOf(one)) ?? []), one]);
  return made;
}

function ownRulebook(): Rulebook {
  const loaded = rulebookFrom();
  if (!isRulebook(loaded)) throw new Error(loaded.message);
  return loaded;
}

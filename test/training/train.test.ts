/** The model that comes with the product belongs to its papers; the same papers give the same bytes. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { stored } from "../../core/checking/finder/data/model.ts";
import { train } from "../../core/checking/training/train.ts";
import { isRulebook } from "../../core/rulebook/rulebook.ts";
import { rulebookFrom } from "../../functions/adapters/rulebook/folder.ts";
import { inputHash } from "../../scripts/training/hash.ts";
import { marked } from "../../scripts/training/papers.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PAPERS = join(ROOT, "core/checking/training/papers");
const rulebook = rulebookFrom();
if (!isRulebook(rulebook)) throw new Error(rulebook.message);
const elementsOf = (type: string): string[] => rulebook.types.get(type)?.elements.map(({ id }) => id) ?? [];

test("the model belongs to the papers and the code at hand", () => {
  expect(stored.hash).toBe(inputHash(ROOT));
});

/** Records by two hands: what one teaches is tried on the other's, as among all papers. */
const records = ["township.txt", "young-staff.txt"]
  .flatMap((file) => marked(file, join(PAPERS, file), elementsOf))
  .filter(({ type }) => type === "minutes_record");

test("training twice gives the same bytes, another paper other ones", () => {
  const once = train(records, rulebook, "");
  expect(Object.keys(once.certainty)).not.toEqual([]);
  expect(JSON.stringify(train(records, rulebook, ""))).toBe(JSON.stringify(once));
  expect(JSON.stringify(train(records.slice(1), rulebook, ""))).not.toBe(JSON.stringify(once));
}, 120_000);

test("a changed paper changes the hash", () => {
  const root = mkdtempSync(join(tmpdir(), "training-"));
  try {
    for (const folder of ["finder", "structure", "training/papers"])
      mkdirSync(join(root, "core/checking", folder), { recursive: true });
    mkdirSync(join(root, "core/text"));
    const paper = join(root, "core/checking/training/papers/one.txt");
    writeFileSync(paper, "=== minutes_record | 一\n{host:主持：沐晨}\n");
    const before = inputHash(root);
    expect(inputHash(root)).toBe(before);
    writeFileSync(paper, "=== minutes_record | 一\n主持：{host:沐晨}\n");
    expect(inputHash(root)).not.toBe(before);
  } finally {
    rmSync(root, { recursive: true });
  }
});

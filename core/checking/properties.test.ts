import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rulebookFrom } from "../../functions/adapters/rulebook/folder.ts";
import { isRulebook } from "../rulebook/rulebook.ts";
import type { Examination } from "./examination.ts";
import { examine } from "./examine.ts";
import { AS_OF, GOOD, RECORD } from "./fixtures/documents.ts";

const rulebook = rulebookFrom();
if (!isRulebook(rulebook)) throw new Error(JSON.stringify(rulebook.errors));

const check = (text: string, declaredType: string): Examination =>
  examine({ text, declaredType, asOf: AS_OF }, rulebook);
const states = ({ type, elements, discussion }: Examination): unknown => ({
  type,
  discussion,
  states: Object.fromEntries(Object.entries(elements).map(([id, { state }]) => [id, state])),
});

const FULL: Record<string, string> = Object.fromEntries(
  Array.from({ length: 94 }, (_, at) => [String.fromCharCode(33 + at), String.fromCharCode(0xff01 + at)]),
);
const WIDE = /[0-9:,()]/g;
const LABELS = /^(时\s*间|地\s*点|主\s*持\s*人|记\s*录\s*人|出\s*席)/gm;

describe("what changes no verdict", () => {
  it("full-width digits, colons and brackets", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...GOOD),
        fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
        ({ type, text }, widen) => {
          let at = 0;
          const changed = text.replace(WIDE, (character) =>
            widen[at++ % widen.length] ? (FULL[character] ?? character) : character,
          );
          expect(states(check(changed, type))).toEqual(states(check(text, type)));
        },
      ),
      { numRuns: 40 },
    );
  });

  it("blanks inside labels, blank lines, line ends of any kind", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(" ", "    ", "　", "　　"),
        fc.constantFrom("\n", "\r\n", "\r", "\n\n"),
        (blank, end) => {
          const changed = RECORD.replace(LABELS, (label) =>
            Array.from(label.replace(/\s/g, "")).join(blank),
          ).replace(/\n/g, end);
          expect(states(check(changed, "minutes_record"))).toEqual(states(check(RECORD, "minutes_record")));
        },
      ),
    );
  });
});

describe("any text at all", () => {
  const fragments = fc.constantFrom(
    "时间：",
    "主持人",
    "\n",
    "2024年",
    "5月6日",
    "《",
    "》",
    "“",
    "（",
    "）",
    "某",
    "X",
    "\t",
    "  ",
    "白桦林",
    "：",
    "中心组学习会",
    "一、",
    "<p>",
    "學(xué)",
    "\ufffd",
    "𠮷",
    "召开",
  );
  it("is answered, with evidence that is exactly the original words", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fragments, fc.string({ unit: "grapheme", maxLength: 6 })), { maxLength: 60 }),
        fc.constantFrom(...GOOD),
        (parts, { type }) => {
          const text = parts.join("");
          const examination = check(text, type);
          for (const { evidence, start, end } of [
            ...Object.values(examination.elements),
            ...examination.findings,
          ])
            expect(text.slice(start, end)).toBe(evidence);
          expect(check(text, type)).toEqual(examination);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe("a required element left blank", () => {
  const LINES = RECORD.split("\n");
  it.each([
    ["地    点", "place"],
    ["主 持 人", "host"],
    ["出    席", "attendees"],
    ["记 录 人", "recorder"],
  ])("%s gives exactly that finding", (label, element) => {
    const text = LINES.map((line) => (line.startsWith(label) ? `${label}：` : line)).join("\n");
    const errors = check(text, "minutes_record").findings.filter((one) => one.severity === "error");
    expect(errors.map((one) => `${one.code}/${one.element}`)).toEqual([`label_blank/${element}`]);
  });
});

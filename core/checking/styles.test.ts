import { describe, expect, it } from "vitest";
import { rulebookFrom } from "../../functions/adapters/rulebook/folder.ts";
import { isRulebook } from "../rulebook/rulebook.ts";
import { examine } from "./examine.ts";
import { STYLES } from "./fixtures/styles.ts";

const rulebook = rulebookFrom();
if (!isRulebook(rulebook)) throw new Error(JSON.stringify(rulebook.errors));

describe("offices write in many ways", () => {
  it.each(STYLES)("$name", ({ type, declared = type, text, states, has, codes, grade, host, counted }) => {
    const input = { text, declaredType: declared, asOf: "2025-03-31" };
    const examination = examine(input, rulebook);
    const raised = examination.findings.map((one) => one.code);
    const errors = examination.findings.filter(
      ({ severity, element }) => severity === "error" && states?.[element] === undefined,
    );

    // A class that is no study is named by the rules; beside the finder the paper may be called by what it was declared to be.
    const named = declared === type ? examination : examine(input, rulebook, null);
    expect(named.type).toBe(type);
    for (const [element, state] of Object.entries(states ?? {}))
      expect(examination.elements[element]).toMatchObject({ state });
    for (const [element, words] of Object.entries(has ?? {}))
      expect(examination.elements[element]?.evidence).toContain(words);
    if (codes) expect(raised).toEqual(expect.arrayContaining(codes));
    else expect(errors.map((one) => `${one.code}/${one.element}`)).toEqual([]);
    if (grade) expect(examination.discussion).toBe(grade);
    if (host) expect(examination.people?.host).toBe(host);
    if (counted !== undefined) expect(examination.counted?.counted).toBe(counted);
  });
});

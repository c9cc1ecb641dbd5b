import { describe, expect, it } from "vitest";
import { rulebookFrom } from "../../functions/adapters/rulebook/folder.ts";
import { isRulebook } from "../rulebook/rulebook.ts";
import { ELEMENT_STATES, type Examination, SEVERITIES } from "./examination.ts";
import { examine } from "./examine.ts";
import { AS_OF, GOOD, RECORD } from "./fixtures/documents.ts";
import { storedExamination } from "./stored.ts";

const rulebook = rulebookFrom();
if (!isRulebook(rulebook)) throw new Error(JSON.stringify(rulebook.errors));

/** What comes back from the bucket. */
const kept = (examination: Examination): Examination =>
  storedExamination.parse(JSON.parse(JSON.stringify(examination)));

describe("an examination comes back from its bucket as it was put there", () => {
  it.each(GOOD)("of a $type", ({ type, text }) => {
    const examination = examine({ text, declaredType: type, asOf: AS_OF }, rulebook);
    expect(kept(examination)).toEqual(JSON.parse(JSON.stringify(examination)));
  });

  it.each(ELEMENT_STATES)("with an element in state %s", (state) => {
    const examination = examine({ text: RECORD, declaredType: "minutes_record", asOf: AS_OF }, rulebook);
    const place = { state, evidence: "", start: 0, end: 0 };
    expect(kept({ ...examination, elements: { place } }).elements).toEqual({ place });
  });

  it.each(SEVERITIES)("with a finding of severity %s", (severity) => {
    const examination = examine({ text: "时间：", declaredType: "minutes_record", asOf: AS_OF }, rulebook);
    const [first] = examination.findings;
    if (!first) throw new Error("nothing was found in an empty form");
    expect(kept({ ...examination, findings: [{ ...first, severity }] }).findings[0]?.severity).toBe(severity);
  });
});

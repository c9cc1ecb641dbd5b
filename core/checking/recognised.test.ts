import { describe, expect, it } from "vitest";
import { rulebookFrom } from "../../functions/adapters/rulebook/folder.ts";
import { isRulebook } from "../rulebook/rulebook.ts";
import { examine } from "./examine.ts";
import { AS_OF, RECORD } from "./fixtures/documents.ts";

const rulebook = rulebookFrom();
if (!isRulebook(rulebook)) throw new Error(JSON.stringify(rulebook.errors));

const ROSTER = ["白桦林", "柳岸", "梅岭", "陶然", "程远"];

/** The record as a scan: each line a stretch of its own, the recogniser sure of all but those that match. */
const scanned = (text: string, doubtful = /^$/, roster = ROSTER) => {
  let start = 0;
  const recognised = text.split("\n").map((line) => {
    const stretch = { start, end: start + line.length, confidence: doubtful.test(line) ? 0.7 : 0.99 };
    start = stretch.end + 1;
    return stretch;
  });
  const input = { text, declaredType: "minutes_record", asOf: AS_OF, roster, recognised };
  return examine(input, rulebook);
};
const said = (from: string, to: string) => {
  expect(RECORD).toContain(from);
  return RECORD.replace(from, to);
};

describe("a line the recogniser was not sure of", () => {
  it("makes what was found in it weak, and says where to look", () => {
    const { elements, findings } = scanned(RECORD, /地 /);
    expect(elements.place).toMatchObject({ state: "weak", evidence: expect.stringContaining("二楼会议室") });
    expect(elements.host?.state).toBe("ok");
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: "weak_element",
        element: "place",
        severity: "warning",
        message: expect.stringContaining("识别没有把握"),
      }),
    );
  });

  it("sends nobody's paper back: what seems wrong in it is a warning", () => {
    const text = said("2024年5月6日（星期一）", "2024年5月36日（星期一）");
    const severities = (doubtful?: RegExp) =>
      scanned(text, doubtful).findings.flatMap(({ code, severity }) =>
        code === "date_invalid" ? severity : [],
      );
    expect(severities()).toEqual(["error"]);
    expect(severities(/5月36日/)).toEqual(["warning"]);
  });

  it("says nothing of a text that was typed", () => {
    const typed = examine(
      { text: RECORD, declaredType: "minutes_record", asOf: AS_OF, roster: ROSTER },
      rulebook,
    );
    expect(scanned(RECORD)).toEqual(typed);
  });
});

describe("a name recognised one character off", () => {
  it.each([
    ["a likeness", "主 持 人：白桦林", "主 持 人：白样林", "host", "白桦林", "白样林"],
    ["a character the model does not know", "主 持 人：白桦林", "主 持 人：白林", "host", "白桦林", "白林"],
  ])("is taken for the roster's: %s", (_, from, to, element, person, read) => {
    const text = said(from, to);
    const { elements, findings } = scanned(text);
    expect(elements[element]).toMatchObject({ state: "weak", value: person });
    expect(elements[element]?.evidence).toContain(read);
    const found = findings.find((one) => one.element === element && one.message.includes("按名册"));
    expect(found?.message).toContain(`“${read}”按名册认作“${person}”`);
    for (const { evidence, start, end } of [...Object.values(elements), ...findings])
      expect(text.slice(start, end)).toBe(evidence);
  });

  it("is nobody missing from the list of those present", () => {
    const { elements, findings, people } = scanned(
      said("白桦林、柳岸、梅岭、陶然", "白桦林、柳岩、梅岭、陶然"),
    );
    expect(elements.attendees).toMatchObject({ state: "weak" });
    expect(people?.attendees).toContain("柳岸");
    expect(findings.filter(({ message }) => message.includes("柳岸") && !message.includes("按名册"))).toEqual(
      [],
    );
  });

  it("stays as it is in a typed text, and where two of the roster come into question", () => {
    const text = said("主 持 人：白桦林", "主 持 人：白样林");
    const input = { text, declaredType: "minutes_record", asOf: AS_OF, roster: ROSTER };
    expect(examine(input, rulebook).elements.host).toMatchObject({ state: "ok", value: "白样林" });
    const two = scanned(text, undefined, [...ROSTER, "白杉林"]);
    expect(two.elements.host).toMatchObject({ state: "ok", value: "白样林" });
  });

  it("is another person where the roster's stands beside it", () => {
    const { people } = scanned(said("白桦林、柳岸、梅岭、陶然", "白桦林、柳岸、柳岩、陶然"));
    expect(people?.attendees).toEqual(["白桦林", "柳岸", "柳岩", "陶然"]);
  });

  it("is no word that the form prints", () => {
    const { elements } = scanned(RECORD, /./, ["白桦林", "地址", "时候", "主持员"]);
    expect(elements.place?.evidence).toContain("二楼会议室");
    expect(elements.time?.evidence).toContain("5月6日");
    expect(elements.host).toMatchObject({ value: "白桦林" });
  });
});

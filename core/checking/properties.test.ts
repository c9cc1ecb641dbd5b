import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rulebookFrom } from "../../functions/adapters/rulebook/folder.ts";
import { isRulebook } from "../rulebook/rulebook.ts";
import { simplified } from "../text/data/traditional.ts";
import type { Examination } from "./examination.ts";
import { examine } from "./examine.ts";
import { AS_OF, GOOD, NEWS, PLAN, RECORD, SCHEME, SHEET, SUMMARY } from "./fixtures/documents.ts";

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

const RUNNING = [
  { type: "minutes_summary", text: SUMMARY },
  { type: "news_report", text: NEWS },
];
const LABELLED = /^(时 {4}间|地 {4}点|主 持 人|记 录 人|学习主题|列 {4}席|出 {4}席)：(.+)$/gm;
/** Traditional forms of the characters that the good documents use. */
const TRADITIONAL = new Map(
  Array.from({ length: 0x9fff - 0x4e00 }, (_, at) => String.fromCharCode(0x4e00 + at))
    .filter((character) => simplified(character) !== character)
    .map((character) => [simplified(character), character]),
);

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

describe("what a converter, a scanner or a web page does to a good document", () => {
  const byRules = (type: string, text: string): Examination =>
    examine({ text, declaredType: type, asOf: AS_OF }, rulebook, null);
  const errors = ({ findings }: Examination): string[] =>
    findings.filter(({ severity }) => severity === "error").map(({ code, element }) => `${code} ${element}`);
  /** The rules say the same; together with the finder, whose likeness is a matter of degree, nothing more is wrong. */
  const same = (type: string, text: string, changed: string): void => {
    expect(states(byRules(type, changed))).toEqual(states(byRules(type, text)));
    expect(errors(check(changed, type))).toEqual(errors(check(text, type)));
  };

  it("single blanks between the characters of running text", () => {
    fc.assert(
      fc.property(fc.constantFrom(...RUNNING), fc.infiniteStream(fc.nat(5)), ({ type, text }, dice) => {
        const changed = text.replace(/^.{30,}$/gm, (line) =>
          line.replace(/(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])/g, () =>
            dice.next().value === 0 ? " " : "",
          ),
        );
        same(type, text, changed);
      }),
      { numRuns: 30 },
    );
  });

  it("hard line breaks at the width of a page, where at least three lines are full", () => {
    fc.assert(
      fc.property(fc.constantFrom(...RUNNING), fc.integer({ min: 24, max: 44 }), ({ type, text }, width) => {
        const wrapped = new RegExp(`.{${width}}(?=.)`, "g");
        const changed = text.replace(/^.{60,}$/gm, (line) => line.replace(wrapped, "$&\n"));
        // A line that by chance begins like a label (交流发言：) is taken for one.
        fc.pre(!/\n(?!县委宣传部)[^，。\n]{1,8}：/.test(changed));
        same(type, text, changed);
      }),
      { numRuns: 30 },
    );
  });

  it("a table of labels and values flattened, or kept with tabs or bars", () => {
    fc.assert(
      fc.property(fc.constantFrom("\n", "\t", " | "), fc.integer({ min: 1, max: 8 }), (divider, count) => {
        let left = count;
        const changed = RECORD.replace(LABELLED, (whole, label: string, value: string) =>
          left-- > 0 ? `${label.replace(/\s/g, "")}${divider}${value}` : whole,
        );
        same("minutes_record", RECORD, changed);
      }),
    );
    same("attendance_sheet", SHEET, SHEET.replace(/\t/g, " | "));
  });

  it("traditional script, wholly or here and there", () => {
    fc.assert(
      fc.property(fc.constantFrom(...GOOD), fc.infiniteStream(fc.nat(3)), ({ type, text }, dice) => {
        const changed = Array.from(text, (character) =>
          dice.next().value === 0 ? character : (TRADITIONAL.get(character) ?? character),
        ).join("");
        same(type, text, changed);
      }),
      { numRuns: 30 },
    );
  });

  it("page furniture between the lines of the body", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...GOOD.filter(({ type }) => type !== "attendance_sheet")),
        fc.constantFrom("第1页共3页", "阅读次数：128", "分享到：", "当前位置：首页 > 学习园地"),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ type, text }, furniture, where) => {
          const lines = text.split("\n");
          // A page ends between paragraphs; a heading is kept with what follows it.
          const places = lines.flatMap((line, at) =>
            /[。；]$/.test(line) && at < lines.length - 4 ? [at + 1] : [],
          );
          const at = places[Math.floor(where * places.length)] ?? 0;
          same(type, text, [...lines.slice(0, at), furniture, ...lines.slice(at)].join("\n"));
        },
      ),
      { numRuns: 60 },
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
  const LABEL_BLANK = [
    ["minutes_record", RECORD, "地    点：农科所二楼会议室", "地    点：", "place"],
    ["minutes_record", RECORD, "主 持 人：白桦林（党组书记、所长）", "主 持 人：____", "host"],
    ["minutes_record", RECORD, "出    席：白桦林、柳岸、梅岭、陶然", "出    席：", "attendees"],
    ["minutes_record", RECORD, "记 录 人：乔木", "记 录 人：（签名）", "recorder"],
    [
      "minutes_record",
      RECORD,
      "时    间：2024年5月6日（星期一）下午2:30—5:00",
      "时    间：    年  月  日",
      "time",
    ],
    ["study_scheme", SCHEME, "一、学习主题：种业振兴", "一、学习主题：", "topic"],
    ["study_scheme", SCHEME, "农科所二楼会议室", "……", "place"],
    ["study_scheme", SCHEME, "八、重点发言人：梅岭、陶然", "八、重点发言人：____", "key_speakers"],
    ["study_scheme", SCHEME, "三、参加人员：所党组成员", "三、参加人员：", "attendees"],
    ["annual_plan", PLAN, /1\.粮食安全.*\n/, "", "topics"],
  ] as const;
  /** In running text the finder takes neighbours for these: who is on leave, who sits in. */
  const TAKEN = new Set(["minutes_summary/host", "minutes_summary/attendees", "news_report/attendees"]);
  const MISSING = [
    ["minutes_summary", "host", SUMMARY, "所党组书记、所长白桦林主持，", ""],
    ["minutes_summary", "issue_date", SUMMARY, "2024年5月9日", ""],
    ["minutes_summary", "attendees", SUMMARY, "所党组成员柳岸、梅岭、陶然参加，", ""],
    ["news_report", "host", NEWS, "所党组书记、所长白桦林主持会议，", ""],
    ["news_report", "attendees", NEWS, "所党组成员柳岸、梅岭、陶然参加会议，", ""],
    ["news_report", "time", NEWS, "2024年5月6日下午，", ""],
    ["study_scheme", "issuer", SCHEME, "青石县农科所党组\n2024", "2024"],
    ["study_scheme", "issue_date", SCHEME, "2024年4月28日", ""],
    ["annual_plan", "issue_date", PLAN, "2024年1月18日", ""],
  ] as const;
  const errors = ({ findings }: Examination): string[] =>
    findings.filter(({ severity }) => severity === "error").map((one) => `${one.code}/${one.element}`);

  it.each(LABEL_BLANK)("a %s with a label and nothing behind it is sent back for exactly that", (...one) => {
    const [type, text, from, to, element] = one;
    expect(text).toMatch(from);
    expect(errors(check(text.replace(from, to), type))).toEqual([`label_blank/${element}`]);
  });

  it.each(MISSING)("rules find that a %s lacks its %s", (type, element, text, from, to) => {
    expect(text).toContain(from);
    const input = { text: text.replace(from, to), declaredType: type, asOf: AS_OF };
    expect(errors(examine(input, rulebook, null))).toEqual([`missing_element/${element}`]);
  });

  it.each(MISSING)("a %s without its %s is sent back for nothing else", (type, element, text, from, to) => {
    const found = errors(check(text.replace(from, to), type));
    expect(found.filter((one) => one !== `missing_element/${element}`)).toEqual([]);
  });

  it.each(MISSING.filter(([type, element]) => !TAKEN.has(`${type}/${element}`)))(
    "somebody is asked to look whether a %s lacks its %s",
    (type, element, text, from, to) => {
      const { findings } = check(text.replace(from, to), type);
      expect(findings).toContainEqual(
        expect.objectContaining({ element, severity: expect.stringMatching("error|look") }),
      );
    },
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { type Mark, type MarkedPaper, papersOf } from "../../text/notation.ts";
import { writtenPaper } from "./written.ts";

const paper = (text: string, marks: Mark[], more: Partial<MarkedPaper> = {}): MarkedPaper => ({
  type: "minutes_record",
  style: "审核认定",
  text,
  marks,
  expected: [],
  ...more,
});
const mark = (element: string, start: number, end: number, nature: Mark["nature"] = "sound"): Mark => ({
  element,
  nature,
  start,
  end,
});

test("what is written reads as the same paper", () => {
  const full = paper(
    "记录\n主持人：梁月\n地点：\n",
    [mark("host", 7, 9), mark("place", 10, 13, "blank"), mark("time", 0, 2, "faulty")],
    {
      asOf: "2026-08-01",
      declared: "minutes_record",
      verdict: "return",
      expected: [
        { code: "label_blank", element: "place", severity: "error" },
        { code: "late_filing", element: "", severity: "warning" },
      ],
    },
  );
  const text = full.text.trimEnd();
  expect(papersOf(writtenPaper(full))).toEqual([
    { ...full, text, marks: full.marks.toSorted((a, b) => a.start - b.start) },
  ]);
});

test("signs of the notation in a paper's own words do no harm", () => {
  const text = "@verdict ok\n=== 分隔\n模板{host:此处}填写";
  const [read] = papersOf(writtenPaper(paper(text, [mark("host", 21, 23)])));
  expect(read?.text).toBe("＠verdict ok\n＝＝＝ 分隔\n模板｛host:此处｝填写");
  expect(read?.marks).toEqual([mark("host", 21, 23)]);
  expect(read?.verdict).toBeUndefined();
});

test("marks that cross cover the same characters after being read again", () => {
  const span = fc.tuple(fc.nat(12), fc.integer({ min: 1, max: 8 }));
  const marks = fc.array(fc.tuple(fc.constantFrom("host", "place", "time"), span), { maxLength: 6 });
  const covered = (all: readonly Mark[]) =>
    new Set(
      all.flatMap(({ element, start, end }) =>
        [...Array(end - start).keys()].map((at) => `${element} ${start + at}`),
      ),
    );
  fc.assert(
    fc.property(marks, (drawn) => {
      const text = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸";
      const all = drawn.map(([element, [start, length]]) => mark(element, start, start + length));
      const [read] = papersOf(writtenPaper(paper(text, all)));
      expect(read?.text).toBe(text);
      expect(covered(read?.marks ?? [])).toEqual(covered(all));
    }),
  );
});

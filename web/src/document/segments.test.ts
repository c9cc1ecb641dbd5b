import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linesOf, type Mark, segmentsOf, toneOf } from "./segments.ts";

const mark = (id: string, start: number, end: number, tone: Mark["tone"] = "good"): Mark => ({
  id,
  start,
  end,
  tone,
});
const plain = (line: { start: number; end: number }, marks: Mark[]) =>
  segmentsOf(line, marks).map((s) => [s.start, s.end, s.marks.map((m) => m.id).join("+")]);

describe("segments", () => {
  test("cut the line at every border of overlapping marks", () => {
    expect(plain({ start: 0, end: 10 }, [mark("a", 2, 6), mark("b", 4, 8)])).toEqual([
      [0, 2, ""],
      [2, 4, "a"],
      [4, 6, "a+b"],
      [6, 8, "b"],
      [8, 10, ""],
    ]);
  });

  test("keep nested marks and marks on the very edge", () => {
    expect(plain({ start: 0, end: 5 }, [mark("whole", 0, 5), mark("in", 1, 2)])).toEqual([
      [0, 1, "whole"],
      [1, 2, "whole+in"],
      [2, 5, "whole"],
    ]);
  });

  test("clip a mark that runs over the line's end, and leave out empty ones", () => {
    expect(plain({ start: 10, end: 14 }, [mark("long", 12, 30), mark("none", 11, 11)])).toEqual([
      [10, 12, ""],
      [12, 14, "long"],
    ]);
  });

  test("an empty line has no segments", () => {
    expect(plain({ start: 7, end: 7 }, [mark("a", 0, 20)])).toEqual([]);
  });

  test("any marks over any text: put together again the segments are the text, each under exactly its marks", () => {
    const marks = fc
      .array(fc.record({ start: fc.nat(60), length: fc.nat(20) }))
      .map((spans) => spans.map(({ start, length }, i) => mark(`m${i}`, start, start + length)));
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("时", "间", "：", "\n", "a"), maxLength: 50 }),
        marks,
        (text, some) => {
          const again = linesOf(text)
            .map((line) =>
              segmentsOf(line, some)
                .map((s) => text.slice(s.start, s.end))
                .join(""),
            )
            .join("\n");
          expect(again).toBe(text);
          for (const segment of linesOf(text).flatMap((line) => segmentsOf(line, some))) {
            const middle = segment.start;
            const covering = some.filter((m) => m.start <= middle && middle < m.end).map((m) => m.id);
            expect(segment.marks.map((m) => m.id)).toEqual(covering);
          }
        },
      ),
    );
  });
});

test("where tones meet, the reviewer's own comes first, then the worst", () => {
  expect(toneOf([])).toBeUndefined();
  expect(toneOf([mark("a", 0, 1, "good"), mark("b", 0, 1, "bad"), mark("c", 0, 1, "warning")])).toBe("bad");
  expect(toneOf([mark("a", 0, 1, "good"), mark("b", 0, 1, "look"), mark("c", 0, 1, "warning")])).toBe("look");
  expect(toneOf([mark("a", 0, 1, "bad"), mark("b", 0, 1, "mine")])).toBe("mine");
});

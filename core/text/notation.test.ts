import { expect, test } from "vitest";
import { NotationFault, papersOf, placedPapersOf } from "./notation.ts";

const SOURCE = `=== minutes_record | 水利站，一行一项
@ref_date 2025-04-10
@verdict return
@expect label_blank place error
{meeting_name:水利站中心组学习记录}
{host,attendees:主持：{recorder:沐晨}}
地点：{place!:____}
=== other | 空白
@declared minutes_record
随手记`;

test("a file holds papers with their notes, marks and text", () => {
  const [one, other] = papersOf(SOURCE);
  expect(one).toMatchObject({
    type: "minutes_record",
    style: "水利站，一行一项",
    asOf: "2025-04-10",
    verdict: "return",
    expected: [{ code: "label_blank", element: "place", severity: "error" }],
    text: "水利站中心组学习记录\n主持：沐晨\n地点：____",
  });
  const marks = one?.marks.map((mark) => [mark.element, mark.nature, one.text.slice(mark.start, mark.end)]);
  expect(marks).toEqual([
    ["meeting_name", "sound", "水利站中心组学习记录"],
    ["host", "sound", "主持：沐晨"],
    ["attendees", "sound", "主持：沐晨"],
    ["recorder", "sound", "沐晨"],
    ["place", "blank", "____"],
  ]);
  expect(other).toMatchObject({ type: "other", declared: "minutes_record", text: "随手记", marks: [] });
});

test.each([
  ["=== minutes record", 1, "=== 类型"],
  ["=== minutes_record | x\n@refdate 2025-01-01\n文", 2, "@refdate"],
  ["=== minutes_record | x\n文\n{host:沐晨\n文", 3, "“{host:”后面少了“}”"],
  ["=== minutes_record | x\n@ref_date 2025-01-01\n{host:沐\n晨}\n沐晨}", 5, "多了一个“}”"],
  ["=== minutes_record | x\n{host：沐晨}", 2, "英文的“:”"],
])("a broken file is told with its line: %j", (source, line, said) => {
  const broken = (): unknown => papersOf(source);
  expect(broken).toThrow(NotationFault);
  expect(broken).toThrow(`第${line}行：`);
  expect(broken).toThrow(said);
});

test("papers know their lines", () => {
  const lines = placedPapersOf(SOURCE).map(({ line, textLine }) => [line, textLine]);
  expect(lines).toEqual([
    [1, 5],
    [8, 10],
  ]);
});

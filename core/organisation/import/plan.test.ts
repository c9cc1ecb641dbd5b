/** A workbook is read line by line: what it would change is told, what is wrong is named, and what was exported changes nothing. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Grant, Scope } from "../grant.ts";
import { GROUP_ROLES } from "../member.ts";
import { ROLES } from "../role.ts";
import type { Person, Unit } from "../unit.ts";
import { SHEETS, type SheetName } from "./columns.ts";
import { entriesOf, type FilledSheet } from "./entries.ts";
import { planImport, type Standing } from "./plan.ts";
import { exportedSheets, templateSheets, type WrittenSheet } from "./written.ts";

const water: Unit = {
  id: "unit_water",
  jurisdiction: "county",
  name: "青槐县水务局",
  shortName: "水务局",
  order: 1,
  members: [{ id: "mem_1", name: "江映川", role: "head", post: "局长" }],
};
const jiang: Person = {
  id: "user_1",
  jurisdiction: "county",
  login: "jiang",
  name: "江映川",
  grants: [{ role: "reviewer", scope: { kind: "office" } }],
};
const standing = (more: Partial<Standing> = {}): Standing => {
  let count = 0;
  return {
    jurisdiction: "county",
    units: [water],
    people: [jiang],
    takenElsewhere: new Set(),
    newId: (of) => `${of}_new${++count}`,
    ...more,
  };
};

/** As a program shows the sheets: empty cells are no cells. */
const filled = (sheets: readonly WrittenSheet[]): FilledSheet[] =>
  sheets.map(({ title, columns, lines }) => ({
    name: title,
    rows: [columns.map((column) => column.title), ...lines].map((line, row) => ({
      row,
      cells: line.flatMap((text, column) => (text === "" ? [] : [{ column, text }])),
    })),
  }));

const sheet = (name: SheetName, ...lines: Readonly<Record<string, string>>[]): FilledSheet => {
  const { title, columns } = SHEETS[name];
  const used = columns.filter(({ required, title: of }) => required || lines.some((line) => of in line));
  const titles = used.map((column) => column.title);
  return {
    name: title,
    rows: [titles, ...lines.map((line) => titles.map((of) => line[of] ?? ""))].map((cells, row) => ({
      row,
      cells: cells.map((text, column) => ({ column, text })),
    })),
  };
};
const plan = (sheets: readonly FilledSheet[], more: Partial<Standing> = {}) =>
  planImport(entriesOf(sheets), standing(more));
const told = (faults: readonly { sheet: string; row: number; column: string; message: string }[]) =>
  faults.map(({ sheet: of, row, column, message }) => `${of} ${row} ${column}：${message}`);

describe("what a workbook would change", () => {
  test("a new unit with members and accounts, an old one in words", () => {
    const { units, people, faults } = plan([
      sheet(
        "units",
        { 单位全称: "青槐县教育局", 简称: "教育局", 类别: "县直部门" },
        { 单位全称: "青槐县水务局", 简称: "县水务局" },
      ),
      sheet(
        "members",
        { 单位全称: "青槐县教育局", 姓名: "闻一川", 组内身份: "组长", 任职起: "2026年8月1日" },
        { 单位全称: "青槐县水务局", 姓名: "江映川", 任职止: "2026/9/1" },
      ),
      sheet("people", { 账号: "Wen", 姓名: "闻一川", 角色: "学习秘书、审核员", 单位全称: "青槐县教育局" }),
    ]);
    expect(faults).toEqual([]);
    expect(
      units.map(({ after, changes }) => [
        after.name,
        ...changes.map(({ what, before, after: is }) => `${what} ${before}→${is}`),
      ]),
    ).toEqual([
      [
        "青槐县水务局",
        "简称 水务局→县水务局",
        "成员 江映川（组长，局长）→江映川（组长，局长，2026-09-01前有效）",
      ],
      [
        "青槐县教育局",
        "全称 undefined→青槐县教育局",
        "简称 undefined→教育局",
        "类别 undefined→县直部门",
        "序号 undefined→2",
        "成员 undefined→闻一川（组长，2026-08-01起）",
      ],
    ]);
    expect(people).toHaveLength(1);
    expect(people[0]?.after).toMatchObject({ login: "wen", unitId: units[1]?.after.id });
    expect(people[0]?.changes.find(({ what }) => what === "权限")?.after).toBe(
      "学习秘书（青槐县教育局）、审核员",
    );
  });

  test("nothing, where every line says what stands", () => {
    const { units, people } = plan([sheet("units", { 单位全称: "青槐县水务局", 简称: "水务局" })]);
    expect([units, people]).toEqual([[], []]);
  });

  test("the template can be imported as it is, once its example is a unit of the file", () => {
    expect(plan(filled(templateSheets()), { units: [], people: [] }).faults).toEqual([]);
  });
});

describe("what is wrong is named by sheet, line and column, and nothing is planned", () => {
  test.each([
    [sheet("units", { 单位全称: "青槐县教育局" }), "单位 2 简称：没有填写"],
    [
      sheet("units", { 单位全称: "甲局", 简称: "甲" }, { 单位全称: "甲局", 简称: "乙" }),
      "单位 3 单位全称：与第2行重复",
    ],
    [sheet("units", { 单位全称: "甲局", 简称: "甲", 序号: "一" }), "单位 2 序号：要写成正整数"],
    [
      sheet("units", { 单位全称: "甲局", 简称: "甲", 报送起: "2026-02-30" }),
      "单位 2 报送起：日期要写成 2026-08-20 这样",
    ],
    [
      sheet("units", { 单位全称: "甲局", 简称: "甲", 报送起: "2026-03-01", 报送止: "2026-03-01" }),
      "单位 2 报送止：须晚于起始日期",
    ],
    [
      sheet("members", { 单位全称: "丙局", 姓名: "闻一川" }),
      "成员 2 单位全称：没有“丙局”这个单位，请核对，或先在“单位”工作表中添加",
    ],
    [
      sheet("members", { 单位全称: "青槐县水务局", 姓名: "闻一川", 组内身份: "主任" }),
      "成员 2 组内身份：没有“主任”，可以填：组长、副组长、成员、学习秘书",
    ],
    [
      sheet("people", { 账号: "wen", 姓名: "闻一川", 角色: "学习秘书" }),
      "账号 2 单位全称：学习秘书和组长须填写单位全称",
    ],
    [
      sheet("people", { 账号: "1wen", 姓名: "闻一川", 角色: "领导" }),
      "账号 2 账号：须以字母开头，由2至40个小写字母、数字、点、横线或下划线组成",
    ],
    [
      sheet("people", { 账号: "taken", 姓名: "闻一川", 角色: "领导" }),
      "账号 2 账号：这个账号已被其他办公室使用，请换一个",
    ],
    [{ name: "Sheet1", rows: [] }, " 0 ：没有找到“单位”、“成员”、“账号”工作表，请用下载的模板填写"],
    [
      { name: "单位", rows: [{ row: 0, cells: [{ column: 0, text: "名称" }] }] },
      "单位 1 名称：没有这一列，请用下载的模板填写",
    ],
  ])("%#: %o", (wrong, message) => {
    const { units, people, faults } = plan([wrong], { takenElsewhere: new Set(["taken"]) });
    expect(told(faults)).toContain(message);
    expect([units, people]).toEqual([[], []]);
  });
});

const word = fc.string({ unit: fc.constantFrom(..."青槐县水务局农业教育审计"), minLength: 2, maxLength: 6 });
const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const span = fc
  .tuple(
    optional(fc.constantFrom("2026-01-01", "2026-02-01")),
    optional(fc.constantFrom("2026-06-01", "2027-01-01")),
  )
  .map(([from, until]) => ({ ...(from && { from }), ...(until && { until }) }));
const named = <T extends object>(of: T, key: string, value: string | undefined) => ({
  ...of,
  ...(value && { [key]: value }),
});
const units: fc.Arbitrary<Unit[]> = fc.uniqueArray(word, { maxLength: 4 }).chain((names) =>
  fc.tuple(
    ...names.map((name, at) =>
      fc
        .tuple(
          word,
          optional(word),
          span,
          fc.uniqueArray(word, { maxLength: 3 }),
          fc.constantFrom(...GROUP_ROLES),
          span,
        )
        .map(
          ([shortName, kind, of, members, role, held]): Unit => ({
            ...named(
              { id: `unit_${at}`, jurisdiction: "county", name, shortName, order: at + 1 },
              "kind",
              kind,
            ),
            ...of,
            members: members.map((one, m) => ({ id: `mem_${at}_${m}`, name: one, role, ...held })),
          }),
        ),
    ),
  ),
);
const scope: fc.Arbitrary<Scope> = fc.constantFrom<Scope>(
  { kind: "office" },
  { kind: "unit", unitId: "unit_0" },
  { kind: "unit", unitId: "unit_1" },
);
const grant: fc.Arbitrary<Grant> = fc
  .tuple(fc.constantFrom(...ROLES), scope, span)
  .map(([role, of, held]) => ({ role, scope: of, ...held }));
const people: fc.Arbitrary<Person[]> = fc
  .array(fc.tuple(word, fc.array(grant, { maxLength: 3 }), optional(fc.constantFrom("unit_0", "unit_1"))), {
    maxLength: 4,
  })
  .map((all) =>
    all.map(
      ([name, grants, unitId], at): Person => ({
        ...named(
          { id: `user_${at}`, jurisdiction: "county", login: `login${at}`, name, grants },
          "unitId",
          unitId,
        ),
      }),
    ),
  );

test("what is exported and imported again changes nobody's rights and no unit", () => {
  fc.assert(
    fc.property(units, people, (of, who) => {
      const known = new Set(of.map(({ id }) => id));
      const holds = ({ scope: { ...s } }: Grant) => s.kind !== "unit" || known.has(s.unitId);
      const sound = who.map(({ unitId, grants, ...rest }) => ({
        ...rest,
        grants: grants.filter(holds),
        ...(unitId && known.has(unitId) && { unitId }),
      }));
      const result = plan(filled(exportedSheets(of, sound)), { units: of, people: sound });
      expect(told(result.faults)).toEqual([]);
      expect(result.units).toEqual([]);
      expect(result.people.map(({ changes }) => changes)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

import { describe, expect, it } from "vitest";
import { compose, type NoticeContent } from "./content.ts";
import { CUTOFF, county, OFFICE, PERIOD, RULES, unitQuarter } from "./fixture.ts";
import { gather } from "./gather.ts";
import { noticeNumber } from "./number.ts";
import { plain } from "./sentence.ts";

const figuresFor = (units: ReturnType<typeof county>) =>
  gather({ period: PERIOD, cutoff: CUTOFF, units, rules: RULES });
const words = (content: NoticeContent) =>
  content.sections.flatMap((s) => [s.heading, ...s.paragraphs.map(plain)]).join("\n");

describe("content of a notice", () => {
  const content = compose(figuresFor(county(30)), { ...OFFICE, note: "请各单位认真核对。" });

  it("has title, addressee, four sections and the annexes that are needed", () => {
    expect(content.title).toBe(
      "中共青槐县委宣传部关于2026年第三季度党委（党组）理论学习中心组学习情况的通报",
    );
    expect(content.sections.map((s) => s.heading)).toEqual([
      "一、总体情况",
      "二、好的做法",
      "三、存在的问题",
      "四、工作要求",
    ]);
    expect(content.annexes.map((a) => a.id)).toEqual(["units", "not_counted", "arrears"]);
    expect(content.faults).toEqual([]);
    expect(words(content)).toMatch(/请各单位认真核对。$/);
  });

  it("says its figures, and each is known by its id", () => {
    expect(words(content)).toContain("应报送材料的单位30家，已报送27家，报送率90%");
    expect(words(content)).toContain("其中地点7件、主持人3件");
    const printed = content.sections.flatMap((s) => s.paragraphs.flat()).filter((part) => part.figure);
    const byId = new Map(content.figures.map((figure) => [figure.id, figure]));
    expect(printed.length).toBeGreaterThan(15);
    for (const { text, figure } of printed) {
      const known = byId.get(figure ?? "");
      expect(text).toBe(`${known?.value}${known?.unitLabel}`);
      expect(known?.sources.length).toBeGreaterThan(0);
    }
  });

  it("sets deadlines in working days: the National Day week does not count", () => {
    expect(words(content)).toContain("于2026年10月20日前补报");
    expect(words(compose(figuresFor(county(30)), { ...OFFICE, deadline: "2026-10-15" }))).toContain(
      "10月15日前补报",
    );
  });

  it("has a row for every unit and totals that stand for all", () => {
    const table = content.annexes[0]?.table;
    expect(table?.rows).toHaveLength(30);
    expect(table?.widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(156);
    for (const row of [...(table?.rows ?? []), ...(table?.totals ? [table.totals] : [])])
      expect(row.cells).toHaveLength(table?.head.length ?? 0);
    const sessions = table?.rows.map((row) => Number(plain(row.cells[2] ?? [])));
    expect(sessions?.reduce((sum, n) => sum + n, 0)).toBe(Number(plain(table?.totals?.cells[2] ?? [])));
    expect(content.annexes.map((a) => a.table.widths.reduce((sum, w) => sum + w, 0))).toEqual([
      156, 156, 156,
    ]);
  });

  it("quotes why a session does not count", () => {
    const row = content.annexes[1]?.table.rows[0];
    expect(row?.cells.map(plain).join(" ")).toContain("以文件传达代替理论学习 “会议传达学习了");
    expect(row?.sources).toEqual(["ses_3_20260818", "sub_3_record_1"]);
  });

  it("does not print a figure that cannot be traced", () => {
    const figures = figuresFor(county(30));
    const lost = { ...figures.totals.closed, sources: [] };
    const changed = compose({ ...figures, totals: { ...figures.totals, closed: lost } }, OFFICE);
    expect(words(changed)).not.toContain("办结231件");
    expect(plain(changed.annexes[0]?.table.totals?.cells[11] ?? [])).toBe("—");
    expect(changed.faults.map((fault) => fault.code)).toContain("untraced");
  });

  it("reads well when nothing happened", () => {
    const empty = compose(
      figuresFor([unitQuarter(1, "云溪镇党委", [], [])].map((u) => ({ ...u, obligations: [] }))),
      OFFICE,
    );
    expect(words(empty)).toMatchInlineSnapshot(`
      "一、总体情况
      （一）报送情况。没有到期的应报事项。没有收到报送件。
      （二）学习情况。没有计入次数的学习。各单位情况见附件。
      二、好的做法
      本季度没有单位达到每场学习七有齐备，也没有单位的报送件全部一次通过。
      三、存在的问题
      （一）共性问题。退回的报送件中没有多家单位共有的问题。
      （二）学习次数。1家单位没有计入次数的学习：云溪镇党委。本季度没有不予计入的学习。
      （三）欠报和待补正。没有欠报和待补正的事项。
      四、工作要求
      按期报送材料。下一季度各场学习的材料，按应报事项所列期限报送，报送前核对时间、地点、主持人、参加人员等要素。"
    `);
  });
});

describe("number and names", () => {
  it("writes the year in six-corner brackets, without leading zeros, and starts at 1", () => {
    expect(noticeNumber(2026, 3)).toBe("〔2026〕3号");
    expect(() => noticeNumber(2026, 0)).toThrow(RangeError);
    expect(() => noticeNumber(2026, 1.5)).toThrow(RangeError);
  });
});

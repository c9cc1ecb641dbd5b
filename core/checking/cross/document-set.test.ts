import { describe, expect, it } from "vitest";
import { rulebookFrom } from "../../../functions/adapters/rulebook/folder.ts";
import { isRulebook } from "../../rulebook/rulebook.ts";
import { type DatedDocument, groupRelated } from "./document-set.ts";

const rulebook = rulebookFrom();
if (!isRulebook(rulebook)) throw new Error(JSON.stringify(rulebook.errors));

const at = (value: unknown, evidence = "—") => ({ state: "ok" as const, evidence, start: 0, end: 1, value });
const paper = (
  id: string,
  type: string,
  effectiveDate?: string,
  more: Partial<DatedDocument> = {},
): DatedDocument => ({
  id,
  type,
  examination: { elements: {}, ...(effectiveDate && { effectiveDate }) },
  ...more,
});
const companies = (papers: DatedDocument[], today = "2024-12-31") =>
  groupRelated(papers, [], today, rulebook).map(({ among, day, next, months, papers: own }) => ({
    among,
    day,
    next,
    months,
    ids: own.map(({ id }) => id).join(" "),
  }));
const sessions = (papers: DatedDocument[]) =>
  companies(papers)
    .filter(({ among }) => among === "session")
    .map(({ day, ids, next }) => [day, ids, next]);

describe("the papers of one session", () => {
  it("are those of its day, with the plan of its year; the next session is known", () => {
    const plan = paper("plan", "annual_plan", undefined, {
      examination: { elements: { year: at(2024) } },
    });
    expect(
      sessions([
        plan,
        paper("record", "minutes_record", "2024-05-06"),
        paper("sheet", "attendance_sheet", "2024-05-06"),
        paper("later", "minutes_record", "2024-06-03"),
        paper("old", "minutes_record", "2023-12-29"),
      ]),
    ).toEqual([
      ["2023-12-29", "old", "2024-05-06"],
      ["2024-05-06", "record sheet plan", "2024-06-03"],
      ["2024-06-03", "later plan", undefined],
    ]);
  });

  it("are where the link puts them, whatever day they say", () => {
    expect(
      sessions([
        paper("record", "minutes_record", "2024-05-06"),
        paper("sheet", "attendance_sheet", "2024-05-26", { day: "2024-05-06" }),
      ]),
    ).toEqual([["2024-05-06", "record sheet", undefined]]);
  });

  it("a day or two off is a slip of the pen, unless the session has such a paper", () => {
    const record = paper("record", "minutes_record", "2024-05-06");
    const off = paper("off", "attendance_sheet", "2024-05-08");
    expect(sessions([record, off])).toEqual([["2024-05-06", "record off", undefined]]);
    expect(sessions([record, off, paper("sheet", "attendance_sheet", "2024-05-06")])).toEqual([
      ["2024-05-06", "record sheet", undefined],
      ["2024-05-08", "off", undefined],
    ]);
    expect(sessions([record, paper("far", "attendance_sheet", "2024-05-10")])).toHaveLength(2);
  });

  it("a speech is of the day it names", () => {
    const speech = paper("speech", "discussion_paper", undefined, {
      examination: { elements: { date: at("2024-05-06") } },
    });
    expect(sessions([paper("record", "minutes_record", "2024-05-06"), speech])).toEqual([
      ["2024-05-06", "record speech", undefined],
    ]);
  });
});

describe("a report", () => {
  const notice = (id: string, day: string) =>
    paper(id, "rectification_notice", undefined, { examination: { elements: { issue_date: at(day) } } });
  const report = (source: string) =>
    paper("report", "rectification_report", undefined, {
      examination: { elements: { issue_date: at("2024-08-01"), source: at(undefined, source) } },
    });
  const followUps = (papers: DatedDocument[]) => companies(papers).map(({ ids }) => ids);

  it("stands beside the last notice before it, or the one that it names", () => {
    const notices = [
      notice("june", "2024-06-11"),
      notice("july", "2024-07-11"),
      notice("late", "2024-09-01"),
    ];
    expect(followUps([...notices, report("收到通知后")])).toEqual(["july report"]);
    expect(followUps([...notices, report("6月11日的通知")])).toEqual(["june report"]);
    expect(followUps([notice("late", "2024-09-01"), report("")])).toEqual([]);
  });
});

describe("a quarter", () => {
  it("stands beside its plan once its papers are no longer awaited", () => {
    const plan = paper("plan", "annual_plan", undefined, { examination: { elements: { year: at(2024) } } });
    const quarters = (today: string) =>
      companies([plan, paper("record", "minutes_record", "2024-05-06")], today)
        .filter(({ among }) => among === "period")
        .map(({ months, ids }) => [months?.[0], ids]);
    expect(quarters("2024-07-07")).toEqual([["2024-01", "plan"]]);
    expect(quarters("2024-07-08")).toEqual([
      ["2024-01", "plan"],
      ["2024-04", "plan record"],
    ]);
  });
});

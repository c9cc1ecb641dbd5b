import { describe, expect, test } from "vitest";
import {
  approve,
  close,
  fixed,
  link,
  machine,
  requestReview,
  reviewer,
  summary,
  takeIn,
  UNIT,
  walk,
} from "../submissions/fixture.ts";
import type { ExaminationSummary, Submission } from "../submissions/submission.ts";
import { fileInto, LIGHT_OF, lightsOf, sessionDayOf } from "./dossier.ts";
import { dayOfSessionId, LIGHTS, type Light, NOT_COUNTED_NAMES, sessionIdOf } from "./session.ts";

const DAY = "2026-07-22";

/** A closed paper as the machine saw it. */
function closed(examination: Partial<ExaminationSummary>, id = "sub_a"): Submission {
  const { submission } = walk([
    [takeIn(1, fixed()), link],
    [
      {
        type: "RecordExamination",
        revision: 1,
        examination: summary({ effectiveDate: DAY, ...examination }),
        route: "review",
      },
      machine,
    ],
    [requestReview, machine],
    [approve(), reviewer],
    [close, machine],
  ]);
  return { ...submission, id };
}

const lit = (submission: Submission): Light[] => {
  const lights = lightsOf(fileInto(undefined, submission, DAY), []);
  return LIGHTS.filter((light) => lights[light].lit);
};

describe("the seven lights (domain.md §1.5)", () => {
  test.each(Object.entries(LIGHT_OF).filter(([type]) => type !== "annual_plan"))(
    "%s lights %s",
    (documentType, light) => {
      expect(lit(closed({ documentType }))).toEqual([light]);
    },
  );

  test.each(["D2", "D3"] as const)("a record with real discussion (%s) lights 有研讨 too", (discussion) => {
    expect(lit(closed({ documentType: "minutes_record", discussion }))).toEqual(["record", "discussion"]);
  });

  test.each(["D0", "D1"] as const)("a record with none (%s) does not", (discussion) => {
    expect(lit(closed({ documentType: "minutes_record", discussion }))).toEqual(["record"]);
  });

  test("a report that tells of a discussion lights 有报道 only", () => {
    expect(lit(closed({ documentType: "news_report", discussion: "D3" }))).toEqual(["report"]);
  });

  test("有计划 is lit by the year's plans", () => {
    const session = fileInto(undefined, closed({}), DAY);
    expect(lightsOf(session, ["sub_plan"]).plan).toEqual({ lit: true, submissionIds: ["sub_plan"] });
    expect(lightsOf(session, []).plan.lit).toBe(false);
  });

  test("two papers of one kind light one light; the same paper twice is listed once", () => {
    const first = fileInto(undefined, closed({}, "sub_a"), DAY);
    const second = fileInto(fileInto(first, closed({}, "sub_b"), DAY), closed({}, "sub_b"), DAY);
    expect(second.lit.record).toEqual(["sub_a", "sub_b"]);
    expect(second.version).toBe(3);
  });
});

describe("whether a session counts (domain.md §1.8, §5)", () => {
  test("by its record", () => {
    expect(fileInto(undefined, closed({ counted: { counted: true } }), DAY).counting).toEqual({
      status: "counted",
    });
  });

  test.each(Object.keys(NOT_COUNTED_NAMES))("not for %s, with the words and the paper", (reason) => {
    const paper = closed({ counted: { counted: false, reason, evidence: "传达会议精神" } });
    expect(fileInto(undefined, paper, DAY).counting).toEqual({
      status: "not_counted",
      reason,
      evidence: "传达会议精神",
      submissionId: "sub_a",
    });
  });

  test("other papers leave it as it is", () => {
    const scheme = fileInto(undefined, closed({ documentType: "study_scheme" }), DAY);
    expect(scheme.counting).toEqual({ status: "open" });
    const recorded = fileInto(scheme, closed({ counted: { counted: false, reason: "relay_only" } }), DAY);
    const reported = fileInto(
      recorded,
      closed({ documentType: "news_report", counted: { counted: true } }),
      DAY,
    );
    expect(reported.counting).toEqual(recorded.counting);
  });

  test.each([
    ["discussion", { discussion: "D2", title: "专题辅导报告会" }],
    ["lecture", { discussion: "D1", title: "专题辅导报告会记录" }],
    ["field", { title: "赴烈士陵园现场教学" }],
    ["video", { title: "集中收看开幕会" }],
    ["reading", { title: "第三次学习记录" }],
  ] as const)("its kind is %s", (kind, examination) => {
    expect(fileInto(undefined, closed(examination), DAY).kind).toBe(kind);
  });
});

describe("which session a paper belongs to", () => {
  test("by the day it was held, never by the upload", () => {
    expect(sessionDayOf(closed({}))).toBe(DAY);
  });

  test.each(["annual_plan", "annual_summary", "rectification_report"])("%s to none", (documentType) => {
    expect(sessionDayOf(closed({ documentType }))).toBeUndefined();
  });

  test("a paper without a day goes where its link says", () => {
    const { effectiveDate: _, ...examination } = summary();
    const { submission } = walk([
      [takeIn(1), link],
      [{ type: "RecordExamination", revision: 1, examination, route: "review" }, machine],
    ]);
    expect(sessionDayOf(submission)).toBeUndefined();
    expect(sessionDayOf({ ...submission, sessionId: sessionIdOf(UNIT, "2026-08-03") })).toBe("2026-08-03");
  });

  test("a session's id tells its day", () => {
    expect(sessionIdOf("unit_01ABC", DAY)).toBe("ses_01ABC_20260722");
    expect(dayOfSessionId(sessionIdOf("unit_01ABC", DAY))).toBe(DAY);
    expect(dayOfSessionId("ses_01ABC")).toBeUndefined();
  });
});

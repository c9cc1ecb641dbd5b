import { describe, expect, test } from "vitest";
import { rulebookFrom, rulebookOf } from "../../functions/adapters/rulebook/folder.ts";
import { isRulebook, type Rulebook } from "../rulebook/rulebook.ts";
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
import { fileInto, lightsOf, sessionDayOf } from "./dossier.ts";
import { dayOfSessionId, type Light, type StudySession, sessionIdOf } from "./session.ts";

const usable = (answer: ReturnType<typeof rulebookFrom>): Rulebook => {
  if (!isRulebook(answer)) throw new Error(JSON.stringify(answer.errors));
  return answer;
};
const rules = usable(rulebookFrom());

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

const lit = (submission: Submission, by = rules): Light[] =>
  litOf(fileInto(undefined, submission, DAY, by), by);
const litOf = (session: StudySession, by = rules, ofYear = {}): Light[] =>
  Object.entries(lightsOf(session, ofYear, by)).flatMap(([id, light]) => (light.lit ? [id] : []));

describe("the seven lights (domain.md §1.5)", () => {
  test.each([
    ["study_scheme", "scheme"],
    ["minutes_record", "record"],
    ["minutes_summary", "record"],
    ["attendance_sheet", "attendance"],
    ["discussion_paper", "discussion"],
    ["study_notes", "notes"],
    ["reflection", "notes"],
    ["news_report", "report"],
  ])("%s lights %s", (documentType, light) => {
    expect(lit(closed({ documentType }))).toEqual([light]);
  });

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
    const session = fileInto(undefined, closed({}), DAY, rules);
    expect(lightsOf(session, { plan: ["sub_plan"] }, rules).plan).toEqual({
      lit: true,
      submissionIds: ["sub_plan"],
    });
    expect(lightsOf(session, {}, rules).plan?.lit).toBe(false);
  });

  test("two papers of one kind light one light; the same paper twice is listed once", () => {
    const first = fileInto(undefined, closed({}, "sub_a"), DAY, rules);
    const second = fileInto(
      fileInto(first, closed({}, "sub_b"), DAY, rules),
      closed({}, "sub_b"),
      DAY,
      rules,
    );
    expect(second.lit.record).toEqual(["sub_a", "sub_b"]);
    expect(second.version).toBe(3);
  });
});

describe("an office's own lights and types", () => {
  const own = usable(
    rulebookOf({
      "sessions.yaml":
        "name: 六有\nlights:\n  - { id: report, remove: true }\nkinds:\n  - { id: reading, remove: true }\n  - { id: visit, name: 走访, title: 走访 }\n  - { id: other, name: 其他形式 }\nobligations:\n  - { id: report, remove: true }\n",
      "types/news_report.yaml": "light: null\n",
      "types/study_log.yaml":
        "type: study_log\nname: 学习日志\nsource: 本县规定\nlight: notes\nrecord: true\nsamples: {}\n",
    }),
  );

  test("six lights, of which a report lights none", () => {
    const session = fileInto(undefined, closed({}), DAY, own);
    expect(Object.keys(lightsOf(session, {}, own))).toEqual([
      "plan",
      "scheme",
      "record",
      "attendance",
      "discussion",
      "notes",
    ]);
    expect(sessionDayOf(closed({ documentType: "news_report" }), own)).toBeUndefined();
  });

  test("a type of its own lights what its file says, decides whether the session counts, and names its kind", () => {
    const log = closed({ documentType: "study_log", discussion: "D0", title: "走访烈士家属" });
    const session = fileInto(undefined, log, DAY, own);
    expect(litOf(session, own)).toEqual(["notes"]);
    expect(session).toMatchObject({ counting: { status: "counted" }, kind: "visit" });
    const untold = closed({ documentType: "study_log", discussion: "D0", title: "日志" });
    expect(fileInto(undefined, untold, DAY, own).kind).toBe("other");
  });
});

describe("whether a session counts (domain.md §1.8, §5)", () => {
  test("by its record", () => {
    expect(fileInto(undefined, closed({ counted: { counted: true } }), DAY, rules).counting).toEqual({
      status: "counted",
    });
  });

  test.each(["relay_only", "reading_only", "business_meeting", "no_discussion"])(
    "not for %s, with the words and the paper",
    (reason) => {
      const paper = closed({ counted: { counted: false, reason, evidence: "传达会议精神" } });
      expect(fileInto(undefined, paper, DAY, rules).counting).toEqual({
        status: "not_counted",
        reason,
        evidence: "传达会议精神",
        submissionId: "sub_a",
      });
    },
  );

  test("is left to a person where the record says neither", () => {
    const unsaid = closed({ discussion: "D0", counted: undefined });
    expect(fileInto(undefined, unsaid, DAY, rules).counting).toEqual({ status: "open" });
  });

  test("other papers leave it as it is", () => {
    const scheme = fileInto(undefined, closed({ documentType: "study_scheme" }), DAY, rules);
    expect(scheme.counting).toEqual({ status: "open" });
    const recorded = fileInto(
      scheme,
      closed({ counted: { counted: false, reason: "relay_only" } }),
      DAY,
      rules,
    );
    const reported = fileInto(
      recorded,
      closed({ documentType: "news_report", counted: { counted: true } }),
      DAY,
      rules,
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
    expect(fileInto(undefined, closed(examination), DAY, rules).kind).toBe(kind);
  });
});

describe("which session a paper belongs to", () => {
  test("by the day it was held, never by the upload", () => {
    expect(sessionDayOf(closed({}), rules)).toBe(DAY);
  });

  test.each(["annual_plan", "annual_summary", "rectification_report"])("%s to none", (documentType) => {
    expect(sessionDayOf(closed({ documentType }), rules)).toBeUndefined();
  });

  test("a paper without a day goes where its link says", () => {
    const { effectiveDate: _, ...examination } = summary();
    const { submission } = walk([
      [takeIn(1), link],
      [{ type: "RecordExamination", revision: 1, examination, route: "review" }, machine],
    ]);
    expect(sessionDayOf(submission, rules)).toBeUndefined();
    expect(sessionDayOf({ ...submission, sessionId: sessionIdOf(UNIT, "2026-08-03") }, rules)).toBe(
      "2026-08-03",
    );
  });

  test("a session's id tells its day", () => {
    expect(sessionIdOf("unit_01ABC", DAY)).toBe("ses_01ABC_20260722");
    expect(dayOfSessionId(sessionIdOf("unit_01ABC", DAY))).toBe(DAY);
    expect(dayOfSessionId("ses_01ABC")).toBeUndefined();
  });
});

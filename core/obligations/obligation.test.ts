import { describe, expect, test } from "vitest";
import { rulebookFrom } from "../../functions/adapters/rulebook/folder.ts";
import { isRulebook } from "../rulebook/rulebook.ts";
import { fileInto } from "../sessions/dossier.ts";
import { sessionIdOf } from "../sessions/session.ts";
import type { Command } from "../submissions/command.ts";
import {
  approve,
  close,
  examined,
  link,
  machine,
  reason,
  requestReview,
  returnByMachine,
  reviewer,
  summary,
  takeIn,
  toReturn,
  toReview,
  UNIT,
  type Walked,
  walk,
} from "../submissions/fixture.ts";
import type { Submission } from "../submissions/submission.ts";
import { obligationsOf, owedBy } from "./obligation.ts";

const rulebook = rulebookFrom();
if (!isRulebook(rulebook)) throw new Error(rulebook.message);
const OWED = owedBy(rulebook);
const { sessions: sessionRules, deadlines, quotas } = rulebook;

const DAY = "2026-07-22";
const TODAY = "2026-08-15";
const sessionId = sessionIdOf(UNIT, DAY);
const paper = (
  { submission }: Walked,
  more: Partial<Pick<Submission, "id" | "sessionId" | "declaredType" | "period">> = {},
): Submission => ({ ...submission, ...more });

const held = fileInto(
  undefined,
  {
    ...walk(toReview).submission,
    revisions: [
      {
        number: 1,
        fileName: "a",
        object: { key: "k", versionId: "v", etag: "e", size: 1 },
        receivedAt: "2026-07-23T00:00:00Z",
        examination: summary({ effectiveDate: DAY }),
      },
    ],
  },
  DAY,
  rulebook,
);
const reject: Command = { type: "Reject", revision: 1, reasons: [reason] };

const of = (id: string, submissions: readonly Submission[], today = TODAY) =>
  obligationsOf("2026-Q3", [held], submissions, today, OWED).find((one) => one.id === id);

describe("what a unit owes", () => {
  test("a plan by the end of February, and the papers of each session", () => {
    expect(obligationsOf("2026-Q3", [held], [], TODAY, OWED).map(({ id, due }) => [id, due])).toEqual([
      ["plan", "2026-02-28"],
      [`record@${DAY}`, "2026-07-29"],
      // Five working days before (domain.md §1.3).
      [`scheme@${DAY}`, "2026-07-15"],
      [`attendance@${DAY}`, "2026-07-29"],
      [`report@${DAY}`, "2026-07-29"],
    ]);
  });

  test("a quarter without any session still owes a record (domain.md §1.1)", () => {
    const record = obligationsOf("2026-Q3", [], [], TODAY, OWED).find(({ id }) => id === "record");
    expect(record).toMatchObject({ due: "2026-10-07", status: "due", submissionIds: [] });
  });

  test("by the office's own numbers", () => {
    const number = (value: number | string) => ({ value, unit: "", source: "" });
    const owed = owedBy({
      sessions: sessionRules,
      deadlines: {
        ...deadlines,
        plan: number("01-31"),
        scheme: number(2),
        session_report: number(3),
      },
      quotas: { ...quotas, sessions_per_quarter: { value: 3, unit: "次", source: "" } },
    });
    const due = obligationsOf("2026-Q3", [held], [], TODAY, owed).map(({ id, due: day }) => [id, day]);
    expect(due).toEqual(
      expect.arrayContaining([
        ["plan", "2026-01-31"],
        [`scheme@${DAY}`, "2026-07-20"],
        [`record@${DAY}`, "2026-07-25"],
        ["record", "2026-10-03"],
        ["record-2", "2026-10-03"],
      ]),
    );
    expect(due.filter(([id]) => id?.startsWith("record"))).toHaveLength(3);
  });

  test("a record of no session yet stands for one that is missing, not for all", () => {
    const owed = owedBy({
      sessions: sessionRules,
      deadlines,
      quotas: { ...quotas, sessions_per_quarter: { value: 3, unit: "次", source: "" } },
    });
    const way: typeof toReview = [[takeIn(1), link]];
    const loose = paper(walk(way), { declaredType: "minutes_record" });
    const records = obligationsOf("2026-Q3", [], [loose], TODAY, owed).filter(({ id }) => /^record/.test(id));
    expect(records.map(({ status }) => status)).toEqual(["filed", "due", "due"]);
  });

  test("a period that is none owes nothing", () => {
    expect(obligationsOf("2026-Q9", [held], [], TODAY, OWED)).toEqual([]);
  });
});

describe("how it stands", () => {
  const id = `record@${DAY}`;

  test.each([
    ["in_review", toReview, "filed"],
    ["received", toReview.slice(0, 1), "filed"],
    ["returned", toReturn, "returned"],
    ["closed", [...toReview, [approve(), reviewer], [close, machine]] as typeof toReview, "closed"],
    ["rejected", [...toReview, [reject, reviewer]] as typeof toReview, "overdue"],
    ["withdrawn", [...toReturn, [{ type: "Lapse" }, machine]] as typeof toReview, "overdue"],
  ])("%s", (_, way, status) => {
    expect(of(id, [paper(walk(way), { sessionId, declaredType: "minutes_record" })])?.status).toBe(status);
  });

  test("a closed paper outweighs an open one, an open one a returned one", () => {
    const returned = paper(walk(toReturn), { sessionId, id: "sub_r" });
    const open = paper(walk(toReview), { sessionId, id: "sub_o" });
    const closed = paper(walk([...toReview, [approve(), reviewer], [close, machine]]), {
      sessionId,
      id: "sub_c",
    });
    expect(of(id, [returned, open])).toMatchObject({ status: "filed", submissionIds: ["sub_r", "sub_o"] });
    expect(of(id, [returned, open, closed])?.status).toBe("closed");
  });

  test("due until its day has passed, overdue after", () => {
    expect(of(id, [], "2026-07-29")?.status).toBe("due");
    expect(of(id, [], "2026-07-30")?.status).toBe("overdue");
  });

  test.each([
    ["review", requestReview, "filed"],
    ["correct", returnByMachine, "returned"],
  ] as const)("not in a session yet (%s): it stands for the day that it speaks of", (route, next, status) => {
    const examination = summary({ effectiveDate: DAY });
    const { submission } = walk([
      [takeIn(1), link],
      [{ type: "RecordExamination", revision: 1, examination, route }, machine],
      [next, machine],
    ]);
    expect(submission.sessionId).toBeUndefined();
    expect(of(id, [submission])).toMatchObject({ status, submissionIds: [submission.id] });
  });

  test("another session's paper and another type's paper do not fulfil it", () => {
    const elsewhere = paper(walk(toReview), { sessionId: sessionIdOf(UNIT, "2026-07-01") });
    expect(of(id, [elsewhere])?.submissionIds).toEqual([]);
    expect(of(`report@${DAY}`, [paper(walk(toReview), { sessionId })])?.submissionIds).toEqual([]);
  });

  test("what the machine recognised outweighs what was declared", () => {
    const way: typeof toReview = [
      [takeIn(1), link],
      [examined(1, "review"), machine],
      [requestReview, machine],
    ];
    expect(of(id, [paper(walk(way), { sessionId, declaredType: "news_report" })])?.status).toBe("filed");
  });

  test("a paper of another quarter does not fulfil this one's", () => {
    const earlier = paper(walk(toReview), { period: "2026-Q1" });
    const record = obligationsOf("2026-Q3", [], [earlier], TODAY, OWED).find((one) => one.id === "record");
    expect(record).toMatchObject({ status: "due", submissionIds: [] });
  });
});

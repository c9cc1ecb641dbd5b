/** One submission: look at it, decide on it, take it back. */

import type { Person } from "../../../core/organisation/unit.ts";
import { accept, refuse } from "../../../core/outcome.ts";
import type { Command } from "../../../core/submissions/command.ts";
import { decide } from "../../../core/submissions/decide.ts";
import type { Submission } from "../../../core/submissions/submission.ts";
import { outcomeOf } from "../../../core/submissions/wait-outcome.ts";
import { getReceived, presignDownload } from "../../adapters/bucket.ts";
import { clock } from "../../adapters/clock.ts";
import { dueDayOf } from "../../adapters/deadline.ts";
import { getUnit, peopleOf, unitsOf } from "../../adapters/table/offices.ts";
import { deliver, message } from "../../adapters/table/outbox.ts";
import {
  changeSubmission,
  getSubmission,
  submissionsByTurn,
  trailOf,
} from "../../adapters/table/submissions.ts";
import { getResult } from "../../app/checking/result.ts";
import { examinedWhole } from "../examined.ts";
import { revisionLines, submissionLine, trailLines } from "../present.ts";
import { beingRecognised, recognitionOf } from "../recognition.ts";
import type { Routes } from "../server.ts";

type SubmissionRoutes = Pick<
  Routes,
  | "queue"
  | "submission"
  | "examined"
  | "preview"
  | "original"
  | "claim"
  | "release"
  | "decide"
  | "withdraw"
  | "trailExport"
>;

const unknown = refuse("not_found", "没有找到这份报送件。");
const actor = ({ id, unitId }: Person) => ({ id, ...(unitId && { unitId }) });

/** Runs a command and tells the waiting workflow when the wait it stood in is over. */
async function change(id: string, command: Command, person: Person) {
  const changed = await changeSubmission(id, command, actor(person), ({ submission, events }) => {
    if (events.length === 0) return [];
    const review = outcomeOf(submission, "review");
    const answers = [];
    if (review && command.type !== "Claim" && command.type !== "Release")
      answers.push(message(id, { do: "answer", kind: "review", output: review }));
    if (submission.state === "withdrawn")
      answers.push(message(id, { do: "answer", kind: "correction", output: {} }));
    return answers;
  });
  if (!changed.ok) return changed;
  await deliver(id);
  return accept({ ok: true as const });
}

/** An overruling of no finding that there is: only whether the door is open is asked. */
const anyOverruling = (revision: number): Command => ({
  type: "Overrule",
  id: "",
  revision,
  finding: { place: -1, code: "", rule: "", severity: "info", message: "", element: "", evidence: "" },
  reason: "—",
  rulebook: "",
});

/** What this person may do now: asked of the very rules that will decide. */
function mayDo(submission: Submission, person: Person) {
  const revision = submission.revisions.length;
  const sample = [{ code: "manual", message: "—" }];
  const asks: {
    may: "claim" | "release" | "approve" | "return" | "reject" | "overrule" | "withdraw";
    role: "reviewer" | "secretary";
    command: Command;
  }[] = [
    { may: "claim", role: "reviewer", command: { type: "Claim" } },
    { may: "release", role: "reviewer", command: { type: "Release" } },
    { may: "approve", role: "reviewer", command: { type: "Approve", revision } },
    {
      may: "return",
      role: "reviewer",
      command: { type: "Return", revision, reasons: sample, due: clock.today() },
    },
    { may: "reject", role: "reviewer", command: { type: "Reject", revision, reasons: sample } },
    { may: "overrule", role: "reviewer", command: anyOverruling(revision) },
    { may: "withdraw", role: "secretary", command: { type: "Withdraw" } },
  ];
  const judged = asks
    .filter(({ role }) => person.roles.includes(role))
    .map(({ may, command }) => ({ may, decided: decide(submission, command, actor(person)) }));
  const may = judged.flatMap(({ may: one, decided }) =>
    decided.ok && decided.value.length > 0 ? [one] : [],
  );
  const barred = judged.find(({ may: one, decided }) => one === "approve" && !decided.ok)?.decided;
  return {
    may,
    ...(barred && !barred.ok && submission.state === "in_review" && { mayNot: barred.refusal.message }),
  };
}

/** `attachment` with the name in both forms (RFC 6266, RFC 5987). */
function disposition(fileName: string): string {
  const ascii = fileName.replaceAll(/[^\x20-\x7e]|["\\]/g, "_");
  const encoded = encodeURIComponent(fileName).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

export const submissionRoutes: SubmissionRoutes = {
  async queue({ person }) {
    const [open, scans, units, people] = await Promise.all([
      submissionsByTurn(person.jurisdiction, "reviewer"),
      beingRecognised(person.jurisdiction),
      unitsOf(person.jurisdiction),
      peopleOf(person.jurisdiction),
    ]);
    const names = new Map([...units, ...people].map(({ id, name }) => [id, name]));
    const lines = open.map((one) => submissionLine(one, names.get(one.unitId) ?? ""));
    return accept({
      recognising: scans.map(({ submission, progress }) =>
        submissionLine(submission, names.get(submission.unitId) ?? "", progress),
      ),
      submissions: lines.map((line) => ({ ...line, claimedByName: names.get(line.claimedBy ?? "") })),
    });
  },

  async submission({ params, person }) {
    const submission = await getSubmission(params.id);
    if (!submission) return unknown;
    const [unit, trail, recognising] = await Promise.all([
      getUnit(submission.jurisdiction, submission.unitId),
      trailOf(submission.id),
      recognitionOf([submission]),
    ]);
    return accept({
      ...submissionLine(submission, unit?.name ?? "", recognising(submission)),
      revisions: revisionLines(submission),
      trail: await trailLines(submission.jurisdiction, trail),
      ...mayDo(submission, person),
    });
  },

  async examined({ params }) {
    const submission = await getSubmission(params.id);
    const whole = submission && (await examinedWhole(submission, params.revision));
    return whole
      ? accept(whole)
      : refuse("not_found", "这一版没有可显示的文字，请查看退回理由或下载原文件。");
  },

  async preview({ params, http }) {
    const submission = await getSubmission(params.id);
    const revision = submission?.revisions[params.revision - 1];
    const result = submission && (await getResult(submission.id, params.revision));
    // Only what the reading room has accepted is given to the converter: bombs end there.
    if (!revision || result?.outcome !== "text" || result.reading.format !== "docx")
      return refuse("not_found", "只有 .docx 文件可以预览版式，其他格式请下载原文件查看。");
    const bytes = await getReceived(revision.object);
    const { previewOf } = await import("../preview.ts");
    const safe = await previewOf(bytes);
    if (safe === undefined) return refuse("not_found", "文档过大，不能在线预览版式，请下载原文件查看。");
    http.header(
      "Content-Security-Policy",
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox",
    );
    return http.html(safe);
  },

  async original({ params, http }) {
    const submission = await getSubmission(params.id);
    const revision = submission?.revisions[params.revision - 1];
    if (!revision) return unknown;
    const { key, versionId } = revision.object;
    return http.redirect(await presignDownload("Inbox", key, versionId, disposition(revision.fileName)), 302);
  },

  claim: ({ params, person }) => change(params.id, { type: "Claim" }, person),
  release: ({ params, person }) => change(params.id, { type: "Release" }, person),

  async decide({ params, body, person }) {
    const { revision, reasons, note } = body;
    const due = await dueDayOf("correction");
    const commands = {
      approve: { type: "Approve", revision, ...(note !== undefined && { note }) },
      return: { type: "Return", revision, reasons, due },
      reject: { type: "Reject", revision, reasons },
    } as const;
    return change(params.id, commands[body.decision], person);
  },

  withdraw: ({ params, person }) => change(params.id, { type: "Withdraw" }, person),

  async trailExport({ params, http }) {
    const entries = await trailOf(params.id);
    http.header("Content-Type", "application/x-ndjson; charset=utf-8");
    http.header("Content-Disposition", `attachment; filename="${params.id}.jsonl"`);
    return http.body(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
  },
};

/** One submission: look at it, decide on it, take it back; and the queue of those to be reviewed. */
import { accept, refuse } from "../../../core/outcome.ts";
import { submissionKind } from "../../../core/submissions/kind.ts";
import { namesOfPeople } from "../../app/people/names.ts";
import { compare } from "../../app/submissions/compare.ts";
import { act, decideOn } from "../../app/submissions/decide.ts";
import { examinationOf } from "../../app/submissions/examination.ts";
import {
  contextOf,
  originalOf,
  previewOfRevision,
  reviewQueue,
  submissionTrail,
} from "../../app/submissions/look.ts";
import { overrule, reinstate } from "../../app/submissions/overrule.ts";
import { permittedActions } from "../../app/submissions/permitted.ts";
import { tasksBefore } from "../../app/tasks/look.ts";
import type { Routes } from "../call.ts";
import { crossCheckView } from "../present/cross-check.ts";
import { examinationView } from "../present/examination.ts";
import { queueView, quorumView, revisionLines, submissionLine } from "../present/submissions.ts";
import { openTask } from "../present/tasks.ts";
import { trailLines } from "../present/trail.ts";

type SubmissionRoutes = Pick<
  Routes,
  | "queue"
  | "submission"
  | "examined"
  | "crossCheck"
  | "preview"
  | "original"
  | "decide"
  | "overrule"
  | "reinstate"
  | "withdraw"
  | "trailExport"
>;

export const submissionRoutes: SubmissionRoutes = {
  queue: async ({ person, reach }) => accept(queueView(await reviewQueue(person.jurisdiction, reach))),

  async submission({ subject, actor }) {
    const { unitName, trail, recognising, names } = await contextOf(subject);
    const line = submissionLine(subject, unitName, recognising);
    return accept({
      ...line,
      claimedByName: names.get(line.claimedBy ?? ""),
      revisions: revisionLines(subject),
      trail: trailLines(trail, names),
      tasks: tasksBefore(submissionKind, subject, actor).map(({ task, may }) =>
        openTask(submissionKind, task, may, names),
      ),
      quorum: quorumView(subject, names),
      ...permittedActions(subject, actor),
    });
  },

  async examined({ subject, params }) {
    const examined = await examinationOf(subject, params.revision);
    return examined
      ? accept(examinationView(subject, examined, await namesOfPeople(subject.jurisdiction)))
      : refuse("missing", "not_found", "这一版没有可显示的文字，请查看退回理由或下载原文件。");
  },

  crossCheck: async ({ subject, reach }) => accept(crossCheckView(await compare(subject, reach))),

  async preview({ subject, params, http }) {
    const preview = await previewOfRevision(subject, params.revision);
    if (preview === "none")
      return refuse("missing", "not_found", "只有 .docx 文件可以预览版式，其他格式请下载原文件查看。");
    if (preview === "too_large")
      return refuse("missing", "not_found", "文档过大，不能在线预览版式，请下载原文件查看。");
    http.header(
      "Content-Security-Policy",
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox",
    );
    return http.html(preview.html);
  },

  async original({ subject, params, http }) {
    const address = await originalOf(subject, params.revision);
    return address ? http.redirect(address, 302) : refuse("missing", "not_found", "没有找到这份报送件。");
  },

  decide: ({ subject, body, actor }) => decideOn(subject, body, actor),
  overrule: ({ subject, body, actor }) => overrule(subject, body, actor),
  reinstate: ({ subject, params, actor }) => reinstate(subject, params.overruling, actor),
  withdraw: ({ subject, actor }) => act(subject, { type: "Withdraw" }, actor),

  async trailExport({ subject, http }) {
    const entries = await submissionTrail(subject);
    http.header("Content-Type", "application/x-ndjson; charset=utf-8");
    http.header("Content-Disposition", `attachment; filename="${subject.id}.jsonl"`);
    return http.body(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
  },
};

/**
 * decide(submission, command, actor) → events, or a refusal. The one place where a submission's rules stand
 * (design §4, §6; domain.md §9). An empty list of events means: it has been done already, nothing to add.
 */
import { accept, type Outcome, refuse } from "../refusal.ts";
import type { Actor, Command } from "./command.ts";
import type { SubmissionEvent } from "./event.ts";
import type { Reason, StoredObject, Submission } from "./submission.ts";

type Decided = Outcome<readonly SubmissionEvent[]>;
const done: Decided = accept([]);
const one = (event: SubmissionEvent): Decided => accept([event]);

const TERMINAL = new Set<Submission["state"]>(["closed", "rejected", "withdrawn"]);

export function isTerminal(submission: Submission): boolean {
  return TERMINAL.has(submission.state);
}

/** A registered object is known by key and version: S3 tells at least once, in any order. */
export function holds(submission: Submission, object: StoredObject): boolean {
  const same = (other: StoredObject) => other.key === object.key && other.versionId === object.versionId;
  return submission.revisions.some((r) => same(r.object)) || submission.setAside.some((s) => same(s.object));
}

export function decide(submission: Submission | undefined, command: Command, actor: Actor): Decided {
  if (command.type === "TakeIn") return takeIn(submission, command);
  if (!submission) return refuse("submission_unknown", "没有这份报送件，请核对链接是否完整。");
  switch (command.type) {
    case "RecordExamination":
      return recordExamination(submission, command);
    case "ReturnByMachine":
      return submission.state === "examining" && submission.route === "correct"
        ? one({ type: "Returned", automatic: true, reasons: command.reasons, due: command.due })
        : done;
    case "RequestReview":
      return submission.state === "examining" && submission.route === "review"
        ? one({ type: "ReviewRequested", due: command.due })
        : done;
    case "Claim":
      return claim(submission, actor);
    case "Release":
      return submission.state === "in_review" && submission.claimedBy === actor.id
        ? one({ type: "Released" })
        : done;
    case "Approve":
    case "Return":
    case "Reject":
      return judge(submission, command, actor);
    case "AskHumanLook":
      return submission.state === "returned" &&
        submission.automatic &&
        submission.revisions.at(-1)?.examination?.outcome === "text"
        ? one({ type: "HumanLookRequested", note: command.note })
        : refuse("human_look_not_possible", "只有被系统自动退回、且内容可以读取的文件才能申请人工审核。");
    case "Close": {
      const { type: _, ...closing } = command;
      return submission.state === "in_review" && submission.decision?.kind === "approve"
        ? one({ type: "Closed", ...closing })
        : done;
    }
    case "Withdraw":
      if (isTerminal(submission)) return refuse("already_ended", "这份报送件已经办结，不能撤回。");
      return submission.state === "in_review" && submission.decision
        ? refuse("already_decided", "审核员刚刚作出了决定，不能再撤回。请刷新页面查看结果。")
        : one({ type: "Withdrawn", why: "unit" });
    case "Lapse":
      return submission.state === "returned" ? one({ type: "Withdrawn", why: "lapsed" }) : done;
    case "Remind":
    case "Escalate":
      return chase(submission, command);
  }
}

function takeIn(submission: Submission | undefined, command: Command & { type: "TakeIn" }): Decided {
  const { type: _, answers, ...arrival } = command;
  const { fileName, object } = command;
  if (!submission) return one({ type: "Received", ...arrival });
  if (holds(submission, object)) return done;
  // A ticket may be used again, also one asked for before the return: a file without the answers is no correction.
  if (submission.state !== "returned" || !answersAll(submission.reasons, answers).ok)
    return one({ type: "SetAside", fileName, object, why: "not_awaited" });
  return one({ type: "Resubmitted", fileName, object, answers });
}

function recordExamination(
  submission: Submission,
  command: Command & { type: "RecordExamination" },
): Decided {
  const waiting = submission.state === "received" || submission.state === "resubmitted";
  if (!waiting || command.revision !== submission.revisions.length) return done;
  const { revision, examination, route } = command;
  return one({ type: "Examined", revision, examination, route });
}

/** asks.md 3: no self-approval, on every path. */
function mayJudge(submission: Submission, actor: Actor) {
  return actor.unitId === submission.unitId || actor.id === submission.filedBy
    ? refuse("own_filing", "这是本单位报送的文件，须由其他单位的审核员审核。")
    : undefined;
}

function claim(submission: Submission, actor: Actor): Decided {
  if (submission.state !== "in_review" || submission.decision)
    return refuse("not_in_review", "这份文件已不在待审核状态，请刷新列表。");
  if (submission.claimedBy === actor.id) return done;
  if (submission.claimedBy) return refuse("claimed_by_other", "这份文件已由其他审核员领取。");
  return mayJudge(submission, actor) ?? one({ type: "Claimed" });
}

function judge(
  submission: Submission,
  command: Command & { type: "Approve" | "Return" | "Reject" },
  actor: Actor,
): Decided {
  if (submission.state !== "in_review")
    return refuse("already_decided", "这份文件已由其他审核员处理，请刷新后查看结果。");
  if (submission.decision) return refuse("already_decided", "这份文件已由其他审核员处理，请刷新后查看结果。");
  const barred = mayJudge(submission, actor);
  if (barred) return barred;
  if (submission.claimedBy && submission.claimedBy !== actor.id)
    return refuse("claimed_by_other", "这份文件已由其他审核员领取，请先与其联系。");
  if (command.revision !== submission.revisions.length)
    return refuse("revision_outdated", "单位已上传新的版本，请刷新后按最新版本审核。");
  if (command.type === "Approve")
    return one({ type: "Approved", ...(command.note !== undefined && { note: command.note }) });
  if (command.reasons.length === 0)
    return refuse("reason_required", "退回或不予接收时，请至少写明一条理由。");
  return command.type === "Reject"
    ? one({ type: "Rejected", reasons: command.reasons })
    : one({ type: "Returned", automatic: false, reasons: command.reasons, due: command.due });
}

function chase(submission: Submission, command: Command & { type: "Remind" | "Escalate" }): Decided {
  const type = command.type === "Remind" ? "Reminded" : "Escalated";
  const { about } = command;
  if (about === "correction" && submission.state === "returned")
    return one({ type, about, due: submission.due });
  if (about === "review" && submission.state === "in_review" && !submission.decision)
    return one({ type, about, due: submission.due });
  return done;
}

/**
 * asks.md 5: a correction answers every reason of the return, or it is not taken. Checked when the upload ticket is
 * asked for, before any byte is sent, and again when the file arrives.
 */
export function answersAll(
  reasons: readonly Reason[],
  answers: readonly { readonly reason: number; readonly answer: string; readonly note?: string }[],
): Outcome<true> {
  const answered = new Set(answers.map((a) => a.reason));
  const open = reasons.findIndex((_, index) => !answered.has(index));
  if (open >= 0)
    return refuse("reason_unanswered", `第${open + 1}条退回理由还没有答复，请逐条说明“已改正”或“有异议”。`);
  const bare = answers.find((a) => a.answer === "contested" && !a.note?.trim());
  return bare
    ? refuse("contest_without_note", `第${bare.reason + 1}条标为“有异议”，请写明情况说明。`)
    : accept(true as const);
}

/**
 * decide(submission, command, actor) → events, or a refusal. The one place where a submission's rules stand
 * (design §4, §6; domain.md §9). An empty list of events means: it has been done already, nothing to add.
 */
import { accept, type Refusal, type Result, refuse } from "../outcome.ts";
import { everybodyBehind } from "../subject/actor.ts";
import type { Actor } from "../subject/kind.ts";
import { heldByAnother } from "../subject/open-task.ts";
import { signing } from "../subject/quorum.ts";
import { termOf } from "../subject/term-event.ts";
import type { Command } from "./command.ts";
import type { SetAsideReason, SubmissionEvent } from "./event.ts";
import { isSame, overrulingsOn, standingOverrulings } from "./overruling.ts";
import { fitting, hasRoomFor, holdsStill, MAX_SET_ASIDE } from "./room.ts";
import type { Answer, Reason, StoredObject, Submission } from "./submission.ts";

type Decided = Result<readonly SubmissionEvent[]>;
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
  if (!submission) return refuse("conflict", "submission_unknown", "没有这份报送件，请核对链接是否完整。");
  switch (command.type) {
    case "RecordExamination":
      return recordExamination(submission, command);
    case "Divide":
      return submission.state === "received" && command.revision === submission.revisions.length
        ? one({ type: "Divided", revision: command.revision, division: command.division })
        : done;
    case "ReturnByMachine":
      return submission.state === "examining" && submission.route === "correct"
        ? one({ type: "Returned", automatic: true, reasons: fitting(command.reasons), due: command.due })
        : done;
    case "RequestReview":
      return submission.state === "examining" && submission.route === "review"
        ? one({
            type: "ReviewRequested",
            due: command.due,
            ...(command.quorum && { quorum: command.quorum }),
          })
        : done;
    case "Approve":
    case "Return":
    case "Reject":
      return judge(submission, command, actor);
    case "Overrule":
      return overrule(submission, command, actor);
    case "Reinstate":
      return reinstate(submission, command.overruling, actor);
    case "AskManualReview":
      return submission.state === "returned" &&
        submission.automatic &&
        submission.revisions.at(-1)?.examination?.outcome === "text"
        ? one({ type: "ManualReviewRequested", note: command.note })
        : refuse(
            "conflict",
            "manual_review_not_possible",
            "只有被系统自动退回、且内容可以读取的文件才能申请人工审核。",
          );
    case "Close": {
      const { type: _, ...closing } = command;
      return submission.state === "in_review" && submission.decision?.kind === "approve"
        ? one({ type: "Closed", ...closing })
        : done;
    }
    case "Withdraw":
      if (isTerminal(submission))
        return refuse("conflict", "already_ended", "这份报送件已经办结，不能撤回。");
      return submission.state === "in_review" && submission.decision
        ? refuse("conflict", "already_decided", "审核员刚刚作出了决定，不能再撤回。请刷新页面查看结果。")
        : one({ type: "Withdrawn", why: "unit" });
    case "Lapse":
      return submission.state === "returned" ? one({ type: "Withdrawn", why: "lapsed" }) : done;
  }
}

function takeIn(submission: Submission | undefined, command: Command & { type: "TakeIn" }): Decided {
  const { type: _, answers, aside, ...arrival } = command;
  const { fileName, object, declaredType, filers } = command;
  if (!submission)
    return aside
      ? refuse("conflict", "nothing_to_set_aside", "这份报送件还没有收到过文件。")
      : one({ type: "Received", ...arrival });
  if (holds(submission, object)) return done;
  const why = aside ?? whyNotTaken(submission, object, answers);
  if (why)
    return submission.setAside.length < MAX_SET_ASIDE
      ? one({ type: "SetAside", fileName, object, why })
      : refuse("conflict", "too_many_set_aside", `这份报送件另外留存的文件已有${MAX_SET_ASIDE}个。`);
  const chosen = declaredType !== undefined && declaredType !== submission.declaredType;
  return one({
    type: "Resubmitted",
    fileName,
    object,
    answers,
    ...(chosen && { declaredType }),
    ...(filers && { filers }),
  });
}

/** Bucket keys of one ticket lie in one folder: `inbox/<unit>/<ticket>/<name>`. */
const ticketOf = ({ key }: StoredObject): string => key.split("/").slice(0, 3).join("/");

/** A form can be sent again and again, also one asked for before the return: a ticket is good for one file. */
function whyNotTaken(
  submission: Submission,
  object: StoredObject,
  answers: readonly Answer[],
): SetAsideReason | undefined {
  const ticket = ticketOf(object);
  if (submission.revisions.some((revision) => ticketOf(revision.object) === ticket)) return "ticket_used";
  // A file without the answers is no correction.
  if (submission.state !== "returned" || !answersAll(submission.reasons, answers).ok) return "not_awaited";
  return holdsStill(submission, answers) ? undefined : "record_full";
}

function recordExamination(
  submission: Submission,
  command: Command & { type: "RecordExamination" },
): Decided {
  const waiting = submission.state === "received" || submission.state === "resubmitted";
  if (!waiting || command.revision !== submission.revisions.length) return done;
  const { revision, examination } = command;
  // What has gone back and forth for long enough is decided by a person.
  const route = hasRoomFor(submission, examination) ? command.route : "review";
  return one({ type: "Examined", revision, examination, route });
}

/** asks.md 3: no self-approval, on every path. Filed it have the unit, who made the link, and whoever sent a file of it. */
export function mayNotJudge(submission: Submission, about: string, actor: Actor) {
  if (termOf(about) !== "review") return undefined;
  const { unitId, filedBy, filers = [] } = submission;
  const behind = everybodyBehind(actor);
  if (behind.some(({ unitIds = [] }) => unitIds.includes(unitId))) return ownUnit;
  return behind.some(({ id }) => id === filedBy || filers.includes(id)) ? ownFiling : undefined;
}

const ownUnit: Refusal = {
  kind: "conflict",
  code: "own_filing",
  message: "这是本单位报送的文件，须由其他单位的审核员审核。",
};
const ownFiling: Refusal = {
  kind: "conflict",
  code: "own_filing",
  message: "这份文件由您建立的链接或您本人报送，须由其他审核员审核。",
};

/** What stands in the way of judging this revision, now and by this person; undefined when nothing does. */
function mayDecide(submission: Submission, actor: Actor, revision = submission.revisions.length) {
  if (submission.state !== "in_review" || submission.decision)
    return refuse("conflict", "already_decided", "这份文件已由其他审核员处理，请刷新后查看结果。");
  const refusal = mayNotJudge(submission, "review", actor);
  if (refusal) return { ok: false, refusal } as const;
  if (heldByAnother(submission, "review", actor))
    return refuse(
      "conflict",
      "claimed_by_other",
      "这份文件已由其他审核员领取；确需接办的，请写明理由后接办。",
    );
  const seated =
    submission.quorum && signing(submission.quorum, submission.approvals ?? [], actor, submission.tasks);
  if (seated && !seated.ok) return seated;
  return revision === submission.revisions.length
    ? undefined
    : refuse("conflict", "revision_outdated", "单位已上传新的版本，请刷新后按最新版本审核。");
}

/** Many more findings than this mean a file that should go back. */
const MAX_OVERRULINGS = 60;

/** Only while the decision is open, by whoever may take it; the same finding once, the same command once. */
function overrule(submission: Submission, command: Command & { type: "Overrule" }, actor: Actor): Decided {
  const { id, revision, finding } = command;
  const earlier = submission.overrulings ?? [];
  if (earlier.some((one) => one.id === id)) return done;
  const barred = mayDecide(submission, actor, revision);
  if (barred) return barred;
  if (overrulingsOn(submission, revision).has(finding.place))
    return refuse("conflict", "already_overruled", "这一条已由审核员认定为误判，请刷新后查看。");
  if (command.reason.trim() === "")
    return refuse("conflict", "reason_required", "请用一句话写明为什么是误判。");
  if (earlier.length >= MAX_OVERRULINGS)
    return refuse(
      "conflict",
      "too_many_overrulings",
      `一份报送件最多认定${MAX_OVERRULINGS}条误判，请退回单位更正。`,
    );
  if (!hasRoomFor(submission, command)) return full("请审核通过、退回或不予接收");
  return one({ ...command, type: "Overruled" });
}

function reinstate(submission: Submission, id: string, actor: Actor): Decided {
  const overruling = submission.overrulings?.find((one) => one.id === id);
  if (!overruling) return refuse("conflict", "overruling_unknown", "没有这条误判认定，请刷新后查看。");
  if (overruling.reinstated) return done;
  return (
    mayDecide(submission, actor) ??
    one({ type: "Reinstated", overruling: id, message: overruling.finding.message })
  );
}

const full = (todo: string) =>
  refuse("conflict", "record_full", `这份报送件的往来记录已满，不能再添加这么多内容：${todo}。`);

function judge(
  submission: Submission,
  command: Command & { type: "Approve" | "Return" | "Reject" },
  actor: Actor,
): Decided {
  const barred = mayDecide(submission, actor, command.revision);
  if (barred) return barred;
  if (command.type === "Approve") return approve(submission, command, actor);
  if (command.reasons.length === 0)
    return refuse("conflict", "reason_required", "退回或不予接收时，请至少写明一条理由。");
  const overruled = standingOverrulings(submission);
  const excused = command.reasons.findIndex(
    (reason) => reason.rule !== undefined && overruled.some(({ finding }) => isSame(finding, reason)),
  );
  if (excused >= 0)
    return refuse(
      "conflict",
      "reason_overruled",
      `第${excused + 1}条理由已被认定为误判，请先撤销认定，或删去这条理由。`,
    );
  if (command.type === "Reject" && !holdsStill(submission, command.reasons)) return full("请精简理由");
  if (command.type === "Return" && !hasRoomFor(submission, command.reasons))
    return full("请精简理由，或者审核通过、不予接收，由单位重新报送");
  return command.type === "Reject"
    ? one({ type: "Rejected", reasons: command.reasons })
    : one({ type: "Returned", automatic: false, reasons: command.reasons, due: command.due });
}

/** The approval that decides; or one of several, where more are needed. */
function approve(
  submission: Submission,
  { note: written }: Command & { type: "Approve" },
  actor: Actor,
): Decided {
  const note = written !== undefined && { note: written };
  const { quorum, approvals = [], tasks } = submission.state === "in_review" ? submission : {};
  if (!quorum) return one({ type: "Approved", ...note });
  const signed = signing(quorum, approvals, actor, tasks);
  if (!signed.ok) return signed;
  const { last, ...approval } = signed.value;
  return one(last ? { type: "Approved", ...note } : { type: "Countersigned", ...approval, ...note });
}

/**
 * asks.md 5: a correction answers every reason of the return, or it is not taken. Checked when the upload ticket is
 * asked for, before any byte is sent, and again when the file arrives.
 */
export function answersAll(
  reasons: readonly Reason[],
  answers: readonly { readonly reason: number; readonly answer: string; readonly note?: string }[],
): Result<true> {
  const answered = new Set(answers.map((a) => a.reason));
  const open = reasons.findIndex((_, index) => !answered.has(index));
  if (open >= 0)
    return refuse(
      "conflict",
      "reason_unanswered",
      `第${open + 1}条退回理由还没有答复，请逐条说明“已改正”或“有异议”。`,
    );
  const bare = answers.find((a) => a.answer === "contested" && !a.note?.trim());
  return bare
    ? refuse("conflict", "contest_without_note", `第${bare.reason + 1}条标为“有异议”，请写明情况说明。`)
    : accept(true as const);
}

/** An event as the sentence a person reads in the trail. */
import { chineseDay } from "../calendar/day-name.ts";
import { isUnknownType } from "../rulebook/type-name.ts";
import type { ClaimEnd, SetAsideReason, SubmissionEvent } from "./event.ts";
import type { ExaminationSummary } from "./submission.ts";

const ROUTE = { review: "转审核员审核", correct: "需要更正" } as const;

const list = (reasons: readonly { readonly message: string }[]): string =>
  reasons.map((reason, index) => `${index + 1}. ${reason.message}`).join(" ");

/** Why a file is kept and not examined. */
export const SET_ASIDE: Readonly<Record<SetAsideReason, string>> = {
  not_awaited: "目前不需要上传",
  ticket_used: "同一上传凭证此前已收过文件",
  link_revoked: "上传链接已被撤销",
  record_full: "这份报送件的往来记录已满",
};

const CLAIM_ENDED: Readonly<Record<ClaimEnd, string>> = {
  expired: "领取已到期，放回待审核列表",
  left: "领取人不再负责审核，放回待审核列表",
};

const SENTENCES: {
  readonly [E in SubmissionEvent as E["type"]]: (event: E) => string;
} = {
  Received: (e) => `收到文件《${e.fileName}》（${kilobytes(e.object.size)}）`,
  Examined: (e) =>
    e.examination.outcome === "refused"
      ? `第${e.revision}版无法读取，${ROUTE[e.route]}`
      : `第${e.revision}版形式审查完成：${figures(e.examination)}，${ROUTE[e.route]}（规则库${e.examination.rulebook}）`,
  Returned: (e) =>
    `${e.automatic ? "自动退回" : "审核退回"}，请于${chineseDay(e.due)}前更正：${list(e.reasons)}`,
  Resubmitted: (e) =>
    `收到更正文件《${e.fileName}》（${kilobytes(e.object.size)}）${e.declaredType === undefined ? "" : "，重新选择了材料类型"}`,
  ManualReviewRequested: (e) => `申请人工审核：${e.note}`,
  SetAside: (e) => `收到文件《${e.fileName}》，${SET_ASIDE[e.why]}，已原样留存，不作审查`,
  ReviewRequested: (e) => `进入待审核，应于${chineseDay(e.due)}前审核`,
  Claimed: (e) => `领取审核${e.until ? `，保留至${chineseDay(e.until)}` : ""}`,
  TakenOver: (e) => `接手审核：${e.reason}`,
  Released: (e) => (e.why ? CLAIM_ENDED[e.why] : "放回待审核列表"),
  Approved: (e) => `审核通过${e.note ? `：${e.note}` : ""}`,
  Overruled: (e) =>
    `认定“${e.finding.message}”为误判：${e.reason}${e.words ? `原文：“${e.words.text}”` : ""}（规则${e.finding.rule}，规则库${e.rulebook}）`,
  Reinstated: (e) => `撤销误判认定，“${e.message}”仍须更正`,
  Rejected: (e) => `审核后不予接收：${list(e.reasons)}`,
  Closed: (e) => (e.counts ? "办结归档" : "办结归档，本次学习不予计入通报"),
  Divided: ({ division: { into, refused } }) =>
    [
      `压缩包已拆分为${into.length}份，各自审查：${into.map(({ fileName }) => `《${fileName}》`).join("")}`,
      ...refused.map(({ fileName, message }) => `未接收《${fileName}》：${message}`),
    ].join("。"),
  Withdrawn: (e) => (e.why === "unit" ? "单位撤回" : "逾期未更正，自动终止"),
};

/** What is only to be looked at is said where there is any: it is no fault. */
function figures({ documentType, errors, looks, warnings }: ExaminationSummary): string {
  const type = isUnknownType(documentType) ? "材料类型未识别，" : "";
  return `${type}错误${errors}项、${looks > 0 ? `请核对${looks}项、` : ""}提醒${warnings}项`;
}

export function describeEvent(event: SubmissionEvent): string {
  // The table has exactly the sentence of this event's own type.
  const sentence = SENTENCES[event.type] as (event: SubmissionEvent) => string;
  return sentence(event);
}

function kilobytes(bytes: number): string {
  return bytes < 1_048_576
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1_048_576).toFixed(1)} MB`;
}

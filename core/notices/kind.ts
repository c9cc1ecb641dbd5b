/** The notice as a kind of subject: gathered, drafted, waiting for the leader, issued, published. */
import * as z from "zod";
import { periodName } from "../calendar/period.ts";
import { type FlowState, type Kind, MACHINE } from "../subject/kind.ts";
import { describeIssuance } from "./describe.ts";
import {
  decideIssuance,
  evolveIssuance,
  type IssuanceCommand,
  type IssuanceEvent,
  type NoticeRecord,
} from "./issuance.ts";

const text = z.string();
const base = {
  id: text,
  jurisdiction: text,
  period: text,
  cutoff: text,
  code: text,
  createdBy: text,
  createdAt: text,
  updatedAt: text,
  version: z.int().positive(),
};
const issued = { ...base, title: text, contentKey: text, number: text, issuedBy: text, issuedAt: text };

const storedNotice: z.ZodType<NoticeRecord> = z.discriminatedUnion("state", [
  z.looseObject({ ...base, state: z.literal("gathering"), note: text.optional() }),
  z.looseObject({
    ...base,
    state: z.literal("draft"),
    title: text,
    contentKey: text,
    pdfKey: text,
    due: text.optional(),
  }),
  z.looseObject({ ...base, state: z.literal("returned"), note: text, by: text, title: text }),
  z.looseObject({ ...issued, state: z.literal("issued") }),
  z.looseObject({ ...issued, state: z.literal("published"), pdfKey: text, sha256: text }),
]);

const storedEvent: z.ZodType<IssuanceEvent> = z.discriminatedUnion("type", [
  z.looseObject({
    type: z.literal("GatheringStarted"),
    jurisdiction: text,
    period: text,
    cutoff: text,
    code: text,
  }),
  z.looseObject({ type: z.literal("Drafted"), title: text, contentKey: text, pdfKey: text }),
  z.looseObject({ type: z.literal("IssuanceRequested"), due: text }),
  z.looseObject({ type: z.literal("ReturnedByLeader"), note: text }),
  z.looseObject({ type: z.literal("GatheringResumed"), cutoff: text }),
  z.looseObject({ type: z.literal("Issued"), number: text }),
  z.looseObject({ type: z.literal("Published"), pdfKey: text, sha256: text }),
]);

/** How the leader's wait has ended; undefined while the leader still thinks. */
export function issuanceOutcome({
  state,
}: NoticeRecord): { readonly decision: "issue" | "return" } | undefined {
  if (state === "draft") return undefined;
  return { decision: state === "issued" || state === "published" ? "issue" : "return" };
}

function flowOf(notice: NoticeRecord): FlowState | undefined {
  if (notice.state === "published") return undefined;
  const outcome = issuanceOutcome(notice);
  return {
    flow: "notice",
    input: { noticeId: notice.id },
    wait: "issuance",
    ...(outcome && { outcome }),
    waits: notice.state === "draft",
  };
}

export const noticeKind: Kind<NoticeRecord, IssuanceCommand, IssuanceEvent, "notice"> = {
  name: "notice",
  prefix: "ntc",
  // 1 → 2: a draft knows until when its leader has; one drafted before has no term until it is asked for again.
  format: 2,
  terms: { issuance: "签发" },
  decide: decideIssuance,
  evolve: evolveIssuance,
  parseState: (stored) => storedNotice.parse(stored),
  parseEvent: (stored) => storedEvent.parse(stored),
  describe: describeIssuance,
  titleOf: ({ period, ...notice }) =>
    "title" in notice ? notice.title : `${periodName(period)}学习情况通报`,
  tasksOf(notice) {
    if (notice.state !== "draft") return [];
    const { createdBy: person, createdAt: since, contentKey: occasion } = notice;
    // What the machine drafts when a quarter is over, reviewers look after.
    const askedBy = person === MACHINE.id ? ({ role: "reviewer" } as const) : { person };
    // Each draft is a task of its own, though the notice has been there since the first.
    return [{ about: "issuance", to: { role: "leader" }, since, occasion, askedBy }];
  },
  dueOf: (notice) => (notice.state === "draft" && notice.due ? [{ about: "issuance", due: notice.due }] : []),
  pageOf: (id) => `/notices/${id}`,
  factsOf: ({ period }) => ({ period }),
  newsOf: ({ type }) =>
    type === "ReturnedByLeader"
      ? [{ name: "notice_returned", about: "returned", to: [{ did: "GatheringStarted" }] }]
      : [],
  flowOf,
};

/** Rows that change together when a submission moves: the submission, its trail, waits, messages, sessions. */
import { CustomAttributeType } from "electrodb";
import type { IssuanceEvent, NoticeRecord } from "../../../core/notices/issuance.ts";
import type { StudySession } from "../../../core/sessions/session.ts";
import type { SubmissionEvent } from "../../../core/submissions/event.ts";
import type { Overruling } from "../../../core/submissions/overruling.ts";
import type { Submission } from "../../../core/submissions/submission.ts";
import { Entity } from "./entity.ts";
import { first, primary, second } from "./table.ts";

const service = "qiyou";
const string = { type: "string", required: true } as const;
const number = { type: "number", required: true } as const;
/** A number inside a sort key: padded, so that 10 follows 9. */
const ordinal = { type: "number", required: true, padding: { length: 6, char: "0" } } as const;

/** A submission by id; of a unit by period (gsi1); of a jurisdiction by whose turn it is and when due (gsi2). */
export const SubmissionRow = new Entity({
  model: { entity: "submission", version: "1", service },
  attributes: {
    id: string,
    jurisdiction: string,
    unitId: string,
    period: string,
    receivedAt: string,
    turn: string,
    due: string,
    version: number,
    headHash: string,
    submission: { type: CustomAttributeType<Submission>("any"), required: true },
  },
  indexes: {
    byId: { pk: { field: primary.pk, composite: ["id"] }, sk: { field: primary.sk, composite: [] } },
    byUnit: {
      index: first.index,
      pk: { field: first.pk, composite: ["jurisdiction", "unitId"] },
      sk: { field: first.sk, composite: ["period", "receivedAt", "id"] },
    },
    byTurn: {
      index: second.index,
      // Of nobody's turn nobody asks: what has ended leaves the index instead of filling one key of it for ever.
      condition: ({ turn }) => turn !== "nobody",
      pk: { field: second.pk, composite: ["jurisdiction", "turn"] },
      sk: { field: second.sk, composite: ["due", "id"] },
    },
  },
});

/** The trail of any subject, in order. */
export const TrailRow = new Entity({
  model: { entity: "trail", version: "1", service },
  attributes: {
    subject: string,
    sequence: ordinal,
    previous: string,
    at: string,
    by: string,
    hash: string,
    event: { type: CustomAttributeType<SubmissionEvent | IssuanceEvent>("any"), required: true },
  },
  indexes: {
    bySubject: {
      pk: { field: primary.pk, composite: ["subject"] },
      sk: { field: primary.sk, composite: ["sequence"] },
    },
  },
});

/** A workflow that waits for people. The task token never leaves this row. Found by when somebody must be told (gsi1). */
export const WaitRow = new Entity({
  model: { entity: "wait", version: "1", service },
  attributes: {
    subject: string,
    kind: string,
    jurisdiction: string,
    token: string,
    execution: string,
    since: string,
    due: string,
    nextAct: string,
    next: { type: ["remind", "escalate", "rest"] as const, required: true },
  },
  indexes: {
    bySubject: {
      pk: { field: primary.pk, composite: ["subject"] },
      sk: { field: primary.sk, composite: ["kind"] },
    },
    byNextAct: {
      index: first.index,
      pk: { field: first.pk, composite: ["jurisdiction"] },
      sk: { field: first.sk, composite: ["nextAct", "subject"] },
    },
  },
});

export type OutboxBody =
  | {
      readonly do: "start";
      readonly flow: "review" | "notice";
      readonly execution: string;
      readonly input: unknown;
    }
  | { readonly do: "answer"; readonly kind: WaitKind; readonly output: unknown };

export type WaitKind = "review" | "correction" | "issuance";

/** A message written in the transaction of the change that caused it; delivered at once, or later by the sweeper. */
export const OutboxRow = new Entity({
  model: { entity: "outbox", version: "1", service },
  attributes: {
    subject: string,
    id: string,
    shard: string,
    body: { type: CustomAttributeType<OutboxBody>("any"), required: true },
  },
  indexes: {
    bySubject: {
      pk: { field: primary.pk, composite: ["subject"] },
      sk: { field: primary.sk, composite: ["id"] },
    },
    byAge: {
      index: first.index,
      pk: { field: first.pk, composite: ["shard"] },
      sk: { field: first.sk, composite: ["id"] },
    },
  },
});

/** An overruling that stands, for those who own the rules: of a jurisdiction by time (gsi1). */
export const OverrulingRow = new Entity({
  model: { entity: "overruling", version: "1", service },
  attributes: {
    submissionId: string,
    id: string,
    jurisdiction: string,
    unitId: string,
    at: string,
    overruling: { type: CustomAttributeType<Overruling>("any"), required: true },
  },
  indexes: {
    bySubmission: {
      pk: { field: primary.pk, composite: ["submissionId"] },
      sk: { field: primary.sk, composite: ["id"] },
    },
    byTime: {
      index: first.index,
      pk: { field: first.pk, composite: ["jurisdiction"] },
      sk: { field: first.sk, composite: ["at", "id"] },
    },
  },
});

/** Which rules found something in a revision: of a jurisdiction by time (gsi1), small enough to be read by the thousand. */
export const RuleHitRow = new Entity({
  model: { entity: "firing", version: "1", service },
  attributes: {
    submissionId: string,
    revision: ordinal,
    jurisdiction: string,
    at: string,
    rules: { type: "list", items: { type: "string" }, required: true },
  },
  indexes: {
    bySubmission: {
      pk: { field: primary.pk, composite: ["submissionId"] },
      sk: { field: primary.sk, composite: ["revision"] },
    },
    byTime: {
      index: first.index,
      pk: { field: first.pk, composite: ["jurisdiction"] },
      sk: { field: first.sk, composite: ["at", "submissionId"] },
    },
  },
});

/** Who filed these bytes: by content hash within the jurisdiction. */
export const ContentHashRow = new Entity({
  model: { entity: "fingerprint", version: "1", service },
  attributes: {
    jurisdiction: string,
    sha256: string,
    submissionId: string,
    revision: number,
    unitId: string,
  },
  indexes: {
    byHash: {
      pk: { field: primary.pk, composite: ["jurisdiction", "sha256"] },
      sk: { field: primary.sk, composite: ["submissionId", "revision"] },
    },
  },
});

/** What a filing is like: its signature, among those of the same unit and type, the newest last. One a submission. */
export const FingerprintRow = new Entity({
  model: { entity: "likeness", version: "1", service },
  attributes: {
    unitId: string,
    documentType: string,
    submissionId: string,
    signature: { type: CustomAttributeType<Uint8Array>("any"), required: true },
  },
  indexes: {
    byUnit: {
      pk: { field: primary.pk, composite: ["unitId", "documentType"] },
      sk: { field: primary.sk, composite: ["submissionId"] },
    },
  },
});

/** Filings of one type across a jurisdiction that have a band of their signatures in common, as `unit/submission`. */
export const LshBandRow = new Entity({
  model: { entity: "band", version: "1", service },
  attributes: {
    jurisdiction: string,
    documentType: string,
    band: string,
    filings: { type: "set", items: "string" },
  },
  indexes: {
    byBand: {
      pk: { field: primary.pk, composite: ["jurisdiction", "documentType", "band"] },
      sk: { field: primary.sk, composite: [] },
    },
  },
});

/** A unit's study sessions by day; of a jurisdiction by period (gsi1). */
export const SessionRow = new Entity({
  model: { entity: "session", version: "1", service },
  attributes: {
    id: string,
    jurisdiction: string,
    unitId: string,
    date: string,
    period: string,
    version: number,
    session: { type: CustomAttributeType<StudySession>("any"), required: true },
  },
  indexes: {
    byUnit: {
      pk: { field: primary.pk, composite: ["unitId"] },
      sk: { field: primary.sk, composite: ["date"] },
    },
    byPeriod: {
      index: first.index,
      pk: { field: first.pk, composite: ["jurisdiction", "period"] },
      sk: { field: first.sk, composite: ["unitId", "date"] },
    },
  },
});

/** A notice by id; of a jurisdiction, newest last (gsi1); by verification code (gsi2). */
export const NoticeRow = new Entity({
  model: { entity: "notice", version: "1", service },
  attributes: {
    id: string,
    jurisdiction: string,
    createdAt: string,
    code: string,
    version: number,
    headHash: string,
    notice: { type: CustomAttributeType<NoticeRecord>("any"), required: true },
  },
  indexes: {
    byId: { pk: { field: primary.pk, composite: ["id"] }, sk: { field: primary.sk, composite: [] } },
    byJurisdiction: {
      index: first.index,
      pk: { field: first.pk, composite: ["jurisdiction"] },
      sk: { field: first.sk, composite: ["createdAt", "id"] },
    },
    byCode: {
      index: second.index,
      pk: { field: second.pk, composite: ["code"] },
      sk: { field: second.sk, composite: [] },
    },
  },
});

/** Gap-free numbers: moves only in the transaction that uses the number. */
export const CounterRow = new Entity({
  model: { entity: "counter", version: "1", service },
  attributes: { jurisdiction: string, name: string, value: number },
  indexes: {
    byName: {
      pk: { field: primary.pk, composite: ["jurisdiction"] },
      sk: { field: primary.sk, composite: ["name"] },
    },
  },
});

/** Rows beside a submission: overrulings, hits of rules, what it is like, and the sessions it is filed into. */
import { CustomAttributeType } from "electrodb";
import type { StudySession } from "../../../core/sessions/session.ts";
import type { Overruling } from "../../../core/submissions/overruling-record.ts";
import { number, ordinal, service, text } from "./column.ts";
import { Entity } from "./entity.ts";
import { first, primary } from "./table.ts";

/** An overruling that stands, for those who own the rules: of a jurisdiction by time (gsi1). */
export const OverrulingRow = new Entity({
  model: { entity: "overruling", version: "1", service },
  attributes: {
    submissionId: text,
    id: text,
    jurisdiction: text,
    unitId: text,
    at: text,
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
    submissionId: text,
    revision: ordinal,
    jurisdiction: text,
    at: text,
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
    jurisdiction: text,
    sha256: text,
    submissionId: text,
    revision: number,
    unitId: text,
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
    unitId: text,
    documentType: text,
    submissionId: text,
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
    jurisdiction: text,
    documentType: text,
    band: text,
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
    id: text,
    jurisdiction: text,
    unitId: text,
    date: text,
    period: text,
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

/**
 * Which function may do what, and on which resource: data that the deployment makes links and permissions of, and that
 * a test holds against what the functions really do. What is not listed is refused.
 */
import type { FunctionName } from "./registry.ts";
import type { BucketResource, MachineResource } from "./resources.ts";

/** `read` of a bucket includes hearing that a key does not exist; `write` of the table includes deleting rows. */
export type StoreRight = "read" | "write";
/** `scan`: goes through every row of the table there is. */
export type TableRight = StoreRight | "scan";
/** `start` an execution, `answer` a waiting task, `look` whether an execution lives. */
export type FlowRight = "start" | "answer" | "look";

export type Grant = { readonly Table?: readonly TableRight[] } & {
  readonly [Bucket in BucketResource]?: readonly StoreRight[];
} & { readonly [Machine in MachineResource]?: readonly FlowRight[] } & {
  /** Knows where people reach the site. */
  readonly Site?: readonly [];
};

const record = ["read", "write"] as const;
/** What a changed subject owes is delivered by whoever changed it. */
const owes = ["start", "answer"] as const;

export const grants: Readonly<Record<FunctionName, Grant>> = {
  Intake: { Table: record, ReviewFlow: owes },
  Examine: { Table: record, Inbox: ["read", "write"], Texts: ["read", "write"] },
  AskReview: { Table: record, ReviewFlow: ["answer"] },
  AskCorrection: { Table: record, Texts: ["read"], ReviewFlow: ["answer"] },
  Close: { Table: record },
  Lapse: { Table: record },
  StartNotices: { Table: record, NoticeFlow: owes },
  ListUnits: { Table: record },
  GatherUnit: { Table: ["read"], Notices: ["write"] },
  DraftNotice: { Table: record, Notices: ["read", "write"] },
  AskIssuance: { Table: record, NoticeFlow: ["answer"] },
  PublishNotice: { Table: record, Notices: ["read", "write"], Site: [] },
  Remind: { Table: record },
  Sweep: {
    Table: record,
    ReviewFlow: ["start", "answer", "look"],
    NoticeFlow: ["start", "answer", "look"],
  },
  RecordDeadLetter: { Table: ["write"] },
  // Nobody calls it but the operator, by hand.
  Migrate: { Table: ["scan", "write"], Texts: ["read"], Notices: ["read"] },
  Api: {
    Table: record,
    // The uploads and downloads it signs are allowed what it is allowed.
    Inbox: ["read", "write"],
    Texts: ["read"],
    Notices: ["read"],
    ReviewFlow: owes,
    NoticeFlow: owes,
    Site: [],
  },
};

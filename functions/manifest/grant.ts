/**
 * What a function may do, and on which resource. Its row in the registry says so; the deployment makes links and permissions
 * of it, and a test holds it against what the function really does. What is not listed is refused.
 */
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
  /** Reads what is sealed in the table: second factors, and who is on the way to signing in. */
  readonly SignInKey?: readonly [];
  /** Knows the secret that the single sign-on has given this service. */
  readonly SignOnSecret?: readonly [];
  /** Knows what opens the channels that messages leave by. */
  readonly ChannelSecrets?: readonly [];
  /** Sends mail by SES. */
  readonly Mail?: readonly ["send"];
};

export const record = ["read", "write"] as const;
/** What a changed subject owes is delivered by whoever changed it. */
export const owes = ["start", "answer"] as const;

/** A case of conformance: what AWS documents of one operation, asked of the one-machine cloud through AWS's own client. */
import { isDeepStrictEqual } from "node:util";

export interface Case<Client> {
  readonly operation: string;
  /** What AWS's reference says, in a few words. */
  readonly says: string;
  readonly run: (client: Client) => Promise<void>;
}

/** One service of the cloud, opened anew, with what AWS has and it does not. */
export interface Service {
  readonly name: string;
  readonly cases: readonly { readonly operation: string; readonly says: string; run(): Promise<void> }[];
  /** Operations that AWS has: how each is refused; undefined: it is not. */
  refused(): Promise<ReadonlyMap<string, string | undefined>>;
  close(): Promise<void>;
}

export function same(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected))
    throw new Error(`${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
}

/** Fails unless the call is refused with this error. */
export async function refusedWith(name: string, call: Promise<unknown>): Promise<void> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  same(error instanceof Error ? error.name : "not refused", name);
}

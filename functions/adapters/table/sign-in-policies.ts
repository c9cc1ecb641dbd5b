/** What each office asks of those who sign in. */
import * as z from "zod";
import { DEFAULT_POLICY, type SignInPolicy, signInPolicy } from "../../../core/sign-in/policy.ts";
import { json, number, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { primary, table } from "./table.ts";
import { conditionHeld } from "./transaction.ts";

const SignInPolicyRow = new Entity({
  model: { entity: "signInPolicy", version: "1", service },
  attributes: { jurisdiction: text, policy: json, version: number, format: written(1) },
  indexes: {
    byOffice: {
      pk: { field: primary.pk, composite: ["jurisdiction"] },
      sk: { field: primary.sk, composite: [] },
    },
  },
});

export const signInPolicyRows = rowKind(SignInPolicyRow, {
  label: "登录要求",
  key: ["jurisdiction"],
  schema: z.object({ jurisdiction: z.string(), policy: signInPolicy, version: z.int() }),
});

/** 0 where the office has said nothing. */
export interface VersionedPolicy {
  readonly policy: SignInPolicy;
  readonly version: number;
}

export async function signInPolicyOf(jurisdiction: string): Promise<VersionedPolicy> {
  const { data } = await SignInPolicyRow.get({ jurisdiction }).go({ ...table(), consistent: true });
  return signInPolicyRows.one(data) ?? { policy: DEFAULT_POLICY, version: 0 };
}

/** `false`: somebody else has changed it since `base` was read. */
export function putSignInPolicy(jurisdiction: string, policy: SignInPolicy, base: number): Promise<boolean> {
  return conditionHeld(
    SignInPolicyRow.put({ jurisdiction, policy, version: base + 1 })
      .where((field, { eq, notExists }) => (base === 0 ? notExists(field.version) : eq(field.version, base)))
      .go(table()),
  );
}

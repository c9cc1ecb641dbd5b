/**
 * What stands between the first step of signing in and the last: somebody whose password was right and whose code is asked
 * for, or who was sent to the single sign-on. Known by a token that is kept only as its hash; good once, for minutes.
 */
import * as z from "zod";
import { clock } from "../clock.ts";
import { tokenHash } from "../identifier.ts";
import { seal, unseal } from "../sealing.ts";
import { number, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { primary, table } from "./table.ts";
import { conditionHeld } from "./transaction.ts";

const SignInStepRow = new Entity({
  model: { entity: "signInStep", version: "1", service },
  attributes: { hash: text, content: text, expires: number, format: written(1) },
  indexes: {
    byHash: { pk: { field: primary.pk, composite: ["hash"] }, sk: { field: primary.sk, composite: [] } },
  },
});

export const signInStepRows = rowKind(SignInStepRow, {
  label: "登录步骤",
  key: ["hash"],
  schema: z.object({ hash: z.string(), content: z.string(), expires: z.int() }),
});

const seconds = (): number => Math.floor(clock.now().getTime() / 1000);

/** Keeps what the next step will need, sealed, under a token of the caller's. */
export async function keepStep(token: string, content: unknown, lasting: number): Promise<void> {
  const hash = tokenHash(token);
  const sealed = seal(JSON.stringify(content), hash);
  await SignInStepRow.put({ hash, content: sealed, expires: seconds() + lasting }).go(table());
}

/** Undefined: unknown, taken, too late, or a step of another kind. */
export async function stepBehind<T>(token: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const hash = tokenHash(token);
  const { data } = await SignInStepRow.get({ hash }).go({ ...table(), consistent: true });
  const row = signInStepRows.one(data);
  if (!row || row.expires <= seconds()) return undefined;
  const content = unseal(row.content, hash);
  return content === undefined ? undefined : schema.safeParse(JSON.parse(content)).data;
}

/** Ends a step, so that nobody takes it again; `false`: somebody has. */
export function takeStep(token: string): Promise<boolean> {
  return conditionHeld(
    SignInStepRow.delete({ hash: tokenHash(token) })
      .where((field, { exists }) => exists(field.expires))
      .go(table()),
  );
}

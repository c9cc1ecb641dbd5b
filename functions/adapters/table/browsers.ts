/** Browsers in which somebody has signed in before: what others guess elsewhere does not keep these waiting. */
import * as z from "zod";
import { clock } from "../clock.ts";
import { newToken, tokenHash } from "../identifier.ts";
import { number, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { primary, table } from "./table.ts";

/** A browser by the hash of its token, for each who has signed in there. The token opens nothing. */
const BrowserRow = new Entity({
  model: { entity: "browser", version: "1", service },
  attributes: { hash: text, personId: text, expires: number, format: written(1) },
  indexes: {
    byHash: {
      pk: { field: primary.pk, composite: ["hash"] },
      sk: { field: primary.sk, composite: ["personId"] },
    },
  },
});

export const browserRows = rowKind(BrowserRow, {
  label: "登录过的浏览器",
  key: ["hash", "personId"],
  schema: z.object({ hash: z.string(), personId: z.string(), expires: z.int() }),
});

const seconds = (): number => Math.floor(clock.now().getTime() / 1000);

export async function isKnownBrowser(token: string, personId: string): Promise<boolean> {
  const { data } = await BrowserRow.get({ hash: tokenHash(token), personId }).go({
    ...table(),
    consistent: true,
  });
  const browser = browserRows.one(data);
  return browser !== undefined && browser.expires > seconds();
}

/** Knows the browser for so many seconds from now on. Answers its token; a new one where it has none yet. */
export async function knowBrowser(
  token: string | undefined,
  personId: string,
  lasting: number,
): Promise<string> {
  const known = token ?? newToken();
  await BrowserRow.put({ hash: tokenHash(known), personId, expires: seconds() + lasting }).go(table());
  return known;
}

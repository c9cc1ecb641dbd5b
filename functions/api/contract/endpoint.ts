/** What an endpoint is: one row of data from which the server, the browser's client and the OpenAPI document are made. */
import type * as z from "zod";
import type { Role } from "../../../core/organisation/role.ts";

/**
 * Who may call. `link`: whoever holds a live upload link's token. `roles`: signed in with one of the roles;
 * `scope: "unit"` further narrows a secretary to the own unit. There is no default: a row without a rule does not type.
 */
export type Access =
  | { readonly kind: "public" }
  | { readonly kind: "link" }
  | { readonly kind: "signed-in" }
  | { readonly kind: "roles"; readonly roles: readonly Role[]; readonly scope: "jurisdiction" | "unit" };

export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  readonly method: "get" | "post" | "delete";
  /** With `{name}` for parameters, as OpenAPI writes it. */
  readonly path: string;
  /** One English line for the OpenAPI document. */
  readonly summary: string;
  readonly access: Access;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** Schema of the JSON answer; a `content` type instead for files and text. */
  readonly answer?: Answer;
  readonly content?: string;
}

/** Keeps what the row says exactly; what it leaves out is `undefined` to server and client alike. */
export function endpoint<
  const Rule extends Access,
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodUndefined,
  Content extends string | undefined = undefined,
>(
  row: Endpoint<Params, Query, Body, Answer> & { readonly access: Rule; readonly content?: Content },
): Endpoint<Params, Query, Body, Answer> & { readonly access: Rule; readonly content?: Content } {
  return row;
}

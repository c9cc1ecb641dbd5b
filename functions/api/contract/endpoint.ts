/** What an endpoint is: one row of data from which the server, the browser's client and the OpenAPI document are made. */
import type * as z from "zod";
import { OFFICE_ROLES, type Role } from "../../../core/organisation/role.ts";

/**
 * Who may call. `link`: whoever holds a live upload link's token. `roles`: signed in with one of the roles;
 * `scope: "jurisdiction"`
 * asks for a grant for the whole office, `scope: "unit"` for one that covers the unit the path is about. There is no default: a row without a rule does not type.
 */
export type Access =
  | { readonly kind: "public" }
  | { readonly kind: "link" }
  | { readonly kind: "signed-in" }
  | { readonly kind: "roles"; readonly roles: readonly Role[]; readonly scope: "jurisdiction" | "unit" };

/** Roles of the office that look at everything; those of a unit look at their own. */
export const staff = OFFICE_ROLES;
export const readers = ["secretary", "head", ...staff] as const;

/**
 * What the `{id}` of a path is about: the server reads it once, asks whose it is, and hands it to the route. `task`: the
 * subject, of whatever kind, whose task it is.
 */
export type SubjectName = "unit" | "submission" | "person" | "notice" | "delegation" | "task";

/** A path with `{id}` says what it is about; behind an upload link that can only be a submission. */
type SubjectOf<Path extends string, Rule extends Access> = Path extends `${string}/{id}${string}`
  ? { readonly subject: Rule extends { readonly kind: "link" } ? "submission" : SubjectName }
  : { readonly subject?: undefined };

export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answered extends z.ZodType = z.ZodType,
> {
  readonly method: "get" | "post" | "delete";
  /** With `{name}` for parameters, as OpenAPI writes it. */
  readonly path: string;
  /** One English line for the OpenAPI document. */
  readonly summary: string;
  readonly access: Access;
  readonly subject?: SubjectName | undefined;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** Schema of the JSON answer; a `content` type instead for files and text. */
  readonly answer?: Answered;
  readonly content?: string;
}

/** Keeps what the row says exactly; what it leaves out is `undefined` to server and client alike. */
export function endpoint<
  const Path extends string,
  const Rule extends Access,
  const Name extends SubjectName | undefined = undefined,
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Answered extends z.ZodType = z.ZodUndefined,
  Content extends string | undefined = undefined,
>(
  row: Row<Path, Rule, Name, Params, Query, Body, Answered, Content> & SubjectOf<Path, Rule>,
): Row<Path, Rule, Name, Params, Query, Body, Answered, Content> {
  return row;
}

type Row<
  Path extends string,
  Rule extends Access,
  Name extends SubjectName | undefined,
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answered extends z.ZodType,
  Content extends string | undefined,
> = Endpoint<Params, Query, Body, Answered> & {
  readonly path: Path;
  readonly access: Rule;
  readonly subject?: Name;
  readonly content?: Content;
};

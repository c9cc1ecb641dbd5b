/** What a route gets and what it may answer, by its row in the endpoint table. */
import type { Context } from "hono";
import type * as z from "zod";
import type { Person } from "../../core/organisation/unit.ts";
import type { Result } from "../../core/outcome.ts";
import type { Reach } from "../../core/rights/rights.ts";
import type { Actor } from "../../core/subject/kind.ts";
import type { Link } from "../app/links/links.ts";
import type { Subjects } from "../app/subjects/load.ts";
import type { Entered } from "./acting.ts";
import type { Endpoint, SubjectName } from "./contract/endpoint.ts";
import type { Endpoints } from "./contract/endpoints.ts";

/** Everything parsed, the caller known and allowed. */
export interface Call<E> {
  readonly params: E extends Endpoint<infer P, infer _Q, infer _B, infer _A> ? z.output<P> : never;
  readonly query: E extends Endpoint<infer _P, infer Q, infer _B, infer _A> ? z.output<Q> : never;
  readonly body: E extends Endpoint<infer _P, infer _Q, infer B, infer _A> ? z.output<B> : never;
  /** Set for `signed-in` and `roles`. */
  readonly person: E extends { access: { kind: "signed-in" | "roles" } } ? Person : undefined;
  /** As whom they act: in their own name, or for somebody whose delegate they are. Set likewise. */
  readonly actor: E extends { access: { kind: "signed-in" | "roles" } } ? Actor : undefined;
  /** Set for `roles`: what the row's rule reaches for this person, for lists. */
  readonly reach: E extends { access: { kind: "roles" } } ? Reach : undefined;
  /** Another subject, as if it had been asked for by an address with this row's rule: for what is about several at once. */
  readonly before: E extends { access: { kind: "roles" } } ? Before : undefined;
  /** Set for `link`. */
  readonly link: E extends { access: { kind: "link" } } ? Link : undefined;
  /** What the path's `{id}` is about, read once. */
  readonly subject: E extends { subject?: infer Name }
    ? [NonNullable<Name>] extends [never]
      ? undefined
      : Subjects[NonNullable<Name> & keyof Subjects]
    : never;
  readonly http: Context;
}

export type Before = (subject: SubjectName, id: string) => Promise<Result<Entered>>;

type Answered<E> = E extends Endpoint<infer _P, infer _Q, infer _B, infer A> ? z.input<A> : never;

export type Routes = {
  [Name in keyof Endpoints]: (
    call: Call<Endpoints[Name]>,
  ) => Promise<Result<Answered<Endpoints[Name]>> | Response> | Result<Answered<Endpoints[Name]>> | Response;
};

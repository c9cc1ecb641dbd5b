/** A call of an endpoint as its callers write it: what the row's schemas ask for, and the address made of it. */
import type { z } from "zod";
import type { Endpoint } from "./endpoint.ts";

/** The part of a call's input that a schema asks for; nothing where the row has no such schema. */
type Part<Name extends string, Schema extends z.ZodType> = Schema extends z.ZodUndefined
  ? unknown
  : { readonly [K in Name]: z.input<Schema> };
type Input<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Part<"params", P> &
  Part<"query", Q> &
  Part<"body", B>;
/** No argument at all where the row asks for nothing. */
export type Arguments<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = keyof Input<
  P,
  Q,
  B
> extends never
  ? []
  : [input: Input<P, Q, B>];

/** The same once the types have done their work. */
export interface Given {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}

/** Path and query string of a call. */
export function addressOfCall({ path: template }: Pick<Endpoint, "path">, { params, query }: Given): string {
  const values = new Map(entries(params));
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values.get(name);
    if (value === undefined) throw new TypeError(`${template} needs ${name}`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams(entries(query)).toString();
  return search ? `${path}?${search}` : path;
}

/** Method and body of a call; each side adds what its transport needs. */
export function messageOfCall({ method }: Pick<Endpoint, "method">, { body }: Given) {
  return {
    method: method.toUpperCase(),
    headers: { ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
}

function entries(values: unknown): [string, string][] {
  return Object.entries(values ?? {})
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => [key, String(value)]);
}

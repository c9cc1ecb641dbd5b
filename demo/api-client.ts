/** Somebody who uses Qiyou over HTTP as the browser does: typed calls of the API contract, a cookie kept between them. */
import type { z } from "zod";
import type { Endpoint } from "../functions/api/contract/endpoint.ts";
import { endpoints } from "../functions/api/contract/endpoints.ts";

type Part<Name extends string, Schema extends z.ZodType> = Schema extends z.ZodUndefined
  ? unknown
  : { readonly [K in Name]: z.input<Schema> };
type Input<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Part<"params", P> &
  Part<"query", Q> &
  Part<"body", B>;
type Arguments<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = keyof Input<
  P,
  Q,
  B
> extends never
  ? []
  : [input: Input<P, Q, B>];

interface Given {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}

export class ApiClient {
  readonly #origin: string;
  #cookie = "";

  /** @param origin address of the service, without a path */
  constructor(origin: string) {
    this.#origin = origin;
  }

  /** Signs in; later calls of this visitor carry the session. */
  async signIn(login: string, password: string): Promise<void> {
    const response = await this.#request(endpoints.signIn, { body: { login, password } });
    this.#cookie = response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(";", 1)[0])
      .join("; ");
  }

  /** Calls an endpoint and parses its JSON answer. Throws with the server's own sentence when it refuses. */
  async call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
    row: Endpoint<P, Q, B, A>,
    ...[input]: Arguments<P, Q, B>
  ): Promise<z.output<A>> {
    if (!row.answer) throw new TypeError(`${row.path} answers no JSON`);
    const response = await this.#request(row, input ?? {});
    return row.answer.parse(await response.json());
  }

  /** Downloads what an endpoint answers as a file. */
  async download<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
    row: Endpoint<P, Q, B>,
    ...[input]: Arguments<P, Q, B>
  ): Promise<Uint8Array> {
    return new Uint8Array(await (await this.#request(row, input ?? {})).arrayBuffer());
  }

  async #request(row: Pick<Endpoint, "path" | "method">, input: Given): Promise<Response> {
    const method = row.method.toUpperCase();
    const response = await fetch(new URL(fill(row.path, input), this.#origin), {
      method,
      headers: {
        // The service takes changes only from its own pages.
        origin: this.#origin,
        cookie: this.#cookie,
        ...(input.body !== undefined && { "content-type": "application/json" }),
      },
      ...(input.body !== undefined && { body: JSON.stringify(input.body) }),
    });
    if (response.ok) return response;
    throw new Error(`${method} ${row.path}：${response.status} ${await response.text()}`);
  }
}

function fill(template: string, { params, query }: Given): string {
  const values = new Map(entries(params));
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values.get(name);
    if (value === undefined) throw new TypeError(`${template} needs ${name}`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams(entries(query)).toString();
  return search ? `${path}?${search}` : path;
}

function entries(values: unknown): [string, string][] {
  return Object.entries(values ?? {})
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => [key, String(value)]);
}

/** A browser's tab as far as the API sees it: keeps the cookies of this service, calls what a page would call. */
import type { z } from "zod";
import type { Endpoint } from "../../functions/api/contract/endpoint.ts";
import { type Answered, ask, type Input } from "./asking.ts";

export interface Told<A> extends Answered {
  /** Of an answer that is no refusal. */
  readonly value: A;
}

export class BrowserTab {
  readonly #url: string;
  readonly #headers: Record<string, string>;
  readonly cookies = new Map<string, string>();

  /** @param headers what each request bears beside cookies: the address that a proxy names, a user agent */
  constructor(url: string, headers: Record<string, string> = {}) {
    this.#url = url;
    this.#headers = headers;
  }

  async ask<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
    row: Endpoint<P, Q, B, A>,
    input: Input = {},
  ): Promise<Told<z.output<A>>> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answered = await ask(this.#url, row, input, { ...this.#headers, ...(cookie && { cookie }) });
    for (const given of answered.headers.getSetCookie()) {
      const [name = "", value = ""] = given.split(";", 1)[0]?.split("=") ?? [];
      if (/max-age=0/i.test(given)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const value: z.output<A> =
      row.answer && answered.status === 200
        ? row.answer.parse(JSON.parse(answered.text))
        : (undefined as never);
    return { ...answered, value };
  }

  /** The same tab, as somebody else holds it who has copied its cookies. */
  copy(headers = this.#headers): BrowserTab {
    const other = new BrowserTab(this.#url, headers);
    for (const [name, value] of this.cookies) other.cookies.set(name, value);
    return other;
  }
}

/** Somebody who uses Qiyou over HTTP as the browser does: typed calls of the API contract, a cookie kept between them. */
import type { z } from "zod";
import type { Endpoint } from "../functions/api/contract/endpoint.ts";
import { endpoints } from "../functions/api/contract/endpoints.ts";
import {
  type Arguments,
  addressOfCall,
  type Given,
  messageOfCall,
} from "../functions/api/contract/request.ts";

export class ApiClient {
  readonly #origin: string;
  #cookie = "";

  /** @param origin address of the service, without a path */
  constructor(origin: string) {
    this.#origin = origin;
  }

  /** Signs in; later calls carry the session. */
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
    const message = messageOfCall(row, input);
    const response = await fetch(new URL(addressOfCall(row, input), this.#origin), {
      ...message,
      // The service takes changes only from its own pages.
      headers: { ...message.headers, origin: this.#origin, cookie: this.#cookie },
    });
    if (response.ok) return response;
    throw new Error(`${message.method} ${row.path}：${response.status} ${await response.text()}`);
  }
}

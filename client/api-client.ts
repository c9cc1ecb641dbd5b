/** Somebody who uses Qiyou over HTTP as the browser does: typed calls of the API contract, a cookie kept between them. */
import type { z } from "zod";
import type { Endpoint } from "../functions/api/contract/endpoint.ts";
import { endpoints } from "../functions/api/contract/endpoints.ts";
import { parsedAnswer, Refused, refusedBy, unanswered } from "../functions/api/contract/refused.ts";
import {
  type Arguments,
  addressOfCall,
  type Given,
  messageOfCall,
} from "../functions/api/contract/request.ts";

const NO_PHONE = "这个账号登录时要用第二因素，命令行不能代答；请换一个没有启用第二因素的账号。";

export class ApiClient {
  readonly #origin: string;
  #cookie = "";

  /** @param origin address of the service, without a path */
  constructor(origin: string) {
    this.#origin = origin;
  }

  /** Signs in; later calls carry the session. @throws {Refused} also where a second factor is asked for, which programs lack */
  async signIn(login: string, password: string): Promise<void> {
    const response = await this.#request(endpoints.signIn, { body: { login, password } });
    const answer = await parsedAnswer(endpoints.signIn, response);
    if ("step" in answer)
      throw new Refused("second_factor_needed", NO_PHONE, response.status, endpoints.signIn);
    this.#cookie = response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(";", 1)[0])
      .join("; ");
  }

  /** Calls an endpoint and parses its JSON answer. @throws {Refused} with the server's own sentence when it refuses */
  async call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
    row: Endpoint<P, Q, B, A>,
    ...[input]: Arguments<P, Q, B>
  ): Promise<z.output<A>> {
    return parsedAnswer(row, await this.#request(row, input ?? {}));
  }

  /** Downloads what an endpoint answers as a file. */
  async download<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
    row: Endpoint<P, Q, B>,
    ...[input]: Arguments<P, Q, B>
  ): Promise<Uint8Array> {
    return new Uint8Array(await (await this.#request(row, input ?? {})).arrayBuffer());
  }

  async #request(row: Pick<Endpoint, "path" | "method" | "access">, input: Given): Promise<Response> {
    const message = messageOfCall(row, input);
    // The service takes changes only from its own pages.
    const headers = { ...message.headers, origin: this.#origin, cookie: this.#cookie };
    const response = await this.#fetch(addressOfCall(row, input), { ...message, headers }).catch(
      (cause: unknown) => {
        throw unanswered(row, `连接不上 ${this.#origin}，请核对地址，确认系统已启动。`, cause);
      },
    );
    if (response.ok) return response;
    throw await refusedBy(row, response);
  }

  async #fetch(address: string, message: RequestInit): Promise<Response> {
    return fetch(new URL(address, this.#origin), message);
  }
}

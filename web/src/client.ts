/**
 * The browser's side of the API contract: one typed call made from an endpoint row. Answers are parsed; whatever
 * goes wrong becomes a {@link Refused} whose sentence can be shown as it stands.
 */
import type { z } from "zod";
import type { Endpoint } from "../../functions/api/contract/endpoint.ts";
import { parsedAnswer, refusedBy, unanswered } from "../../functions/api/contract/refused.ts";
import {
  type Arguments,
  addressOfCall,
  type Given,
  messageOfCall,
} from "../../functions/api/contract/request.ts";

/**
 * Calls an endpoint and parses its JSON answer.
 * @throws {Refused} for a refusal of the server, an answer that does not fit the contract, or no answer at all
 */
export async function call<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType,
>(row: Endpoint<P, Q, B, A>, ...[input]: Arguments<P, Q, B>): Promise<z.output<A>> {
  return parsedAnswer(row, await request(row, input ?? {}));
}

/** Like {@link call}, for endpoints that answer text (a preview, a command line). */
export async function callText<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  row: Endpoint<P, Q, B>,
  ...[input]: Arguments<P, Q, B>
): Promise<string> {
  return (await request(row, input ?? {})).text();
}

/** The address of an endpoint, for links and frames. */
export function addressOf<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  row: Endpoint<P, Q, B>,
  ...[input]: Arguments<P, Q, B>
): string {
  return addressOfCall(row, input ?? {});
}

async function request(row: Pick<Endpoint, "path" | "method" | "access">, input: Given): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(addressOfCall(row, input), {
      ...messageOfCall(row, input),
      credentials: "same-origin",
    });
  } catch (cause) {
    throw unanswered(row, "连接不上服务，请检查网络后重试", cause);
  }
  if (response.ok) return response;
  throw await refusedBy(row, response);
}

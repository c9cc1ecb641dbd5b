/**
 * The browser's side of the API contract: one typed call made from an endpoint row. Answers are parsed; whatever
 * goes wrong becomes a {@link Refused} whose sentence can be shown as it stands.
 */
import type { z } from "zod";
import type { Endpoint } from "../../functions/api/contract/endpoint.ts";
import { refusal } from "../../functions/api/contract/refusal.ts";
import {
  type Arguments,
  addressOfCall,
  type Given,
  messageOfCall,
} from "../../functions/api/contract/request.ts";

/** The one error of this side: a stable code, a Chinese sentence that says what to do, the HTTP status (0: no answer). */
export class Refused extends Error {
  readonly code: string;
  readonly status: number;
  /** The session has ended (or never began) on a route for signed-in people. */
  readonly signInNeeded: boolean;

  constructor(code: string, message: string, status: number, signInNeeded = false, cause?: unknown) {
    super(message, { cause });
    this.name = "Refused";
    this.code = code;
    this.status = status;
    this.signInNeeded = signInNeeded;
  }
}

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
  if (!row.answer) throw new TypeError(`${row.path} answers no JSON`);
  const response = await request(row, input ?? {});
  const parsed = row.answer.safeParse(await response.json().catch(() => undefined));
  if (parsed.success) return parsed.data;
  throw new Refused(
    "unexpected_answer",
    "服务的回答无法识别，请刷新页面后重试；仍不行请联系管理员",
    response.status,
    false,
    parsed.error,
  );
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
    throw new Refused("offline", "连接不上服务，请检查网络后重试", 0, false, cause);
  }
  if (response.ok) return response;
  const said = refusal.safeParse(await response.json().catch(() => undefined));
  const signInNeeded = response.status === 401 && row.access.kind !== "public" && row.access.kind !== "link";
  throw new Refused(
    said.data?.code ?? `http_${response.status}`,
    said.data?.message ?? sentenceOf(response.status),
    response.status,
    signInNeeded,
  );
}

/** What to say when the server gave no sentence of its own (a proxy in between, a crash). */
function sentenceOf(status: number): string {
  if (status === 401) return "登录已失效，请重新登录";
  if (status === 403) return "您没有权限进行此操作";
  if (status === 404) return "没有找到，可能已被删除或地址有误";
  if (status === 413) return "提交的内容过大";
  if (status === 429) return "操作太频繁，请稍候再试";
  return "服务暂时不可用，请稍后重试";
}

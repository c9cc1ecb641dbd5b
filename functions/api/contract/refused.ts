/** What goes wrong with a call, for whoever calls: one error whose sentence can be shown as it stands. */
import type { z } from "zod";
import type { Endpoint } from "./endpoint.ts";
import { refusal } from "./refusal.ts";

type Row = Pick<Endpoint, "path" | "method" | "access">;

/** The store takes files with a form of its own, signed for whoever asked. */
export const STORE: Row = { method: "post", path: "/", access: { kind: "public" } };

/** A password or a code that somebody who is signed in gives once more is wrong: the session stands. */
const ABOUT_A_SECRET: ReadonlySet<string> = new Set(["sign_in_failed", "code_wrong", "code_used"]);

/** A stable code, a Chinese sentence that says what to do, the HTTP status (0: no answer), and what was asked. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly code: string;
  readonly status: number;
  readonly call: string;
  /** The session has ended (or never began) on a route for signed-in people. */
  readonly signInNeeded: boolean;

  constructor(code: string, message: string, status: number, of: Row, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.status = status;
    this.call = `${of.method.toUpperCase()} ${of.path}`;
    this.signInNeeded =
      status === 401 && !ABOUT_A_SECRET.has(code) && of.access.kind !== "public" && of.access.kind !== "link";
  }
}

/** @param sentence what the caller says of an address where nobody answers */
export const unanswered = (row: Row, sentence: string, cause: unknown): Refused =>
  new Refused("offline", sentence, 0, row, cause);

/** The server's own sentence, or one for its status where something else has answered: a proxy, a crash. */
export async function refusedBy(row: Row, response: Response): Promise<Refused> {
  const said = refusal.safeParse(await response.json().catch(() => undefined)).data;
  const { status } = response;
  return new Refused(said?.code ?? `http_${status}`, said?.message ?? sentenceOf(status), status, row);
}

/** @throws {Refused} for an answer that does not fit the contract */
export async function parsedAnswer<A extends z.ZodType>(
  row: Row & { readonly answer?: A },
  response: Response,
): Promise<z.output<A>> {
  if (!row.answer) throw new TypeError(`${row.path} answers no JSON`);
  const parsed = row.answer.safeParse(await response.json().catch(() => undefined));
  if (parsed.success) return parsed.data;
  const sentence = "服务的回答无法识别，请刷新页面或更新程序后重试；仍不行请联系管理员";
  throw new Refused("unexpected_answer", sentence, response.status, row, parsed.error);
}

function sentenceOf(status: number): string {
  if (status === 401) return "登录已失效，请重新登录";
  if (status === 403) return "您没有权限进行此操作";
  if (status === 404) return "没有找到，可能已被删除或地址有误";
  if (status === 413) return "提交的内容过大";
  if (status === 429) return "操作太频繁，请稍候再试";
  return "服务暂时不可用，请稍后重试";
}

/** Raw requests, as somebody would send them who does not use our pages. */
import type { Endpoint } from "../../functions/api/contract/endpoint.ts";

export interface Input {
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Answered {
  readonly status: number;
  /** Of a refusal. */
  readonly code: string | undefined;
  readonly text: string;
  readonly headers: Headers;
}

/** Sends what a row of the endpoint table describes. */
export async function ask(
  url: string,
  row: Endpoint,
  { params = {}, body }: Input = {},
  headers: Record<string, string> = {},
): Promise<Answered> {
  const path = row.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const response = await fetch(new URL(path, url), {
    method: row.method.toUpperCase(),
    redirect: "manual",
    headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, code: codeIn(text), text, headers: response.headers };
}

function codeIn(text: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null && "code" in parsed
      ? String(parsed.code)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Signs in; answers the cookie as a browser would send it back. */
export async function cookieOf(url: string, login: string, password: string): Promise<string> {
  const response = await fetch(new URL("/api/sign-in", url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ login, password }),
  });
  if (!response.ok) throw new Error(`${login}: ${response.status} ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
}

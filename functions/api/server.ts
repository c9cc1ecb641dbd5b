/** The HTTP server made from the endpoint table: parse, guard, call the route, answer. Nothing else is served. */
import { type Context, Hono } from "hono";
import { getCookie } from "hono/cookie";
import { secureHeaders } from "hono/secure-headers";
import { Resource } from "sst/resource";
import type * as z from "zod";
import type { Person } from "../../core/organisation/unit.ts";
import type { Refusal, Result } from "../../core/outcome.ts";
import { clock } from "../adapters/clock.ts";
import { log } from "../adapters/log.ts";
import { type Link, linkByToken } from "../adapters/table/links.ts";
import { getNotice } from "../adapters/table/notices.ts";
import { getPerson, getUnit } from "../adapters/table/offices.ts";
import { getSubmission } from "../adapters/table/submissions.ts";
import { cookieName, isSecure, personBehind } from "./caller.ts";
import type { Endpoint } from "./contract/endpoint.ts";
import { type Endpoints, endpoints } from "./contract/endpoints.ts";
import { mayEnter, type Subject } from "./guard.ts";
import { withRequestId } from "./request-id.ts";
import { routes } from "./routes/routes.ts";

/** What a route gets: everything parsed, the caller known and allowed. */
export interface Call<E> {
  readonly params: E extends Endpoint<infer P, infer _Q, infer _B, infer _A> ? z.output<P> : never;
  readonly query: E extends Endpoint<infer _P, infer Q, infer _B, infer _A> ? z.output<Q> : never;
  readonly body: E extends Endpoint<infer _P, infer _Q, infer B, infer _A> ? z.output<B> : never;
  /** Set for `signed-in` and `roles`. */
  readonly person: E extends { access: { kind: "signed-in" | "roles" } } ? Person : undefined;
  /** Set for `link`. */
  readonly link: E extends { access: { kind: "link" } } ? Link : undefined;
  readonly http: Context;
}

type Answered<E> = E extends Endpoint<infer _P, infer _Q, infer _B, infer A> ? z.input<A> : never;

export type Routes = {
  [Name in keyof Endpoints]: (
    call: Call<Endpoints[Name]>,
  ) => Promise<Result<Answered<Endpoints[Name]>> | Response> | Result<Answered<Endpoints[Name]>> | Response;
};

const STATUS: Readonly<Record<string, 400 | 401 | 403 | 404 | 410 | 429>> = {
  bad_request: 400,
  sign_in_required: 401,
  sign_in_failed: 401,
  not_allowed: 403,
  cross_site: 403,
  not_found: 404,
  link_expired: 410,
  too_many_attempts: 429,
};

function refused(http: Context, { code, message }: Refusal): Response {
  return http.json({ code, message }, STATUS[code] ?? 409);
}

/** Largest JSON body: reasons and answers, never files. */
const MAX_BODY = 1_000_000;

export function createServer(): Hono {
  const app = new Hono();
  app.use("/api/*", withRequestId);
  app.use("/api/*", secureHeaders());
  app.use("/api/*", async (http, next) => {
    await next();
    http.header("Cache-Control", "no-store");
  });
  app.get("/api/openapi.json", async (http) => {
    const { openApiDocument } = await import("./openapi.ts");
    return http.json(openApiDocument());
  });
  for (const name of Object.keys(endpoints) as (keyof Endpoints)[]) mount(app, name);
  app.all("/api/*", (http) => refused(http, { code: "not_found", message: "没有这个地址。" }));
  app.onError((error, http) => {
    log.error({ code: "request_failed", message: `${http.req.method} ${http.req.routePath}`, error });
    return http.json(
      { code: "internal", message: "系统出了差错，操作没有完成。请稍后再试；如仍不行，请告诉管理员。" },
      500,
    );
  });
  return app;
}

function mount(app: Hono, name: keyof Endpoints): void {
  const endpoint: Endpoint = endpoints[name];
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, ":$1");
  app.on(endpoint.method.toUpperCase(), path, async (http) => {
    if (endpoint.method !== "get" && isCrossSite(http))
      return refused(http, {
        code: "cross_site",
        message: "请求来自其他网站，已拒绝。请在本系统页面内操作。",
      });
    const parsed = await parse(endpoint, http);
    if (!parsed.ok) return refused(http, parsed.refusal);
    const entered = await enter(endpoint, http);
    if (!entered.ok) return refused(http, entered.refusal);
    // The row's own schemas have just parsed these values and its rule has let the caller in.
    const call = { ...parsed.value, ...entered.value, http } as never;
    const outcome = await routes[name](call);
    if (outcome instanceof Response) return outcome;
    return outcome.ok ? http.json(outcome.value as never) : refused(http, outcome.refusal);
  });
}

/** A browser says where a request comes from; one from another site must not use the cookie (ASVS 3.5). */
function isCrossSite(http: Context): boolean {
  const origin = http.req.header("origin");
  if (!origin) return false;
  if (!URL.canParse(origin)) return true;
  const { host } = new URL(origin);
  return host !== http.req.header("host") && host !== new URL(Resource.Site.url).host;
}

async function parse(
  endpoint: Endpoint,
  http: Context,
): Promise<Result<{ params: unknown; query: unknown; body: unknown }>> {
  const wrong = (where: string, error: z.ZodError): { ok: false; refusal: Refusal } => {
    const said = error.issues[0]?.message ?? "";
    // The schemas speak Chinese where a person can be at fault; zod's own English is for programs.
    const message = /\p{Script=Han}/u.test(said) ? said : `${where}有误，请刷新页面后重试。`;
    return { ok: false, refusal: { code: "bad_request", message } };
  };
  const params = endpoint.params?.safeParse(http.req.param());
  if (params && !params.success) return wrong("地址", params.error);
  const query = endpoint.query?.safeParse(http.req.query());
  if (query && !query.success) return wrong("查询条件", query.error);
  const text = endpoint.body ? await http.req.text() : "";
  if (text.length > MAX_BODY)
    return { ok: false, refusal: { code: "bad_request", message: "提交的内容过长。" } };
  const body = endpoint.body?.safeParse(json(text));
  if (body && !body.success) return wrong("提交的内容", body.error);
  return { ok: true, value: { params: params?.data, query: query?.data, body: body?.data } };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function enter(endpoint: Endpoint, http: Context): Promise<Result<{ person?: Person; link?: Link }>> {
  const { access } = endpoint;
  if (access.kind === "public") return { ok: true, value: {} };
  if (access.kind === "link") {
    const link = await linkByToken(http.req.param("token") ?? "");
    if (!link)
      return {
        ok: false,
        refusal: {
          code: "not_found",
          message: "上传链接不存在，请核对链接是否完整，或向宣传部门索取新的链接。",
        },
      };
    if (link.revoked || link.expiresAt <= clock.instant())
      return {
        ok: false,
        refusal: { code: "link_expired", message: "上传链接已失效，请向宣传部门索取新的链接。" },
      };
    return { ok: true, value: { link } };
  }
  const person = await personBehind(getCookie(http, cookieName(isSecure())));
  // The role first: who may not ask at all does not learn what exists.
  const asked = mayEnter(access, person, undefined);
  if (!asked.ok) return asked;
  const subject = await subjectOf(endpoint, http, asked.value);
  if (subject === "unknown")
    return { ok: false, refusal: { code: "not_found", message: "没有找到这项内容。" } };
  const entered = mayEnter(access, person, subject);
  return entered.ok ? { ok: true, value: { person: entered.value } } : entered;
}

/** What the path's `{id}` is, so that no route can forget to ask whose it is. */
async function subjectOf(
  endpoint: Endpoint,
  http: Context,
  person: Person,
): Promise<Subject | "unknown" | undefined> {
  const id = http.req.param("id");
  if (!id) return undefined;
  if (endpoint.path.startsWith("/api/units/{id}")) {
    const unit = await getUnit(person.jurisdiction, id);
    return unit ? { jurisdiction: unit.jurisdiction, unitId: unit.id } : "unknown";
  }
  if (endpoint.path.startsWith("/api/submissions/{id}")) return (await getSubmission(id)) ?? "unknown";
  if (endpoint.path.startsWith("/api/people/{id}"))
    return (await getPerson(person.jurisdiction, id)) ?? "unknown";
  if (endpoint.path.startsWith("/api/notices/{id}")) return (await getNotice(id)) ?? "unknown";
  throw new Error(`no subject for ${endpoint.path}`);
}

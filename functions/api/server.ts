/** The HTTP server made from the endpoint table: guard, parse, call the route, answer. Nothing else is served. */
import { type Context, Hono } from "hono";
import { Resource } from "sst/resource";
import type * as z from "zod";
import type { Person } from "../../core/organisation/unit.ts";
import { accept, type Refusal, type RefusalKind, type Result, refuse } from "../../core/outcome.ts";
import { type Reach, reachOf } from "../../core/rights/rights.ts";
import { RulebookRefused } from "../../core/rulebook/refused.ts";
import type { Actor } from "../../core/subject/kind.ts";
import { UnreadableRow } from "../../core/subject/stored.ts";
import { clock } from "../adapters/clock.ts";
import { log } from "../adapters/log.ts";
import { type Link, liveLink } from "../app/links/links.ts";
import { throughLink } from "../app/links/through-link.ts";
import { stands } from "../app/operations/readiness.ts";
import { principalOf } from "../app/people/actor.ts";
import { personBehind } from "../app/sign-in/sign-in.ts";
import type { Subjects } from "../app/subjects/load.ts";
import { protectiveHeaders } from "../manifest/resources.ts";
import { enterBefore } from "./acting.ts";
import type { Before } from "./call.ts";
import type { Endpoint } from "./contract/endpoint.ts";
import { type Endpoints, endpoints } from "./contract/endpoints.ts";
import { cookieOf } from "./cookie.ts";
import { mayEnter } from "./guard.ts";
import { withRequestId } from "./request-id.ts";
import { routes } from "./routes/routes.ts";

const STATUS = {
  input: 400,
  auth: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  gone: 410,
  limit: 429,
  unavailable: 503,
} as const satisfies Record<RefusalKind, number>;

function refused(http: Context, { kind, code, message }: Refusal): Response {
  return http.json({ code, message }, STATUS[kind]);
}

/** Largest JSON body: reasons and answers, never files. */
const MAX_BODY = 1_000_000;

export function createServer(): Hono {
  const app = new Hono();
  app.use("/api/*", withRequestId);
  app.use("/api/*", async (http, next) => {
    await next();
    for (const [name, value] of Object.entries(protectiveHeaders)) http.header(name, value);
    http.header("Cache-Control", "no-store");
  });
  app.get("/api/openapi.json", async (http) => {
    const { openApiDocument } = await import("./openapi.ts");
    return http.json(openApiDocument());
  });
  for (const name of Object.keys(endpoints) as (keyof Endpoints)[]) mount(app, name);
  app.all("/api/*", (http) =>
    refused(http, { kind: "missing", code: "not_found", message: "没有这个地址。" }),
  );
  app.onError((error, http) => {
    // Its own words say which row it is and what to do; where it was met says nothing.
    if (error instanceof UnreadableRow) {
      const { fault, key, message } = error;
      const code = `row_${fault}`;
      log.error({ code, message, subject: key });
      return http.json({ code, message: `${message}操作没有完成，请告诉管理员。` }, 500);
    }
    if (error instanceof RulebookRefused)
      return refused(http, { kind: "conflict", code: "rulebook_refused", message: error.message });
    log.error({ code: "request_failed", message: `${http.req.method} ${http.req.routePath}`, error });
    if (stands("disk_full"))
      return refused(http, {
        kind: "unavailable",
        code: "disk_full",
        message: "系统存储空间已用完，操作没有完成；请告诉管理员，清理后会自动恢复。",
      });
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
        kind: "forbidden",
        code: "cross_site",
        message: "请求来自其他网站，已拒绝。请在本系统页面内操作。",
      });
    // The address says what it is about; what else was sent is read of those only who may send it.
    const params = endpoint.params?.safeParse(http.req.param());
    if (params && !params.success) return refused(http, wrong("地址", params.error).refusal);
    const entered = await enter(endpoint, http);
    if (!entered.ok) return refused(http, entered.refusal);
    const sent = await parse(endpoint, http);
    if (!sent.ok) return refused(http, sent.refusal);
    // The row's own schemas have just parsed these values and its rule has let the caller in.
    const call = { params: params?.data, ...sent.value, ...entered.value, http } as never;
    const outcome = await routes[name](call);
    if (outcome instanceof Response) return outcome;
    return outcome.ok ? http.json(outcome.value as never) : refused(http, outcome.refusal);
  });
}

/** A browser says where a request comes from; one from another site must not use the cookie (ASVS 3.5). */
function isCrossSite(http: Context): boolean {
  // `none`: typed into the address line, or a bookmark.
  const site = http.req.header("sec-fetch-site") ?? "none";
  if (site !== "same-origin" && site !== "none") return true;
  const origin = http.req.header("origin");
  if (!origin) return false;
  if (!URL.canParse(origin)) return true;
  const { host } = new URL(origin);
  return host !== http.req.header("host") && host !== new URL(Resource.Site.url).host;
}

function wrong(where: string, error: z.ZodError) {
  const said = error.issues[0]?.message ?? "";
  // The schemas speak Chinese where a person can be at fault; zod's own English is for programs.
  const message = /\p{Script=Han}/u.test(said) ? said : `${where}有误，请刷新页面后重试。`;
  return refuse("input", "bad_request", message);
}

async function parse(endpoint: Endpoint, http: Context): Promise<Result<{ query: unknown; body: unknown }>> {
  const query = endpoint.query?.safeParse(http.req.query());
  if (query && !query.success) return wrong("查询条件", query.error);
  const text = endpoint.body ? await http.req.text() : "";
  if (text.length > MAX_BODY) return refuse("input", "bad_request", "提交的内容过长。");
  const body = endpoint.body?.safeParse(json(text));
  if (body && !body.success) return wrong("提交的内容", body.error);
  return accept({ query: query?.data, body: body?.data });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface Entered {
  readonly person?: Person;
  readonly actor?: Actor;
  readonly before?: Before;
  readonly link?: Link;
  readonly subject?: Subjects[keyof Subjects];
  readonly reach?: Reach;
}

/** Who is calling, and what about: no route can forget to ask whose it is. */
async function enter(endpoint: Endpoint, http: Context): Promise<Result<Entered>> {
  const { access, subject } = endpoint;
  const id = http.req.param("id") ?? "";
  if (access.kind === "public") return accept({});
  if (access.kind === "link") {
    const link = await liveLink(http.req.param("token") ?? "");
    if (!link.ok) return link;
    if (!subject) return accept({ link: link.value });
    const submission = await throughLink(link.value, id);
    return submission.ok ? accept({ link: link.value, subject: submission.value }) : submission;
  }
  const person = await personBehind(cookieOf(http, "session"));
  if (subject) return enterBefore(subject, id, access, person);
  const today = clock.today();
  const asked = mayEnter(access, person, undefined, today);
  if (!asked.ok) return asked;
  const reach = access.kind === "roles" ? reachOf(asked.value, access, today) : undefined;
  const before: Before = (name, other) => enterBefore(name, other, access, person);
  return accept({ person: asked.value, actor: principalOf(asked.value), reach, before });
}

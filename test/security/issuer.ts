/**
 * An office's single sign-on for tests: a real issuer on the loopback address, with its people, whom it lets in by a click. It
 * can be made to say what an honest one would not.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import Provider, { type Configuration } from "oidc-provider";

export interface IssuersPerson {
  readonly sub: string;
  readonly name: string;
  readonly preferred_username?: string;
  readonly groups?: readonly string[];
  /** How it asks this person to prove who they are (RFC 8176). */
  readonly amr?: readonly string[];
}

/** What the next tokens say instead of the truth. */
export interface Spoilt {
  readonly claims?: Omit<JWTPayload, "aud"> & { readonly aud?: string | readonly string[] };
  /** Signed by a key that is not the issuer's. */
  readonly foreignKey?: boolean;
}

export interface Issuer {
  readonly url: string;
  readonly people: Map<string, IssuersPerson>;
  spoilt: Spoilt | undefined;
  /** @param site where people reach the service */
  serve(site: string): Promise<void>;
  /** Goes where a browser would, as this person; answers the query with which it comes back to the site. */
  visit(address: string, sub: string): Promise<string>;
  close(): Promise<void>;
}

export const CLIENT = "qiyou";
export const SECRET = "what-the-issuer-has-given-this-service";
const ALGORITHM = "RS256";

/** Listens at once, so that a service can be told of it; it knows that service once `serve` says where its site is. */
export async function openIssuer(): Promise<Issuer> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const people = new Map<string, IssuersPerson>();
  let site = "";
  const issuer: Issuer = {
    url,
    people,
    spoilt: undefined,
    async serve(at) {
      site = at;
      const provider = await providerOf(issuer, site);
      server.on("request", (request, response) => answer(provider, people, request, response));
    },
    visit: (address, sub) => visit(address, sub, site),
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return issuer;
}

async function providerOf(issuer: Issuer, site: string): Promise<Provider> {
  const [own, foreign] = [
    await generateKeyPair(ALGORITHM, { extractable: true }),
    await generateKeyPair(ALGORITHM),
  ];
  const provider = new Provider(issuer.url, {
    ...configuration(site, issuer.people),
    jwks: { keys: [{ ...(await exportJWK(own.privateKey)), alg: ALGORITHM, use: "sig", kid: "own" }] },
  });
  provider.use(async (context, next) => {
    await next();
    const { spoilt } = issuer;
    if (context.path !== "/token" || !spoilt || !context.body?.id_token) return;
    const token: string = context.body.id_token;
    const key = spoilt.foreignKey ? foreign.privateKey : own.privateKey;
    const header = { ...decodeProtectedHeader(token), alg: ALGORITHM };
    const claims: JWTPayload = { ...decodeJwt(token), ...Object(spoilt.claims) };
    context.body.id_token = await new SignJWT(claims).setProtectedHeader(header).sign(key);
  });
  return provider;
}

/** The issuer's own pages are the library's; who somebody is, is asked here. */
async function answer(
  provider: Provider,
  people: Issuer["people"],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<unknown> {
  const [, uid] = /^\/interaction\/([\w-]+)$/.exec(request.url ?? "") ?? [];
  if (uid === undefined) return provider.callback()(request, response);
  if (request.method === "GET") {
    response.setHeader("content-type", "text/html; charset=utf-8");
    return response.end(doorOf(uid, [...people.values()]));
  }
  let form = "";
  for await (const chunk of request) form += chunk;
  const accountId = new URLSearchParams(form).get("account") ?? "";
  const amr = [...(people.get(accountId)?.amr ?? ["pwd"])];
  return provider.interactionFinished(request, response, { login: { accountId, amr } });
}

function configuration(site: string, people: Issuer["people"]): Configuration {
  return {
    clients: [
      {
        client_id: CLIENT,
        client_secret: SECRET,
        redirect_uris: [`${site}/sign-in/returned`],
        post_logout_redirect_uris: [`${site}/sign-in`],
        token_endpoint_auth_method: "client_secret_basic",
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ["sub", "amr"], profile: ["name", "preferred_username", "groups"] },
    // Some tell groups in the token, this one when asked for them.
    conformIdTokenClaims: true,
    cookies: { keys: ["of-a-test"] },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: async () => ({ ...people.get(sub), sub }) }),
    async loadExistingGrant({ oidc }) {
      const { client, session, provider } = oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope("openid profile");
      await grant.save();
      return grant;
    },
  };
}

const doorOf = (uid: string, people: readonly IssuersPerson[]): string => `<!doctype html>
<meta charset="utf-8"><title>统一身份</title>
<form method="post" action="/interaction/${uid}">
${people.map(({ sub, name }) => `<button name="account" value="${sub}">${name}</button>`).join("\n")}
</form>`;

/** As a browser: keeps the issuer's cookies, follows it from page to page, clicks the person. */
async function visit(address: string, sub: string, site: string): Promise<string> {
  const cookies = new Map<string, string>();
  let [to, form]: [URL, string | undefined] = [new URL(address), undefined];
  for (let page = 0; page < 10; page++) {
    if (to.href.startsWith(`${site}/`)) return to.search.slice(1);
    const response: Response = await fetch(to, {
      redirect: "manual",
      method: form === undefined ? "GET" : "POST",
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(form !== undefined && { "content-type": "application/x-www-form-urlencoded" }),
      },
      ...(form !== undefined && { body: form }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = "", value = ""] = cookie.split(";", 1)[0]?.split("=") ?? [];
      cookies.set(name, value);
    }
    const next: string | null = response.headers.get("location");
    if (next === null && !response.ok) throw new Error(`${to.pathname}: ${await response.text()}`);
    form = next === null ? new URLSearchParams({ account: sub }).toString() : undefined;
    to = next === null ? to : new URL(next, to);
  }
  throw new Error(`lost at ${to}`);
}

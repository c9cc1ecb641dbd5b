/**
 * The office's single sign-on: OpenID Connect, code flow with PKCE. What an issuer must prove (state, nonce, audience,
 * signature, its own name) the library asks; here stands what is asked for and what is taken from the answer.
 */
import type * as OpenId from "openid-client";
import { Resource } from "sst/resource";
import * as z from "zod";
import { environment } from "./environment.ts";
import { log } from "./log.ts";

/** Somebody as the issuer knows them. */
export interface Identified {
  readonly issuer: string;
  /** The issuer's name for this person, for ever. */
  readonly subject: string;
  readonly login: string | undefined;
  readonly name: string | undefined;
  readonly groups: readonly string[];
  /** Whether it asked for more than one factor, as far as it says. */
  readonly severalFactors: boolean;
  /** Shown again when signing out there. */
  readonly idToken: string;
}

/** What must be kept until the browser comes back: nobody else may see it. */
export interface Proof {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** `unreachable`: it does not answer as an issuer does. `refused`: it did, and what it said does not hold. */
export type SignOnFault = "unreachable" | "refused";

/** The page of the site to which the issuer sends people back. */
const RETURN_PATH = "/sign-in/returned";
const TIMEOUT_SECONDS = 8;
/** How long what an issuer says of itself is believed: it changes keys and addresses in the course of years. */
const BELIEVED_MS = 3_600_000;
/** Ways of proving oneself that are a second one (RFC 8176). */
const SECOND = new Set(["mfa", "otp", "hwk", "swk", "sms", "fpt", "face"]);

export const isSignOnSet = (): boolean => {
  const { QIYOU_OIDC_ISSUER, QIYOU_OIDC_CLIENT } = environment();
  return QIYOU_OIDC_ISSUER !== undefined && QIYOU_OIDC_CLIENT !== undefined;
};

const returnAddress = (): string => `${Resource.Site.url}${RETURN_PATH}`;

interface Known {
  readonly about: string;
  readonly until: number;
  readonly made: Promise<{ readonly client: typeof OpenId; readonly config: OpenId.Configuration }>;
}
let known: Known | undefined;

/** What the issuer says of itself, asked once an hour; what failed is asked again at once. */
function discovered(): Known["made"] {
  const { QIYOU_OIDC_ISSUER: issuer, QIYOU_OIDC_CLIENT: id } = environment();
  if (!issuer || !id) throw new Error("no single sign-on is set");
  const secret = Resource.SignOnSecret.value;
  const about = JSON.stringify([issuer, id, secret]);
  if (known?.about === about && known.until > Date.now()) return known.made;
  const made = discover(new URL(issuer), id, secret);
  known = { about, until: Date.now() + BELIEVED_MS, made };
  made.catch(() => {
    if (known?.made === made) known = undefined;
  });
  return made;
}

/** Of a service without a secret PKCE alone says that the code is its own. */
async function discover(issuer: URL, id: string, secret: string) {
  const client = await import("openid-client");
  const config = await client.discovery(
    issuer,
    id,
    undefined,
    secret ? client.ClientSecretBasic(secret) : client.None(),
    {
      timeout: TIMEOUT_SECONDS,
      // The environment lets plain http through for this machine alone.
      execute: [
        client.enableNonRepudiationChecks,
        ...(issuer.protocol === "http:" ? [client.allowInsecureRequests] : []),
      ],
    },
  );
  return { client, config };
}

/** Where the browser goes to sign in, and what must be kept until it comes back; undefined: the issuer does not answer. */
export async function signOnAddress(): Promise<{ readonly url: string; readonly proof: Proof } | undefined> {
  try {
    const { client, config } = await discovered();
    const verifier = client.randomPKCECodeVerifier();
    const proof = { state: client.randomState(), nonce: client.randomNonce(), verifier };
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: returnAddress(),
      scope: environment().QIYOU_OIDC_SCOPE ?? "openid profile",
      state: proof.state,
      nonce: proof.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
    });
    return { url: url.href, proof };
  } catch (error) {
    tell("sign_on_unreachable", "the single sign-on does not answer", error);
    return undefined;
  }
}

const text = z.string().min(1).optional().catch(undefined);
const claims = z.object({
  iss: z.string(),
  sub: z.string().min(1),
  name: text,
  amr: z.array(z.string()).catch([]),
});
const names = z.union([z.array(z.string()), z.string().transform((one) => [one])]).catch([]);

/** @param answer the query with which the browser came back */
export async function identifiedBy(
  answer: string,
  { state, nonce, verifier }: Proof,
): Promise<Identified | SignOnFault> {
  try {
    const { client, config } = await discovered();
    const tokens = await client.authorizationCodeGrant(config, new URL(`${returnAddress()}?${answer}`), {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const proven: Record<string, unknown> = { ...tokens.claims() };
    const { QIYOU_OIDC_GROUPS: groups = "groups", QIYOU_OIDC_LOGIN: login = "preferred_username" } =
      environment();
    const { iss, sub, amr } = claims.parse(proven);
    // Some issuers tell more when asked for it than in the token.
    const more =
      [groups, login, "name"].every((claim) => claim in proven) || !config.serverMetadata().userinfo_endpoint
        ? {}
        : await client.fetchUserInfo(config, tokens.access_token, sub);
    const told: Record<string, unknown> = { ...more, ...proven };
    return {
      issuer: iss,
      subject: sub,
      login: text.parse(told[login])?.trim().toLowerCase(),
      name: text.parse(told.name),
      groups: names.parse(told[groups]),
      severalFactors: amr.some((way) => SECOND.has(way)),
      idToken: tokens.id_token ?? "",
    };
  } catch (error) {
    const fault = isNetwork(error) ? "unreachable" : "refused";
    tell(`sign_on_${fault}`, "what the single sign-on said does not hold", error);
    return fault;
  }
}

/** Where the browser ends its session at the issuer too; undefined where the issuer offers no such thing or does not answer. */
export async function signOffAddress(idToken: string | undefined): Promise<string | undefined> {
  try {
    const { client, config } = await discovered();
    if (!config.serverMetadata().end_session_endpoint) return undefined;
    return client.buildEndSessionUrl(config, {
      post_logout_redirect_uri: `${Resource.Site.url}/sign-in`,
      ...(idToken && { id_token_hint: idToken }),
    }).href;
  } catch (error) {
    tell("sign_on_unreachable", "the single sign-on does not answer", error);
    return undefined;
  }
}

const faultOf = (error: unknown): { readonly name?: unknown; readonly code?: unknown } => Object(error);

/** `fetch` throws a bare TypeError where nobody answers; the library's own bear a code. */
const isNetwork = (error: unknown): boolean =>
  faultOf(error).code === "OAUTH_TIMEOUT" ||
  (error instanceof TypeError && faultOf(error).code === undefined);

/** What it said may hold a token: only the kind of fault is told. */
function tell(code: string, message: string, error: unknown): void {
  const { name, code: kind } = faultOf(error);
  log.warn({ code, message: `${message}: ${[name, kind].filter(Boolean).join(" ")}` });
}

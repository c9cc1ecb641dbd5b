/**
 * What may be set from outside. Read when asked for, not when loaded: on one machine the addresses of the stores are
 * known only once those listen. A value that cannot be meant is told in a sentence; an empty one is none.
 */
import * as z from "zod";

const text = z.string().optional();
const address = z.url("应是 http:// 或 https:// 开头的地址").optional();

/** What is said to an issuer of identities must not be read on the way: plain http is for this machine alone. */
const issuer = z
  .url()
  .regex(
    /^(https:\/\/|http:\/\/(127\.0\.0\.1|\[::1\]|localhost)(:\d+)?(\/|$))/,
    "应是 https:// 开头的地址，本机除外",
  )
  .optional();

const settings = z.object({
  /** Set by Lambda: where the code lies. */
  LAMBDA_TASK_ROOT: text,
  /** Where the stores are, when not at AWS. */
  AWS_ENDPOINT_URL_S3: address,
  AWS_ENDPOINT_URL_DYNAMODB: address,
  AWS_ENDPOINT_URL_SFN: address,
  AWS_ENDPOINT_URL_SESV2: address,
  /** The address to which browsers send files, when it is not the bucket's own. */
  QIYOU_UPLOAD_ORIGIN: address,
  /** Hosts that messages may go to beside those of the known robots. */
  QIYOU_OUTGOING: text,
  /** A folder with an office's own rules. */
  QIYOU_RULEBOOK: text,
  /** A folder with an office's own fonts. */
  QIYOU_FONTS: text,
  /** The office's single sign-on (OpenID Connect): its issuer, and as whom it knows this service. */
  QIYOU_OIDC_ISSUER: issuer,
  QIYOU_OIDC_CLIENT: text,
  /** What is asked of it, and under which names it tells groups and login; usual ones if not said. */
  QIYOU_OIDC_SCOPE: text,
  QIYOU_OIDC_GROUPS: text,
  QIYOU_OIDC_LOGIN: text,
  /** Least level of what the log keeps. */
  QIYOU_LOG: z
    .enum(["debug", "info", "warn", "error", "off"], "应是 debug、info、warn、error 或 off")
    .optional(),
  /** Namespace and stage of the figures that alarms read; none are written without. */
  QIYOU_METRICS: z
    .string()
    .transform((value, told) => {
      const figures = metrics.safeParse(parsed(value));
      if (figures.success) return figures.data;
      told.addIssue({ code: "custom", message: "应是含 namespace 和 stage 的 JSON" });
      return z.NEVER;
    })
    .optional(),
});
const metrics = z.object({ namespace: z.string(), stage: z.string() });
const NAMES = settings.keyof().options;

/** Read by other rooms: the command line, the deployment, the tests. */
const ELSEWHERE = [
  "QIYOU_ALARM_MAIL",
  "QIYOU_CERTIFICATE",
  "QIYOU_DAMAGES",
  "QIYOU_DOMAIN",
  "QIYOU_LEAP",
  "QIYOU_LOGIN",
  "QIYOU_OIDC_SECRET",
  "QIYOU_ORACLES",
  "QIYOU_PASSWORD",
  "QIYOU_READY",
  "QIYOU_SEED",
  "QIYOU_SITE",
];

export type Environment = z.output<typeof settings>;
/** The settings that say where a store is. */
export type AddressName = Extract<keyof Environment, `AWS_ENDPOINT_URL_${string}` | "QIYOU_UPLOAD_ORIGIN">;

export class EnvironmentRefused extends Error {
  override readonly name = "EnvironmentRefused";
}

/** A sentence for each value that cannot be meant, and for each name of ours that nobody reads: that one does no harm. */
export function environmentFaults(given: NodeJS.ProcessEnv = process.env): {
  wrong: string[];
  unknown: string[];
} {
  const read = settings.safeParse(taken(given));
  const issues = read.success ? [] : read.error.issues;
  const wrong = issues.map(({ path, message }) => `环境变量 ${path.join(".")} 的值有误：${message}。`);
  if (Boolean(given.QIYOU_OIDC_ISSUER) !== Boolean(given.QIYOU_OIDC_CLIENT))
    wrong.push("环境变量 QIYOU_OIDC_ISSUER 和 QIYOU_OIDC_CLIENT 须同时设置，或都不设置。");
  const known: readonly string[] = [...NAMES, ...ELSEWHERE];
  const unknown = Object.keys(given).filter((name) => name.startsWith("QIYOU_") && !known.includes(name));
  return { wrong, unknown: unknown.map((name) => `环境变量 ${name} 无人使用，请核对拼写。`) };
}

/** @throws EnvironmentRefused with the sentences of what is wrong */
export function environment(given: NodeJS.ProcessEnv = process.env): Environment {
  const read = settings.safeParse(taken(given));
  if (read.success) return read.data;
  throw new EnvironmentRefused(environmentFaults(given).wrong.join("\n"));
}

function taken(given: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(NAMES.map((name) => [name, given[name] || undefined]));
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

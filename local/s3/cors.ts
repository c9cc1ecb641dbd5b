/** Cross-origin rules of a bucket: their document, which rule a request meets, and what the browser is told. */
import { S3Error } from "./errors.ts";
import { childrenOf, textOf, type XmlElement } from "./xml.ts";

export interface CorsRule {
  readonly id?: string;
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  readonly expose: readonly string[];
  readonly maxAge?: number;
}

const METHODS = new Set(["GET", "PUT", "POST", "DELETE", "HEAD"]);
const MAX_RULES = 100;

export function parseCors(document: XmlElement): CorsRule[] {
  const rules = childrenOf(document, "CORSRule").map((rule): CorsRule => {
    const texts = (name: string) => childrenOf(rule, name).map((child) => child.text);
    const maxAge = textOf(rule, "MaxAgeSeconds");
    return {
      id: textOf(rule, "ID"),
      origins: texts("AllowedOrigin"),
      methods: texts("AllowedMethod"),
      headers: texts("AllowedHeader"),
      expose: texts("ExposeHeader"),
      maxAge: maxAge === undefined ? undefined : Number(maxAge),
    };
  });
  if (rules.length === 0 || rules.length > MAX_RULES) throw new S3Error("MalformedXML");
  for (const rule of rules) {
    if (rule.origins.length === 0 || rule.methods.length === 0 || Number.isNaN(rule.maxAge ?? 0)) {
      throw new S3Error("MalformedXML");
    }
    const unsupported = rule.methods.find((method) => !METHODS.has(method));
    if (unsupported !== undefined) {
      throw new S3Error(
        "InvalidRequest",
        `Found unsupported HTTP method in CORS config. Unsupported method is ${unsupported}`,
      );
    }
    const wild = [...rule.origins, ...rule.headers].find((pattern) => pattern.split("*").length > 2);
    if (wild !== undefined) {
      throw new S3Error("InvalidRequest", `AllowedOrigin "${wild}" can not have more than one wildcard.`);
    }
  }
  return rules;
}

export interface CorsQuestion {
  readonly origin: string;
  readonly method: string;
  /** Lower-case names a preflight asks for. */
  readonly headers: readonly string[];
}

/** Headers for the browser, or nothing when no rule allows the request. */
export function corsHeaders(
  rules: readonly CorsRule[] | undefined,
  question: CorsQuestion,
): Record<string, string> | undefined {
  const rule = rules?.find(
    (candidate) =>
      candidate.origins.some((pattern) => fits(pattern, question.origin)) &&
      candidate.methods.includes(question.method) &&
      question.headers.every((header) =>
        candidate.headers.some((pattern) => fits(pattern.toLowerCase(), header)),
      ),
  );
  if (!rule) return undefined;
  const anyOrigin = rule.origins.includes("*");
  return {
    "access-control-allow-origin": anyOrigin ? "*" : question.origin,
    "access-control-allow-methods": rule.methods.join(", "),
    ...(question.headers.length > 0 && { "access-control-allow-headers": question.headers.join(", ") }),
    ...(rule.expose.length > 0 && { "access-control-expose-headers": rule.expose.join(", ") }),
    ...(rule.maxAge !== undefined && { "access-control-max-age": String(rule.maxAge) }),
    ...(!anyOrigin && { "access-control-allow-credentials": "true" }),
    vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
  };
}

/** One `*` stands for any run of characters. */
function fits(pattern: string, text: string): boolean {
  const [head = "", tail] = pattern.split("*");
  if (tail === undefined) return pattern === text;
  return text.length >= head.length + tail.length && text.startsWith(head) && text.endsWith(tail);
}

/**
 * The policy of a browser upload: who signed it, until when it holds, and every condition on the form
 * (Amazon S3, "POST policy"). A field that no condition names is refused.
 */
import { ALGORITHM, hmac, type Keyring, parseTimestamp, sameText, signingKey } from "../signing/key.ts";
import { S3Error } from "./errors.ts";
import { readScope } from "./signature.ts";

/** Form fields before the file; lower-case names. */
export type FormFields = ReadonlyMap<string, string>;

export interface SizeRange {
  readonly min: number;
  readonly max: number;
}

/** Fields that need no condition of their own. */
const FREE_FIELDS = new Set(["policy", "x-amz-signature", "file"]);
const IGNORED = "x-ignore-";

/**
 * Checks signature, expiry and all conditions but the size, whose bounds are answered (bytes, both inclusive).
 * `fields` are those after `${filename}` was replaced; `now` in milliseconds.
 */
export function checkPolicy(fields: FormFields, bucket: string, keyring: Keyring, now: number): SizeRange {
  const encoded = fields.get("policy");
  if (encoded === undefined) throw new S3Error("AccessDenied");
  checkSignature(encoded, fields, keyring);
  const policy = parsePolicy(encoded);
  if (now > policy.expiration) throw invalid("Policy expired.");
  const form = new Map([...fields, ["bucket", bucket]]);
  if ((fields.get("bucket") ?? bucket) !== bucket)
    throw invalid(`Policy Condition failed: ["eq", "$bucket", "${bucket}"]`);
  const named = new Set<string>();
  const range = { min: 0, max: Number.POSITIVE_INFINITY };
  for (const condition of policy.conditions) {
    if (condition.operator === "content-length-range") {
      range.min = Math.max(range.min, condition.min);
      range.max = Math.min(range.max, condition.max);
      continue;
    }
    named.add(condition.field);
    if (!holds(condition, form.get(condition.field))) {
      const { operator, field, value } = condition;
      throw invalid(`Policy Condition failed: ["${operator}", "$${field}", ${JSON.stringify(value)}]`);
    }
  }
  const extra = [...form.keys()].filter(
    (field) => !named.has(field) && !FREE_FIELDS.has(field) && !field.startsWith(IGNORED),
  );
  if (extra.length > 0) throw invalid(`Extra input fields: ${extra.sort().join(", ")}`);
  return range;
}

function checkSignature(encoded: string, fields: FormFields, keyring: Keyring): void {
  const field = (name: string) => {
    const value = fields.get(name);
    if (value === undefined) {
      throw new S3Error(
        "InvalidArgument",
        `Bucket POST must contain a field named '${name}'.  If it is specified, please check the order of the fields.`,
        { details: { ArgumentName: name, ArgumentValue: "" } },
      );
    }
    return value;
  };
  const [algorithm, credential, date, signature] = [
    field("x-amz-algorithm"),
    field("x-amz-credential"),
    field("x-amz-date"),
    field("x-amz-signature"),
  ];
  const scope = readScope(credential, keyring, "query");
  if (algorithm !== ALGORITHM || parseTimestamp(date) === undefined || !date.startsWith(scope.date)) {
    throw new S3Error("AccessDenied", `Only ${ALGORITHM} with a matching X-Amz-Date is accepted`);
  }
  if (!sameText(hmac(signingKey(keyring, scope), encoded).toString("hex"), signature)) {
    throw new S3Error("SignatureDoesNotMatch");
  }
}

type Condition =
  | { readonly operator: "eq" | "starts-with"; readonly field: string; readonly value: string }
  | { readonly operator: "content-length-range"; readonly min: number; readonly max: number };

interface Policy {
  readonly expiration: number;
  readonly conditions: readonly Condition[];
}

function parsePolicy(encoded: string): Policy {
  let document: unknown;
  try {
    document = JSON.parse(Buffer.from(encoded, "base64").toString("utf8"));
  } catch {
    throw malformed("Invalid JSON.");
  }
  if (typeof document !== "object" || document === null) throw malformed("Invalid JSON.");
  const expiration = "expiration" in document ? document.expiration : undefined;
  const conditions = "conditions" in document ? document.conditions : undefined;
  const time = typeof expiration === "string" ? Date.parse(expiration) : Number.NaN;
  if (Number.isNaN(time)) throw malformed("Invalid or missing expiration.");
  if (!Array.isArray(conditions)) throw malformed("Missing conditions.");
  return { expiration: time, conditions: conditions.map(parseCondition) };
}

function parseCondition(condition: unknown): Condition {
  if (Array.isArray(condition)) return parseTriple(condition);
  const entries = typeof condition === "object" && condition !== null ? Object.entries(condition) : [];
  const [only] = entries;
  if (!only || entries.length !== 1) {
    throw malformed("Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.");
  }
  const [field, value] = only;
  if (typeof value !== "string") throw malformed("Invalid Simple-Condition: value must be a string.");
  return { operator: "eq", field: field.toLowerCase(), value };
}

function parseTriple([operator, first, second, ...rest]: readonly unknown[]): Condition {
  const name = typeof operator === "string" ? operator.toLowerCase() : "";
  if (rest.length > 0) throw malformed(`Invalid condition ${name}.`);
  if (name === "content-length-range") {
    const [min, max] = [Number(first), Number(second)];
    if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max) || min < 0 || max < min) {
      throw malformed("Invalid content-length-range.");
    }
    return { operator: name, min, max };
  }
  if (name !== "eq" && name !== "starts-with")
    throw malformed(`Unknown condition ${JSON.stringify(operator)}.`);
  if (typeof first !== "string" || typeof second !== "string" || !first.startsWith("$")) {
    throw malformed(`Invalid condition ${name}.`);
  }
  return { operator: name, field: first.slice(1).toLowerCase(), value: second };
}

function holds(
  condition: Exclude<Condition, { operator: "content-length-range" }>,
  value: string | undefined,
): boolean {
  if (condition.operator === "eq") return value === condition.value;
  // A comma-separated Content-Type is a list, and the condition holds for each member.
  const values = condition.field === "content-type" ? (value ?? "").split(",") : [value ?? ""];
  return (
    (value !== undefined || condition.value === "") &&
    values.every((each) => each.trim().startsWith(condition.value))
  );
}

function invalid(reason: string): S3Error {
  return new S3Error("AccessDenied", `Invalid according to Policy: ${reason}`);
}

function malformed(reason: string): S3Error {
  return new S3Error("InvalidPolicyDocument", `Invalid Policy: ${reason}`);
}

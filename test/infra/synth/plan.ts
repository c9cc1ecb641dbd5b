/** What a deployment would create, as the mocked run has found it, and the questions tests ask of it. */

export interface PlannedResource {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The engine refuses to delete or replace it. */
  readonly protect: boolean;
  /** Deleting its entry leaves the thing itself. */
  readonly retain: boolean;
}

/** What SST asks its CLI to build of a function. */
export interface BuildRequest {
  readonly functionID: string;
  readonly handler: string;
  readonly runtime: string;
  /** What `Resource` would answer, by name. */
  readonly links: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly copyFiles: readonly { readonly from: string; readonly to: string; readonly isDir: boolean }[];
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface BuildAnswer {
  /** As Lambda wants it: `bundle.handler`. */
  readonly handler: string;
  /** The folder that becomes the zip. */
  readonly out: string;
  readonly errors: readonly string[];
  readonly sourcemaps: readonly string[];
}

export interface Plan {
  readonly resources: readonly PlannedResource[];
  readonly builds: readonly BuildRequest[];
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Holds `artifacts/<function>/code.zip`. */
  readonly work: string;
}

export interface Statement {
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Principal: unknown;
  readonly Condition: unknown;
}

/** By this key Pulumi knows what it has wrapped as a secret. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** A value that is a secret, or part of one, without its wrapping. */
export function unwrapped(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !(SIGNATURE in value)) return value;
  return "value" in value ? unwrapped(value.value) : value;
}

export const ofType = (plan: Plan, type: string): PlannedResource[] =>
  plan.resources.filter((resource) => resource.type === type);

/** The one resource of that type whose name is, or begins with, `name`. */
export function find(plan: Plan, type: string, name: string): PlannedResource {
  const candidates = ofType(plan, type);
  const exact = candidates.filter((resource) => resource.name === name);
  const found = exact.length > 0 ? exact : candidates.filter((resource) => resource.name.startsWith(name));
  const [one] = found;
  if (!one || found.length > 1)
    throw new Error(
      `${found.length} ${type} named ${name}; there are: ${candidates.map((each) => each.name).join(", ")}`,
    );
  return one;
}

/** Statements of a policy document, lists made of single values. */
export function statementsOf(policy: unknown): Statement[] {
  const document: unknown = typeof policy === "string" ? JSON.parse(policy) : policy;
  return list(field(document, "Statement")).map((statement) => ({
    Effect: String(field(statement, "Effect")),
    Action: list(field(statement, "Action")).map(String),
    Resource: list(field(statement, "Resource")).map(String),
    Principal: field(statement, "Principal"),
    Condition: field(statement, "Condition"),
  }));
}

/** Everything a role may do. */
export function rights({ inputs }: PlannedResource): Statement[] {
  return list(inputs.inlinePolicies).flatMap((policy) => statementsOf(field(policy, "policy")));
}

export function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

export function list(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

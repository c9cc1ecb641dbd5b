/** JSONata as Step Functions evaluates it: `{% … %}` strings anywhere in a template, failures in AWS's words. */
import jsonata from "jsonata";
import { EvaluationFailure } from "../errors.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";
import { FUNCTIONS } from "./functions.ts";
import { isExpression, sourceOf } from "./source.ts";

/** What an expression can see: `$states` and the variables, each under its own name. */
export interface Scope {
  states: Record<string, unknown>;
  variables: JsonObject;
}

const compiled = new Map<string, jsonata.Expression>();

function compile(source: string): jsonata.Expression {
  const known = compiled.get(source);
  if (known) return known;
  const expression = jsonata(source);
  for (const [name, work] of Object.entries(FUNCTIONS)) expression.registerFunction(name, work);
  compiled.set(source, expression);
  return expression;
}

/** Says what is wrong with an expression's grammar; undefined when nothing is. */
export function syntaxFault(expression: string): string | undefined {
  try {
    compile(sourceOf(expression));
    return undefined;
  } catch (error) {
    return `The JSONata expression '${sourceOf(expression)}' is invalid: ${reasonOf(error)}`;
  }
}

function reasonOf(error: unknown): string {
  if (!isObject(error)) return String(error);
  return error.code === undefined ? String(error.message) : `${error.code}: ${error.message}`;
}

async function evaluateExpression(expression: string, field: string, scope: Scope): Promise<Json> {
  const source = sourceOf(expression);
  const refuse = (what: string) =>
    new EvaluationFailure(
      `The JSONata expression '${source}' specified for the field '${field}' ${what}`,
      field,
    );
  let value: unknown;
  try {
    value = await compile(source).evaluate(undefined, { ...scope.variables, states: scope.states });
  } catch (error) {
    throw refuse(`threw an error during evaluation. ${reasonOf(error)}`);
  }
  if (value === undefined) throw refuse("returned nothing (undefined).");
  if (
    typeof value === "function" ||
    (isObject(value) && (value._jsonata_function || value._jsonata_lambda))
  ) {
    throw refuse("returned an unsupported result type.");
  }
  // Through JSON: JSONata marks the sequences it returns, and only plain data may travel on.
  return JSON.parse(JSON.stringify(value));
}

/** Evaluates a template: strings that are expressions are replaced by their values, everything else stays. */
export async function evaluate(template: Json, field: string, scope: Scope): Promise<Json> {
  if (isExpression(template)) return evaluateExpression(template, field, scope);
  if (Array.isArray(template)) {
    const items: Json[] = [];
    for (const [index, item] of template.entries())
      items.push(await evaluate(item, `${field}[${index}]`, scope));
    return items;
  }
  if (typeof template === "object" && template !== null) {
    const object: JsonObject = {};
    for (const [key, item] of Object.entries(template))
      object[key] = await evaluate(item, `${field}/${key}`, scope);
    return object;
  }
  return template;
}

type Typed = { array: Json[]; boolean: boolean; number: number; string: string };

function isType<T extends keyof Typed>(value: Json, wanted: T): value is Typed[T] & Json {
  return typeName(value) === wanted;
}

function typeName(value: Json): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/** Evaluates a field that must have one type; `accepts` may narrow its values further. */
export async function evaluateAs<T extends keyof Typed>(
  wanted: T,
  template: Json,
  field: string,
  scope: Scope,
  accepts: (value: Typed[T]) => boolean = () => true,
): Promise<Typed[T]> {
  const value = await evaluate(template, field, scope);
  const said = isExpression(template) ? `The JSONata expression '${sourceOf(template)}'` : "The value";
  if (!isType(value, wanted)) {
    throw new EvaluationFailure(
      `${said} specified for the field '${field}' returned an unexpected result type. Expected '${wanted}', but was '${typeName(value)}' for value: ${JSON.stringify(value)}`,
      field,
    );
  }
  if (!accepts(value)) {
    throw new EvaluationFailure(
      `${said} specified for the field '${field}' returned an invalid value: ${JSON.stringify(value)}`,
      field,
    );
  }
  return value;
}

/** Turns the text of a definition into a Machine, or into the faults that AWS would name. */
import { syntaxFault } from "../expression/evaluation.ts";
import { isExpression } from "../expression/source.ts";
import { isObject } from "../json.ts";
import { S3_OBJECT, targetOf } from "./resource.ts";
import { machineSchema } from "./schema.ts";
import { isDistributed, type Machine, type MapState, type State } from "./types.ts";

export type Parsed = { machine: Machine } | { faults: string[] };

/** Largest definition in bytes (AWS quota). */
const MAX_DEFINITION_BYTES = 1_048_576;

/** What this service can do beyond the always supported functions; a missing ability refuses the definition. */
export interface Abilities {
  readObject: boolean;
}

/**
 * Parses and checks a definition. Refused, in AWS's words: no JSON, unknown fields or types, states that are
 * not JSONata, transitions to nowhere, states nobody reaches, unknown resources, broken expressions.
 */
export function parseDefinition(text: string, abilities: Abilities): Parsed {
  if (Buffer.byteLength(text) > MAX_DEFINITION_BYTES)
    return { faults: [`INVALID_JSON_DESCRIPTION: Definition exceeds ${MAX_DEFINITION_BYTES} bytes`] };
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    return { faults: [`INVALID_JSON_DESCRIPTION: ${error instanceof Error ? error.message : error}`] };
  }
  const language = languageFaults(raw, undefined, "");
  if (language.length > 0) return { faults: language };
  const parsed = machineSchema.safeParse(raw);
  if (!parsed.success) {
    return {
      faults: parsed.error.issues.map(
        (issue) => `SCHEMA_VALIDATION_FAILED: ${issue.message} at /${issue.path.join("/")}`,
      ),
    };
  }
  const faults = [...machineFaults(parsed.data, "", abilities), ...expressionFaults(parsed.data, "")];
  return faults.length > 0 ? { faults } : { machine: parsed.data };
}

/** JSONPath, said or by default, is refused before anything else: its fields would only confuse the message. */
function languageFaults(machine: unknown, inherited: string | undefined, at: string): string[] {
  if (!isObject(machine) || !isObject(machine.States)) return [];
  const language = typeof machine.QueryLanguage === "string" ? machine.QueryLanguage : inherited;
  return Object.entries(machine.States).flatMap(([name, state]) => {
    if (!isObject(state)) return [];
    const here = `${at}/States/${name}`;
    const own = typeof state.QueryLanguage === "string" ? state.QueryLanguage : (language ?? "JSONPath");
    if (own !== "JSONata") {
      return [
        `SCHEMA_VALIDATION_FAILED: QueryLanguage '${own}' is not supported, only 'JSONata' is at ${here}`,
      ];
    }
    const branches = Array.isArray(state.Branches) ? state.Branches : [];
    return [
      ...branches.flatMap((branch, index) => languageFaults(branch, own, `${here}/Branches[${index}]`)),
      ...languageFaults(state.ItemProcessor, own, `${here}/ItemProcessor`),
    ];
  });
}

function machineFaults(machine: Machine, at: string, abilities: Abilities): string[] {
  const faults: string[] = [];
  const known = new Set(Object.keys(machine.States));
  if (!known.has(machine.StartAt)) {
    faults.push(`MISSING_TRANSITION_TARGET: Missing 'StartAt' target: ${machine.StartAt} at ${at}/StartAt`);
  }
  const reached = new Set<string>([machine.StartAt]);
  for (const [name, state] of Object.entries(machine.States)) {
    const here = `${at}/States/${name}`;
    for (const { field, target } of transitions(state)) {
      reached.add(target);
      if (!known.has(target))
        faults.push(`MISSING_TRANSITION_TARGET: Missing 'Next' target: ${target} at ${here}/${field}`);
    }
    faults.push(...stateFaults(state, here, abilities));
  }
  for (const name of known) {
    if (!reached.has(name))
      faults.push(`MISSING_TRANSITION_TARGET: State '${name}' is not reachable at ${at}/States/${name}`);
  }
  return faults;
}

function transitions(state: State): { field: string; target: string }[] {
  const found: { field: string; target: string }[] = [];
  if ("Next" in state && state.Next !== undefined) found.push({ field: "Next", target: state.Next });
  if (state.Type === "Choice") {
    state.Choices.forEach((rule, index) => {
      found.push({ field: `Choices[${index}]/Next`, target: rule.Next });
    });
    if (state.Default !== undefined) found.push({ field: "Default", target: state.Default });
  }
  if ("Catch" in state) {
    state.Catch?.forEach((catcher, index) => {
      found.push({ field: `Catch[${index}]/Next`, target: catcher.Next });
    });
  }
  return found;
}

function stateFaults(state: State, here: string, abilities: Abilities): string[] {
  const faults: string[] = [];
  const invalid = (words: string, field = "") =>
    faults.push(`SCHEMA_VALIDATION_FAILED: ${words} at ${here}${field}`);
  if (state.Type !== "Choice" && state.Type !== "Succeed" && state.Type !== "Fail") {
    if ((state.Next !== undefined) === (state.End === true))
      invalid("These fields are required, one of them only: ['Next', 'End']");
  }
  if (state.Type === "Wait" && (state.Seconds === undefined) === (state.Timestamp === undefined)) {
    invalid("These fields are required, one of them only: ['Seconds', 'Timestamp']");
  }
  if (state.Type === "Task") {
    const target = targetOf(state.Resource);
    if (!target) {
      invalid(
        `The resource provided ${state.Resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
        "/Resource",
      );
    }
    if (typeof state.HeartbeatSeconds === "number" && typeof state.TimeoutSeconds === "number") {
      if (state.HeartbeatSeconds >= state.TimeoutSeconds)
        invalid("HeartbeatSeconds must be smaller than TimeoutSeconds");
    }
  }
  if ("Retry" in state || "Catch" in state)
    faults.push(...wildcardFaults(state.Retry ?? [], state.Catch ?? [], here));
  if (state.Type === "Parallel") {
    faults.push(
      ...state.Branches.flatMap((branch, i) => machineFaults(branch, `${here}/Branches[${i}]`, abilities)),
    );
  }
  if (state.Type === "Map") faults.push(...mapFaults(state, here, abilities));
  return faults;
}

/** `States.ALL` stands alone and last, else what follows would never match. */
function wildcardFaults(
  retry: { ErrorEquals: string[] }[],
  caught: { ErrorEquals: string[] }[],
  here: string,
): string[] {
  return Object.entries({ Retry: retry, Catch: caught }).flatMap(([field, list]) =>
    list.flatMap(({ ErrorEquals }, index) =>
      ErrorEquals.includes("States.ALL") && (ErrorEquals.length > 1 || index < list.length - 1)
        ? [
            `SCHEMA_VALIDATION_FAILED: 'States.ALL' must be alone and last at ${here}/${field}[${index}]/ErrorEquals`,
          ]
        : [],
    ),
  );
}

function mapFaults(state: MapState, here: string, abilities: Abilities): string[] {
  const faults = machineFaults(state.ItemProcessor, `${here}/ItemProcessor`, abilities);
  if (!state.ItemReader) return faults;
  if (!isDistributed(state))
    faults.push(`SCHEMA_VALIDATION_FAILED: ItemReader needs Mode DISTRIBUTED at ${here}/ItemReader`);
  if (!abilities.readObject || !S3_OBJECT.test(state.ItemReader.Resource)) {
    faults.push(
      `SCHEMA_VALIDATION_FAILED: ItemReader '${state.ItemReader.Resource}' is not supported at ${here}/ItemReader`,
    );
  }
  return faults;
}

function expressionFaults(node: unknown, at: string): string[] {
  if (typeof node === "string") {
    const fault = isExpression(node) ? syntaxFault(node) : undefined;
    return fault === undefined ? [] : [`SCHEMA_VALIDATION_FAILED: ${fault} at ${at}`];
  }
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => expressionFaults(value, `${at}/${key}`));
}

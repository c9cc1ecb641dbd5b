/** Creating, changing, showing and deleting state machines. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { checkArn, checkName, machineArn } from "../arn.ts";
import { parseDefinition } from "../definition/validation.ts";
import { Fault } from "../errors.ts";
import type { JsonObject } from "../json.ts";
import type { MachineRow } from "../store/executions.ts";
import { type Context, operation, pageFields, pageSize, readPageToken, writePageToken } from "./operation.ts";

/** Logs, tracing, encryption and tags have no meaning on one machine; they are accepted and ignored. */
const settings = {
  loggingConfiguration: z.unknown().optional(),
  tracingConfiguration: z.unknown().optional(),
  encryptionConfiguration: z.unknown().optional(),
  publish: z.literal(false, "Versions are not supported").optional(),
};

export const CreateStateMachine = operation(
  z.strictObject({
    name: z.string(),
    definition: z.string(),
    roleArn: z.string().min(1),
    type: z.literal("STANDARD", "Only STANDARD is supported").optional(),
    tags: z.unknown().optional(),
    ...settings,
  }),
  ({ scope, clock, store, dispatcher }, { name, definition, roleArn }) => {
    const arn = machineArn(scope, checkName(name));
    checkDefinition(definition, dispatcher.abilities);
    const known = store.executions.machine(arn);
    if (known) {
      if (known.text !== definition || known.role !== roleArn) {
        throw new Fault("StateMachineAlreadyExists", `State Machine Already Exists: '${arn}'`);
      }
      return { stateMachineArn: arn, creationDate: known.created / 1000 };
    }
    const now = clock.now();
    const row = { machine: arn, name, role: roleArn, text: definition, revision: randomUUID(), updated: now };
    store.commits.write(() => store.executions.putMachine(row));
    return { stateMachineArn: arn, creationDate: now / 1000 };
  },
);

/** Executions that are under way keep the definition they began with. */
export const UpdateStateMachine = operation(
  z.strictObject({
    stateMachineArn: z.string(),
    definition: z.string().optional(),
    roleArn: z.string().min(1).optional(),
    ...settings,
  }),
  (context, { stateMachineArn, definition, roleArn }) => {
    const { clock, store, dispatcher } = context;
    const known = machineNamed(context, stateMachineArn);
    if (definition === undefined && roleArn === undefined) {
      throw new Fault(
        "MissingRequiredParameter",
        "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified",
      );
    }
    if (definition !== undefined) checkDefinition(definition, dispatcher.abilities);
    const updated = clock.now();
    const revision = randomUUID();
    const row = {
      machine: known.machine,
      name: known.name,
      role: roleArn ?? known.role,
      text: definition ?? known.text,
      revision,
      updated,
    };
    store.commits.write(() => store.executions.putMachine(row));
    return { updateDate: updated / 1000, revisionId: revision };
  },
);

export const DescribeStateMachine = operation(
  z.strictObject({ stateMachineArn: z.string(), includedData: z.literal("ALL_DATA").optional() }),
  (context, { stateMachineArn }) => {
    const machine = machineNamed(context, stateMachineArn);
    return {
      ...summary(machine),
      status: "ACTIVE",
      definition: machine.text,
      roleArn: machine.role,
      loggingConfiguration: { level: "OFF", includeExecutionData: false },
      revisionId: machine.revision,
    };
  },
);

export const ListStateMachines = operation(
  z.strictObject(pageFields),
  ({ store }, { maxResults, nextToken }) => {
    const limit = pageSize(maxResults);
    const [offset = 0] = readPageToken(nextToken, 1) ?? [];
    const rows = store.executions.machines(limit + 1, offset);
    return {
      stateMachines: rows.slice(0, limit).map(summary),
      ...(rows.length > limit && { nextToken: writePageToken([offset + limit]) }),
    };
  },
);

export const DeleteStateMachine = operation(
  z.strictObject({ stateMachineArn: z.string() }),
  ({ store }, { stateMachineArn }) => {
    checkArn(stateMachineArn, "stateMachine");
    store.commits.write(() => store.executions.deleteMachine(stateMachineArn));
    return {};
  },
);

/** The machine of an ARN; StateMachineDoesNotExist when there is none. */
export function machineNamed({ store }: Context, arn: string): MachineRow {
  const machine = store.executions.machine(checkArn(arn, "stateMachine"));
  if (!machine) throw new Fault("StateMachineDoesNotExist", `State Machine Does Not Exist: '${arn}'`);
  return machine;
}

function summary({ machine, name, created }: MachineRow): JsonObject {
  return { stateMachineArn: machine, name, type: "STANDARD", creationDate: created / 1000 };
}

function checkDefinition(text: string, abilities: Parameters<typeof parseDefinition>[1]): void {
  const parsed = parseDefinition(text, abilities);
  if ("faults" in parsed) {
    throw new Fault("InvalidDefinition", `Invalid State Machine Definition: '${parsed.faults.join("; ")}'`);
  }
}

/** State machines as this version has them. */
import { machineArn, ROLE } from "../names.ts";
import { Fault } from "../states/errors.ts";
import type { StatesService } from "../states/service.ts";

/** Executions that an older version began keep the definition they began with. */
export async function provisionMachine(
  states: StatesService,
  name: string,
  definition: string,
): Promise<void> {
  try {
    await states.call("CreateStateMachine", { name, definition, roleArn: ROLE });
  } catch (error) {
    if (!(error instanceof Fault && error.type === "StateMachineAlreadyExists")) throw error;
    await states.call("UpdateStateMachine", { stateMachineArn: machineArn(name), definition, roleArn: ROLE });
  }
}

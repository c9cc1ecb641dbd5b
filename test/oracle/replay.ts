/** Runs a recorded definition here, on a virtual clock, and answers the history it leaves. */
import { VirtualClock } from "../../local/clock.ts";
import { FunctionError, type Invoke } from "../../local/lambda/function-error.ts";
import type { Json, JsonObject } from "../../local/states/json.ts";
import { openStates } from "../../local/states/service.ts";
import type { Act, RecordedEvent, Recording } from "./recording.ts";

const START = Date.parse("2026-01-05T00:00:00Z");
const MAX_SECONDS = 3600;

/** What the functions of the recordings did. AWS ran Python: its failures carry a request id and a stack trace. */
function doubles(functions: Record<string, string>, hold: (token: string) => void): Invoke {
  let calls = 0;
  const raise = (type: string, message: string, line: string) => {
    const stackTrace = [`  File "/var/task/handler.py", line 2, in handler\n    ${line}\n`];
    throw new FunctionError(type, message, { cause: { requestId: "a", stackTrace } });
  };
  const plays: Record<string, (payload: unknown) => unknown> = {
    "id_function.py": (payload) => payload,
    "raise_exception.py": () =>
      raise("Exception", "Some exception was raised.", 'raise Exception("Some exception was raised.")'),
    identity: (payload) => payload,
    "fails twice": (payload) => (++calls <= 2 ? raise("Busy", "later", "raise Busy()") : payload),
    "takes the token": (payload) => {
      if (typeof payload === "object" && payload !== null && "token" in payload) hold(String(payload.token));
      return null;
    },
    "never answers": () => new Promise(() => undefined),
  };
  return async (name, payload) => {
    const play = plays[functions[name] ?? ""];
    if (!play) throw new FunctionError("Lambda.ResourceNotFoundException", `Function not found: ${name}`);
    return play(payload);
  };
}

/** The S3 object behind an ItemReader is not in the recording: its items are in the output, and there were more. */
function recordedItems(recording: Recording): Json {
  const details = recording.events.at(-1)?.executionSucceededEventDetails;
  const output =
    typeof details === "object" && details !== null && "output" in details ? details.output : "[]";
  const items: Json = typeof output === "string" ? JSON.parse(output) : null;
  return Array.isArray(items) ? [...items, { verdict: "beyond MaxItems" }] : items;
}

export async function replay(recording: Recording): Promise<RecordedEvent[]> {
  const clock = new VirtualClock(START);
  let token = "";
  const states = openStates({
    file: ":memory:",
    region: "us-east-1",
    accountId: "111111111111",
    clock,
    invoke: doubles(recording.functions, (held) => {
      token = held;
    }),
    readObject: async () => recordedItems(recording),
  });
  try {
    const { stateMachineArn } = await states.call("CreateStateMachine", {
      name: "recorded",
      definition: recording.definition,
      roleArn: "arn:aws:iam::111111111111:role/recorded",
    });
    const { executionArn } = await states.call("StartExecution", { stateMachineArn, input: recording.input });
    for (const act of recording.acts) {
      await settle();
      await perform(act);
    }
    await untilEnded(executionArn);
    return await history(executionArn);
  } finally {
    states.close();
  }

  async function perform(act: Act): Promise<void> {
    if ("advance" in act) await clock.advance(act.advance * 1000);
    else if ("success" in act)
      await states.call("SendTaskSuccess", { taskToken: token, output: JSON.stringify(act.success) });
    else if ("failure" in act) await states.call("SendTaskFailure", { taskToken: token, ...act.failure });
    else await states.call("SendTaskHeartbeat", { taskToken: token });
  }

  async function untilEnded(executionArn: Json | undefined): Promise<void> {
    for (let second = 0; second < MAX_SECONDS; second++) {
      await settle();
      const { status } = await states.call("DescribeExecution", { executionArn });
      if (status !== "RUNNING") return;
      await clock.advance(1000);
    }
  }

  async function history(executionArn: Json | undefined): Promise<RecordedEvent[]> {
    const { events } = await states.call("GetExecutionHistory", { executionArn, maxResults: 1000 });
    return Array.isArray(events)
      ? events.filter((event): event is JsonObject => typeof event === "object")
      : [];
  }
}

/** Turns of the event loop, enough for a few commits and calls; a call that never answers must not hold us. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await new Promise((resolve) => setImmediate(resolve));
}

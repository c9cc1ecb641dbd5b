/** A Step Functions service behind a real port, a virtual clock, and functions that a test plays. */
import { createServer } from "node:http";
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  type HistoryEvent,
  paginateGetExecutionHistory,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import { type Clock, VirtualClock } from "../../local/clock.ts";
import { FunctionError, type Invoke } from "../../local/lambda/function-error.ts";
import { openStates, type StatesService } from "../../local/states/service.ts";

export const ROLE = "arn:aws:iam::111122223333:role/workflows";
export const CREDENTIALS = { accessKeyId: "local", secretAccessKey: "local" };
export const START = Date.parse("2026-03-02T01:00:00Z");
export const DAY = 86_400_000;

export interface Served {
  service: StatesService;
  client: SFNClient;
  port: number;
  close(): Promise<void>;
}

export async function serve(options: {
  file: string;
  clock: Clock;
  invoke: Invoke;
  onError?: (error: unknown) => void;
}): Promise<Served> {
  const service = openStates({
    ...options,
    region: "cn-north-1",
    accountId: "111122223333",
    synchronous: "NORMAL",
  });
  const server = createServer(service.handlerFor(CREDENTIALS));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  const client = clientOf(address.port);
  return {
    service,
    client,
    port: address.port,
    async close() {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      service.close();
    },
  };
}

export function clientOf(port: number): SFNClient {
  return new SFNClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: "cn-north-1",
    credentials: CREDENTIALS,
    maxAttempts: 1,
  });
}

/** One service with all a test needs around it; `restart` is what a new process would find. */
export class Trial {
  readonly clock = new VirtualClock(START);
  readonly calls: { name: string; payload: unknown }[] = [];
  /** Function name → what it does. */
  readonly plays: Record<string, (payload: unknown) => unknown> = {};
  /** Failures of the service itself. */
  readonly failures: unknown[] = [];
  readonly #file: string;
  #served: Served | undefined;

  constructor(file = ":memory:") {
    this.#file = file;
  }

  get served(): Served {
    if (!this.#served) throw new Error("not open");
    return this.#served;
  }

  get client(): SFNClient {
    return this.served.client;
  }

  async open(): Promise<this> {
    const onError = (error: unknown) => void this.failures.push(error);
    this.#served = await serve({ file: this.#file, clock: this.clock, invoke: this.#invoke, onError });
    return this;
  }

  async close(): Promise<void> {
    await this.#served?.close();
    this.#served = undefined;
  }

  /** Answers how many executions were taken up. */
  async restart(): Promise<number> {
    await this.close();
    await this.open();
    const running = this.served.service.resume();
    await this.idle();
    return running;
  }

  readonly #invoke: Invoke = async (name, payload) => {
    this.calls.push({ name, payload });
    const play = this.plays[name];
    if (!play) throw new FunctionError("Lambda.ResourceNotFoundException", `Function not found: ${name}`);
    return play(payload);
  };

  idle(): Promise<void> {
    return this.served.service.idle();
  }

  async create(states: object, name = "review", more: object = {}): Promise<string> {
    const [StartAt] = Object.keys(states);
    const definition = JSON.stringify({ QueryLanguage: "JSONata", StartAt, States: states, ...more });
    const made = await this.client.send(new CreateStateMachineCommand({ name, definition, roleArn: ROLE }));
    return String(made.stateMachineArn);
  }

  async start(stateMachineArn: string, input: unknown = {}, name?: string): Promise<string> {
    const command = new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input), name });
    const { executionArn } = await this.client.send(command);
    await this.idle();
    return String(executionArn);
  }

  async run(states: object, input: unknown = {}): Promise<string> {
    return this.start(await this.create(states), input);
  }

  describe(executionArn: string) {
    return this.client.send(new DescribeExecutionCommand({ executionArn }));
  }

  async history(executionArn: string): Promise<HistoryEvent[]> {
    const events: HistoryEvent[] = [];
    const pages = paginateGetExecutionHistory({ client: this.client }, { executionArn, maxResults: 1000 });
    for await (const page of pages) events.push(...(page.events ?? []));
    return events;
  }

  async types(executionArn: string): Promise<string[]> {
    return (await this.history(executionArn)).map(({ type }) => String(type));
  }

  async pass(milliseconds: number): Promise<void> {
    await this.clock.advance(milliseconds);
    await this.idle();
  }

  async succeed(taskToken: string | undefined, output: unknown): Promise<void> {
    await this.client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }));
    await this.idle();
  }

  /** Plays `ask`: keeps every token it is handed. */
  asker(): string[] {
    const tokens: string[] = [];
    this.plays.ask = (payload) => {
      tokens.push(tokenIn(payload));
      return null;
    };
    return tokens;
  }
}

export function tokenIn(payload: unknown): string {
  return typeof payload === "object" && payload !== null && "token" in payload ? String(payload.token) : "";
}

/** A Task that calls a function with its input and passes its answer on. */
export const task = (FunctionName: string, more: object = {}) => ({
  Type: "Task",
  Resource: "arn:aws-cn:states:::lambda:invoke",
  Arguments: { FunctionName, Payload: "{% $states.input %}" },
  Output: "{% $states.result.Payload %}",
  End: true,
  ...more,
});

/** A Task that hands its token to `ask` and waits. */
export const question = (more: object = {}) => ({
  Type: "Task",
  Resource: "arn:aws-cn:states:::lambda:invoke.waitForTaskToken",
  Arguments: { FunctionName: "ask", Payload: { token: "{% $states.context.Task.Token %}" } },
  ...("Next" in more ? {} : { End: true }),
  ...more,
});

/** Watches the functions at work on the one-machine cloud: which of them asks what of the table, the buckets, the flows. */
import { AsyncLocalStorage } from "node:async_hooks";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { SFNClient } from "@aws-sdk/client-sfn";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { handlers } from "../../functions/entry/handlers.ts";
import { functionNames } from "../../functions/manifest/registry.ts";
import type { Handlers } from "../../local/lambda/invoker.ts";
import { field, list } from "./synth/plan.ts";

export interface Watched {
  /** To run the functions by. */
  readonly handlers: Handlers;
  /** `Intake: Table write`, each once. */
  readonly calls: ReadonlySet<string>;
  /** Lets the clients be as they were. */
  stop(): void;
}

/** What waits on whose behalf: a token names no flow, but the function that was given it does. */
const ASKS = { AskReview: "ReviewFlow", AskCorrection: "ReviewFlow", AskIssuance: "NoticeFlow" } as const;

const BUCKET_RIGHTS: Readonly<Record<string, string>> = {
  GetObject: "read",
  HeadObject: "read",
  ListObjectsV2: "read",
  PutObject: "write",
};
const TABLE_RIGHTS: Readonly<Record<string, string>> = {
  Get: "read",
  BatchGet: "read",
  Query: "read",
  Scan: "scan",
  Put: "write",
  Update: "write",
  Delete: "write",
  ConditionCheck: "write",
};

export function watch(): Watched {
  const running = new AsyncLocalStorage<string>();
  const calls = new Set<string>();
  const flowOf = new Map<unknown, string>();
  const note = (right: string) => {
    const name = running.getStore();
    if (name) calls.add(`${name}: ${right}`);
  };

  function onTable(command: string, input: unknown): void {
    const items = list(field(input, "TransactItems"));
    const kinds =
      command === "TransactWrite" ? items.flatMap((item) => Object.keys(Object(item))) : [command];
    for (const kind of kinds) note(`Table ${TABLE_RIGHTS[kind] ?? kind}`);
  }
  function onBucket(command: string, input: unknown): void {
    const bucket = String(field(input, "Bucket")).replace("qiyou-", "");
    const right = BUCKET_RIGHTS[command] ?? command;
    note(`${bucket.charAt(0).toUpperCase()}${bucket.slice(1)} ${right}`);
  }
  function onFlow(command: string, input: unknown): void {
    const arn = String(field(input, "stateMachineArn") ?? field(input, "executionArn"));
    const named = arn.includes(":notice") ? "NoticeFlow" : "ReviewFlow";
    const right = { StartExecution: "start", SendTaskSuccess: "answer", DescribeExecution: "look" }[command];
    const flow = command === "SendTaskSuccess" ? flowOf.get(field(input, "taskToken")) : named;
    note(`${flow} ${right ?? command}`);
  }

  const restore = [
    tap(DynamoDBClient, onTable),
    tap(DynamoDBDocumentClient, onTable),
    tap(S3Client, onBucket),
    tap(SFNClient, onFlow),
    tap(SESv2Client, (command) => note(command === "SendEmail" ? "Mail send" : command)),
  ];

  return {
    handlers: Object.fromEntries(
      functionNames.map((name) => [
        name,
        {
          async load() {
            const { handler } = await handlers[name].load();
            return {
              handler: (event: unknown) => {
                const asks = Object.entries(ASKS).find(([asking]) => asking === name)?.[1];
                if (asks) flowOf.set(field(event, "token"), asks);
                return running.run(name, () => Reflect.apply(handler, undefined, [event]));
              },
            };
          },
        },
      ]),
    ),
    calls,
    stop: () => {
      for (const undo of restore) undo();
    },
  };
}

interface Sends {
  readonly prototype: object;
}

/** Tells of every command that clients of a class send: `Query`, and its input. */
function tap({ prototype }: Sends, tell: (command: string, input: unknown) => void): () => void {
  const send: unknown = Reflect.get(prototype, "send");
  if (typeof send !== "function") throw new Error("a client that does not send");
  Object.defineProperty(prototype, "send", {
    configurable: true,
    value: function (this: unknown, command: object, ...rest: unknown[]): unknown {
      // `QueryCommand`; bundlers and subclasses put an underscore before it.
      const name = command.constructor.name.replace(/^_+|Command$/g, "").replace(/(?<=.)Item$/, "");
      tell(name, field(command, "input"));
      return Reflect.apply(send, this, [command, ...rest]);
    },
  });
  return () => Reflect.deleteProperty(prototype, "send");
}

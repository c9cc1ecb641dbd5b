/**
 * The whole stack as a process of its own, whose surroundings can be changed from outside while it runs:
 * `service.child.ts FOLDER PORT SHIFT [LEAP]`. Tells when it is ready; ends on Ctrl-C as `qiyou serve` does.
 */
import { flushCompileCache } from "node:module";
import { handlers } from "../../functions/entry/handlers.ts";
import { openCloud } from "../../local/cloud.ts";
import { FunctionError, type Invoke } from "../../local/lambda/function-error.ts";
import { shifted } from "../clock.ts";
import { heldBy, isSettled, stopWorkflows } from "../recovery/held.ts";
import { CALM, type Conditions } from "./conditions.ts";
import type { Question } from "./question.ts";
import { openWire } from "./wire.ts";
import { setWrong } from "./wrong-clock.ts";

const [folder = "", port = "0", shift = "0", leap = "0"] = process.argv.slice(2);
let conditions: Conditions = { ...CALM, leap: Number(leap) };
setWrong(() => conditions.leap);

const failing =
  (invoke: Invoke): Invoke =>
  async (name, payload) => {
    const error = conditions.failing[name];
    if (error) throw new FunctionError(error, `${name} was not run`);
    return invoke(name, payload);
  };

const cloud = await openCloud({
  folder,
  host: "127.0.0.1",
  port: Number(port),
  clock: shifted(Number(shift)),
  freeSpace: () => conditions.freeMegabytes,
  around: failing,
});

const { AWS_ENDPOINT_URL_DYNAMODB: table = "", AWS_ENDPOINT_URL_SFN: workflows = "" } = process.env;
process.env.AWS_ENDPOINT_URL_DYNAMODB = await openWire({
  address: table,
  trouble: () => conditions.table,
  names: {
    throttled: "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
    broken: "com.amazonaws.dynamodb.v20120810#InternalServerError",
  },
});
process.env.AWS_ENDPOINT_URL_SFN = await openWire({
  address: workflows,
  trouble: () => conditions.workflows,
  names: { throttled: "ThrottlingException", broken: "InternalFailure" },
});

async function answer(question: Question): Promise<unknown> {
  switch (question.ask) {
    case "set":
      conditions = { ...conditions, ...question.conditions };
      return undefined;
    case "sweep":
      return cloud.invoke("Sweep", {});
    case "stop":
      return stopWorkflows(question.most);
    case "settled":
      return isSettled(question.jurisdiction, question.unitIds);
    case "held":
      await cloud.idle();
      return heldBy(question.jurisdiction, question.unitIds);
  }
}

process.on("message", (question: Question & { id: number }) => {
  const { id } = question;
  answer(question).then(
    (value) => process.send?.({ id, value }),
    (error: unknown) => process.send?.({ id, error: error instanceof Error ? error.stack : String(error) }),
  );
});

let leaving = false;
process.on("SIGINT", () => {
  if (leaving) return;
  leaving = true;
  cloud.close().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on("disconnect", () => process.exit(1));

const { Api, Intake, Examine, AskReview, AskCorrection, Close } = handlers;
await Promise.all([Api, Intake, Examine, AskReview, AskCorrection, Close].map(({ load }) => load()));
process.stdout.write(`READY ${cloud.url}\n`);
flushCompileCache();

/** The measured process: Step Functions alone, one machine of three states, a function that does nothing. */
import { createServer } from "node:http";
import { join } from "node:path";
import { systemClock } from "../local/clock.ts";
import { openStates } from "../local/states/service.ts";

const DEFINITION = {
  QueryLanguage: "JSONata",
  StartAt: "Prepare",
  States: {
    Prepare: {
      Type: "Pass",
      Output: "{% {'id': $states.input.id, 'at': $states.context.Execution.Name} %}",
      Next: "Work",
    },
    Work: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Arguments: {
        FunctionName: "arn:aws:lambda:cn-north-1:000000000000:function:Nothing",
        Payload: "{% $states.input %}",
      },
      Output: "{% $states.result.Payload %}",
      Next: "Done",
    },
    Done: { Type: "Succeed" },
  },
};

const [, , folder = ""] = process.argv;
const states = openStates({
  file: join(folder, "states.sqlite"),
  region: "cn-north-1",
  accountId: "000000000000",
  clock: systemClock,
  invoke: async (_name, payload) => payload,
});
const { stateMachineArn } = await states.call("CreateStateMachine", {
  name: "bench",
  definition: JSON.stringify(DEFINITION),
  roleArn: "arn:aws:iam::000000000000:role/bench",
});
const server = createServer(states.handlerFor({ accessKeyId: "local", secretAccessKey: "local" }));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  process.send?.({ port, stateMachineArn });
});
process.on("message", () => void states.idle().then(() => process.send?.("idle")));
process.once("disconnect", () => process.exit());

/** A store in a process of its own, to be killed: `node s3-crash.server.ts FOLDER [HANDLED_FILE]`. Prints its port. */
import { appendFileSync } from "node:fs";
import { systemClock } from "../../local/clock.ts";
import { createDispatcher } from "../../local/events/dispatcher.ts";
import { listenS3, openS3 } from "../../local/s3/service.ts";
import { CREDENTIALS, QUEUE, REGION } from "./s3.harness.ts";

const [folder, handledFile] = process.argv.slice(2);
if (!folder) throw new Error("folder missing");
const service = openS3({ folder, credentials: CREDENTIALS, region: REGION, synchronous: "NORMAL" });
let calls = 0;
if (handledFile) {
  createDispatcher({
    outbox: service.outbox,
    clock: systemClock,
    subscriptions: [{ target: QUEUE, functionName: "intake", batchSize: 3 }],
    backoff: { first: 5, max: 20 },
    async invoke(_, payload) {
      if (++calls % 7 === 0) throw new Error("now and then");
      appendFileSync(handledFile, `${JSON.stringify(payload)}\n`);
    },
  }).start();
}
const address = (await listenS3(service, 0)).address();
if (address && typeof address === "object") process.stdout.write(`${address.port}\n`);

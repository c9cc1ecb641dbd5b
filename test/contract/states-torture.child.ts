/** A process to be killed: serves one file, plays slow functions, appends each call to a log, tells its port. */
import { appendFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "../../local/clock.ts";
import { serve, tokenIn } from "./states.harness.ts";

const [file = "", log = ""] = process.argv.slice(2);

const served = await serve({
  file,
  clock: systemClock,
  async invoke(name, payload) {
    await sleep(Math.random() * 8);
    appendFileSync(log, `${JSON.stringify({ name, token: tokenIn(payload) })}\n`);
    return name === "double" && typeof payload === "number" ? payload * 2 : null;
  },
});
served.service.resume();
process.send?.(served.port);

/** The whole stack as a process of its own, to be killed: `stack.child.ts FOLDER PORT SHIFT`. Tells when it is ready. */
import { flushCompileCache } from "node:module";
import { handlers } from "../../functions/entry/handlers.ts";
import { openCloud } from "../../local/cloud.ts";
import { shifted } from "../clock.ts";

const [folder = "", port = "0", shift = "0"] = process.argv.slice(2);
const cloud = await openCloud({
  folder,
  host: "127.0.0.1",
  port: Number(port),
  clock: shifted(Number(shift)),
});
// Lives are short here: they are for work, not for loading code.
const { Api, Intake, Examine, AskReview, AskCorrection, Close } = handlers;
await Promise.all([Api, Intake, Examine, AskReview, AskCorrection, Close].map(({ load }) => load()));
process.stdout.write(`READY ${cloud.url}\n`);
flushCompileCache();

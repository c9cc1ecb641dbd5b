/**
 * The measured process: the whole stack as `qiyou serve --empty` opens it, in the folder it is told. Tells its parent when it
 * is ready and what memory it holds when asked, and ends when the parent says so or is gone.
 */
import { foundEmpty, knownOffice } from "../../cli/founding.ts";
import { openCloud } from "../../local/cloud.ts";

export interface Memory {
  /** Resident set of this process alone: reading children are processes of their own. */
  readonly megabytes: number;
  /** The most it was since it was last asked, looked at ten times a second. */
  readonly peakMegabytes: number;
}

const MB = 1024 * 1024;
const [, , folder = ""] = process.argv;
const known = knownOffice(folder);
const cloud = await openCloud({ folder, host: "127.0.0.1", port: 0 });
const founded = known ?? (await foundEmpty(folder, { name: "青槐县", login: "admin" }));
process.send?.({ url: cloud.url, password: founded.accounts[0]?.password });

let peak = 0;
const look = () => {
  peak = Math.max(peak, process.memoryUsage.rss());
};
setInterval(look, 100).unref();
process.on("message", (asked) => {
  if (asked === "end") return void cloud.close().then(() => process.disconnect());
  look();
  process.send?.({ megabytes: process.memoryUsage.rss() / MB, peakMegabytes: peak / MB } satisfies Memory);
  peak = 0;
});
process.once("disconnect", () => process.exit());

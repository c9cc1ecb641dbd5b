/** Loaded before a command: says at its end how much memory the process took at most, in kilobytes. */
import { writeSync } from "node:fs";

process.on("exit", () =>
  writeSync(2, `\npeak ${process.resourceUsage().maxRSS} ${process.cpuUsage().user}\n`),
);

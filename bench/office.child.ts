/**
 * The measured process: the whole stack as `qiyou serve --empty` opens it, in a folder of its own. Tells its parent when
 * it is ready, what it has used so far when asked, and ends when the parent says so or is gone.
 */
import { foundEmpty } from "../cli/founding.ts";
import { openCloud } from "../local/cloud.ts";

export interface Ready {
  readonly url: string;
  readonly login: string;
  readonly password: string;
}

export interface Used {
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

const [, , folder = ""] = process.argv;
const cloud = await openCloud({ folder, host: "127.0.0.1", port: 0 });
const { accounts } = await foundEmpty(folder, { name: "青槐县", login: "admin" });
const [{ login, password } = { login: "", password: "" }] = accounts;
process.on("message", (asked) => {
  if (asked === "used") return process.send?.(used());
  void cloud.close().then(() => process.disconnect());
});
process.once("disconnect", () => process.exit());
process.send?.({ url: cloud.url, login, password } satisfies Ready);

function used(): Used {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMegabytes: maxRSS / 1024 };
}

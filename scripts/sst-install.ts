/**
 * `npm run sst:install`: unpacks SST's components into `.sst/platform` and installs what they need, at locked versions,
 * from the npm registry alone. It also has SST read sst.config.ts, which finds imports that do not resolve.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { offline } from "./sst-offline.ts";

const { status } = spawnSync("sst", ["install", "--stage", "ci"], {
  stdio: "inherit",
  env: {
    ...process.env,
    ...offline,
    SST_BUN_PATH: fileURLToPath(new URL("./platform-install.ts", import.meta.url)),
  },
});
process.exitCode = status ?? 1;

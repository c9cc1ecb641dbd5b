import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { DATABASES } from "../../../local/folder/inspection.ts";
import type { Fault } from "../fault.ts";

const FULL_MS = 4000;

/** The system refuses every write beyond the limit (EFBIG), to the databases and to their logs alike. */
function limit(pid: number, bytes: number | "unlimited"): void {
  execFileSync("prlimit", ["--pid", String(pid), `--fsize=${bytes}:`]);
}

export const filesCannotGrow: Fault = {
  name: "files-cannot-grow",
  hypothesis: "An error of the file system in the middle of a transaction undoes it whole.",
  expected: "Calls are refused while it lasts; afterwards everything goes on in the same process.",
  async inject(scene) {
    const { pid } = scene.stack;
    if (pid === undefined) throw new Error("no service");
    const sizes = Object.values(DATABASES).map((name) => statSync(join(scene.folder, `${name}-wal`)).size);
    limit(pid, Math.max(4096, Math.min(...sizes)));
    await scene.pause(FULL_MS);
    limit(pid, "unlimited");
    return `${FULL_MS / 1000} s without a byte more, ${scene.ledger.interrupted} calls refused`;
  },
};

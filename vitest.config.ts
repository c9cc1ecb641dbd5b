import { configDefaults, defineConfig } from "vitest/config";
import { LongestFirst } from "./test/setup/order.ts";

/**
 * Two projects. `unit` is what stands beside the code: it starts no process, no server and no engine, and leaves
 * nothing behind, so that all files share their threads. `system` is what stands under `test/`: contracts, workflows,
 * recovery, recognition, the command, the browser. The AWS side has a run of its own, vitest.infra.config.ts.
 */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "{core,functions,infra,local,workflows,web,cli,client,samples,demo,bench}/**/*.test.{ts,tsx}",
          ],
          pool: "threads",
          isolate: false,
          maxWorkers: 2,
          testTimeout: 20_000,
          // Read once, by whichever file first loads what knows the deployment's resources.
          env: {
            SST_RESOURCE_Table: JSON.stringify({ name: "qiyou" }),
            SST_RESOURCE_SignInKey: JSON.stringify({ type: "sst.sst.Secret", value: "k".repeat(43) }),
          },
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: "system",
          include: ["test/**/*.test.ts"],
          exclude: [...configDefaults.exclude, "test/infra/**"],
          globalSetup: ["test/setup/site.ts"],
          setupFiles: ["test/setup/traces.ts"],
          pool: "forks",
          // Files follow one another in a process: the code that all of them stand on is loaded and warmed up once.
          isolate: false,
          // One more than the cores of a small machine: much of a file's time is waiting for pages, timers and restarts.
          maxWorkers: 3,
          // For a machine that does other work beside; a test that must be quick says so itself.
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Programs that tests start do not compile again what another has compiled.
          env: { NODE_COMPILE_CACHE: `${import.meta.dirname}/node_modules/.cache/qiyou-compiled` },
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

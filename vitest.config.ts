import { configDefaults, defineConfig } from "vitest/config";

/** Unit tests stand beside the code; `test/` holds contracts, workflows, recovery and the browser. */
export default defineConfig({
  test: {
    include: ["{core,functions,infra,local,workflows,web,cli,test,demo,bench}/**/*.test.{ts,tsx}"],
    // The AWS side has a run of its own: vitest.infra.config.ts.
    exclude: [...configDefaults.exclude, "test/infra/**"],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    pool: "forks",
    maxWorkers: 2,
  },
});

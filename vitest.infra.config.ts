import { defineConfig } from "vitest/config";

/** What the AWS side is made of: the mocked deployment, and the functions as they are packed for it. */
export default defineConfig({
  test: {
    include: ["test/infra/**/*.test.ts"],
    globalSetup: ["test/infra/plans.ts"],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    pool: "forks",
    maxWorkers: 2,
  },
});

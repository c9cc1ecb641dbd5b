import { configDefaults, defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["{core,functions,infra,local,workflows,web,cli,demo,bench}/**/*.test.{ts,tsx}"],
          pool: "threads",
          isolate: false,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: "system",
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: [...configDefaults.exclude, "test/infra/**"],
          pool: "forks",
          isolate: false,
          maxWorkers: 2,
          testTimeout: 20_000,
          hookTimeout: 60_000,
          env: { NODE_COMPILE_CACHE: new URL("node_modules/.cache/qiyou-compiled", import.meta.url).pathname },
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

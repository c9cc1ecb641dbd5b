#!/usr/bin/env node
/**
 * Stands in for the package manager that `sst install` calls in `.sst/platform`: installs SST's own components at the
 * versions this repository has locked, with npm, and runs none of their scripts.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

copyFileSync(fileURLToPath(new URL("../infra/platform.lock.json", import.meta.url)), "package-lock.json");
const { status } = spawnSync(
  "npm",
  ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"],
  {
    stdio: "inherit",
  },
);
process.exitCode = status ?? 1;

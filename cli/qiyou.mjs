#!/usr/bin/env node
// Starts `qiyou` on Node 24: on an older one it hands over to the Node 24 that is installed beside the product.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const NEEDED = 24;
const main = fileURLToPath(new URL("./main.ts", import.meta.url));

if (Number(process.versions.node.split(".")[0]) >= NEEDED) await import("./main.ts");
else {
  const node = fileURLToPath(new URL("../node_modules/node/bin/node", import.meta.url));
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.on("error", () => {
    console.error("qiyou 需要 Node.js 24。请先在本目录运行 npm ci，或安装 Node.js 24。");
    process.exitCode = 1;
  });
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? (signal ? 1 : 0);
  });
}

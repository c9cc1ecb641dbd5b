/** By what a model is known to belong to its papers. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What decides what is learned: the papers and what was learned before among them, the model itself not. */
const INPUTS = ["core/checking/finder", "core/checking/structure", "core/checking/training", "core/text"];

/** Of the papers and of the code that looks and learns, in the repository at `root`. */
export function inputHash(root: string): string {
  const hash = createHash("sha256");
  const files = INPUTS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .map((path) => join(folder, path))
      .filter(
        (path) => /\.(ts|txt)$/.test(path) && !path.endsWith(".test.ts") && !path.includes("finder/data/"),
      ),
  ).sort();
  for (const path of files)
    hash
      .update(path)
      .update("\0")
      .update(readFileSync(join(root, path)))
      .update("\0");
  return hash.digest("hex");
}

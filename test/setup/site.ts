/** The web app that browsers and `qiyou serve` show: built once before them, not by each of them at the same time. */
import type { TestProject } from "vitest/node";
import { ensureSite } from "../../cli/site.ts";

const SHOWN = /\/test\/(browser|serve)\//;

export default async function setup({ vitest }: TestProject): Promise<void> {
  if (vitest.state.getPaths().some((path) => SHOWN.test(path))) await ensureSite((step) => console.log(step));
}

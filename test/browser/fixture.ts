/** What every scenario stands on: the real service on an empty folder, its demonstration office, a browser. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Opened, openBrowser } from "../../demo/browser/browser.ts";
import { administratorOf, type Office, openOffice } from "../../demo/office.ts";
import { type Stack, startStack } from "../../demo/stack.ts";
import { COUNTY } from "../../samples/papers/units.ts";

export interface Fixture {
  readonly stack: Stack;
  readonly office: Office;
  readonly opened: Opened;
  close(): Promise<void>;
}

/** Opens in a folder of its own, named after the scenario; `close` leaves nothing behind. */
export async function openFixture(scenario: string): Promise<Fixture> {
  const folder = await mkdtemp(join(tmpdir(), `qiyou-${scenario}-`));
  const [stack, opened] = await Promise.all([
    startStack(folder, ["--empty", "--office", COUNTY]),
    openBrowser(),
  ]);
  const office = await openOffice(stack.url, administratorOf(stack.accounts));
  return {
    stack,
    office,
    opened,
    async close() {
      await opened.close();
      await stack.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

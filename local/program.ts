/** Which program this is. */
import { readFileSync } from "node:fs";
import { z } from "zod";

const described = z.object({ version: z.string() });

export const programVersion = (): string =>
  described.parse(JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"))).version;

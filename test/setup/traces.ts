/** Files of this project share a process: what a cloud has set in it is taken back after each of them. */
import { afterAll } from "vitest";
import { clock } from "../../functions/adapters/clock.ts";

const before = { ...process.env };

afterAll(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
  clock.use(Date.now);
});

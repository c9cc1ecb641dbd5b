import { expect, it } from "vitest";
import { isSweepSlotOf } from "./sweep-slot.ts";

const MINUTE = 60_000;
const ids = Array.from({ length: 1200 }, (_, at) => `sub_01M80${String(at).padStart(6, "0")}`);

it("comes to everyone exactly once an hour, wherever in its five minutes a run begins", () => {
  for (const late of [0, 17_000, 4 * MINUTE]) {
    const runs = Array.from({ length: 12 }, (_, run) => late + run * 5 * MINUTE);
    for (const id of ids) expect(runs.filter((now) => isSweepSlotOf(id, now))).toHaveLength(1);
  }
});

it("leaves about as much for each run", () => {
  for (let run = 0; run < 12; run++) {
    const turn = ids.filter((id) => isSweepSlotOf(id, run * 5 * MINUTE)).length;
    expect(turn).toBeGreaterThan(60);
    expect(turn).toBeLessThan(140);
  }
});

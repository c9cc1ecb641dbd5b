import { ApiClient } from "../../../client/api-client.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import type { Fault } from "../fault.ts";

const FULL_MS = 3000;

export const diskBelowFloor: Fault = {
  name: "disk-below-floor",
  hypothesis: "Below the floor nothing new is received, and everything else goes on.",
  expected: "Uploads are refused and sent again later; health names the disk.",
  async inject(scene) {
    const before = scene.ledger.filed.length;
    await scene.set({ freeMegabytes: 100 });
    const health = await fetch(`${scene.stack.url}/api/health`);
    await scene.pause(FULL_MS);
    const after = scene.ledger.filed.length;
    await scene.set({ freeMegabytes: 100_000 });
    if (health.status !== 503) throw new Error(`health said ${health.status}`);
    const { ok } = await new ApiClient(scene.stack.url).call(endpoints.health);
    // One upload a unit may have been under way.
    if (after - before > scene.units.length)
      throw new Error(`${after - before} uploads were taken all the same`);
    return `${FULL_MS / 1000} s below the floor, ${scene.ledger.interrupted} calls refused, well afterwards: ${ok}`;
  },
};

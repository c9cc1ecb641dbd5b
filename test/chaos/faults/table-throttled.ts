import type { Fault } from "../fault.ts";

const TROUBLE_MS = 4000;

export const tableThrottled: Fault = {
  name: "table-throttled",
  hypothesis: "A throttled table slows everything down and decides nothing.",
  expected: "Calls are tried again by the SDK, steps by the workflow, people by themselves.",
  async inject(scene) {
    await scene.set({ table: "throttled" });
    await scene.pause(TROUBLE_MS);
    await scene.set({ table: "none" });
    return `seven of ten requests to the table throttled for ${TROUBLE_MS / 1000} s, ${scene.ledger.interrupted} calls failed`;
  },
};

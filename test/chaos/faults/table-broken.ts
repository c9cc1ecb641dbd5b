import type { Fault } from "../fault.ts";

const TROUBLE_MS = 4000;

export const tableBroken: Fault = {
  name: "table-broken",
  hypothesis: "An error of the table's own changes nothing, or everything.",
  expected: "Calls are tried again; no change is half done.",
  async inject(scene) {
    await scene.set({ table: "broken" });
    await scene.pause(TROUBLE_MS);
    await scene.set({ table: "none" });
    return `seven of ten requests to the table answered 500 for ${TROUBLE_MS / 1000} s, ${scene.ledger.interrupted} calls failed`;
  },
};

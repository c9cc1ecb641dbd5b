import type { Fault } from "../fault.ts";

const TROUBLE_MS = 4000;

export const tableUnheard: Fault = {
  name: "table-unheard",
  hypothesis: "A change whose answer was lost is not made a second time.",
  expected: "The second try of the same change finds it done.",
  async inject(scene) {
    await scene.set({ table: "cut" });
    await scene.pause(TROUBLE_MS);
    await scene.set({ table: "none" });
    return `seven of ten answers of the table lost for ${TROUBLE_MS / 1000} s, ${scene.ledger.interrupted} calls failed`;
  },
};

import type { Fault } from "../fault.ts";

const TROUBLE_MS = 4000;

export const workflowsUnheard: Fault = {
  name: "workflows-unheard",
  hypothesis:
    "A workflow that was started, and nobody heard of it, is the same workflow when it is started again.",
  expected: "One workflow for each paper.",
  async inject(scene) {
    await scene.set({ workflows: "cut" });
    await scene.pause(TROUBLE_MS);
    await scene.set({ workflows: "none" });
    return `seven of ten answers of the workflows lost for ${TROUBLE_MS / 1000} s, ${scene.ledger.interrupted} calls failed`;
  },
};

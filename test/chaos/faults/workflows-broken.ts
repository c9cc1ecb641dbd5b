import type { Fault } from "../fault.ts";

const TROUBLE_MS = 4000;

export const workflowsBroken: Fault = {
  name: "workflows-broken",
  hypothesis: "What a change owes to a workflow is written with the change.",
  expected: "It is delivered later, by the sender or by the sweeper.",
  async inject(scene) {
    await scene.set({ workflows: "broken" });
    await scene.pause(TROUBLE_MS);
    await scene.set({ workflows: "none" });
    return `seven of ten requests to the workflows answered 500 for ${TROUBLE_MS / 1000} s, ${scene.ledger.interrupted} calls failed`;
  },
};

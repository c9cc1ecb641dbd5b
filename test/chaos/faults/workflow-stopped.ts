import type { Fault } from "../fault.ts";

export const workflowStopped: Fault = {
  name: "workflow-stopped",
  hypothesis: "An open paper whose workflow an operator has stopped gets another.",
  expected: "The sweeper starts each anew, once; decisions made meanwhile are carried out.",
  async inject(scene) {
    let stopped = 0;
    for (let round = 0; round < 3; round++) {
      await scene.work(1);
      stopped += await scene.stopWorkflows(3);
    }
    return `${stopped} workflows stopped`;
  },
};

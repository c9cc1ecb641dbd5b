import type { Fault } from "../fault.ts";

const FROZEN_MS = 6000;

export const serviceFrozen: Fault = {
  name: "service-frozen",
  hypothesis: "Time in which the whole service stood still, as in a laptop that sleeps, is nobody's fault.",
  expected: "Calls wait and are answered afterwards.",
  async inject(scene) {
    const { pid } = scene.stack;
    if (pid === undefined) throw new Error("no service");
    process.kill(pid, "SIGSTOP");
    await scene.pause(FROZEN_MS);
    process.kill(pid, "SIGCONT");
    return `${FROZEN_MS / 1000} s of SIGSTOP`;
  },
};

import type { Fault } from "../fault.ts";

const LEAP_MS = 5 * 3_600_000;

export const startedWithWrongClock: Fault = {
  name: "started-with-wrong-clock",
  hypothesis:
    "A machine that starts with a wrong clock and is set right later has promised nothing for the future.",
  expected: "What was put off while the clock was ahead is not left lying until it is that late again.",
  async inject(scene) {
    await scene.stack.die();
    await scene.stack.rise(String(LEAP_MS));
    await scene.work(4);
    await scene.set({ leap: 0 });
    return "started 5 hours ahead, set right while it ran";
  },
};

import type { Fault } from "../fault.ts";

const LEAP_MS = -2 * 3_600_000;

export const clockBack: Fault = {
  name: "clock-back",
  hypothesis: "A clock that is set back by hours, and set right again, moves no paper out of its way.",
  expected: "Nothing that was due waits for the hours to pass once more.",
  async inject(scene) {
    await scene.set({ leap: LEAP_MS });
    await scene.work(3);
    await scene.set({ leap: 0 });
    await scene.work(3);
    return "2 hours back, and right again";
  },
};

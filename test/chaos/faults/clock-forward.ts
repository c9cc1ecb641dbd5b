import type { Fault } from "../fault.ts";

const LEAP_MS = 3 * 3_600_000;

export const clockForward: Fault = {
  name: "clock-forward",
  hypothesis: "A clock that leaps hours ahead, and is set right again, moves no paper out of its way.",
  expected: "Uploads whose leave has run out meanwhile are begun anew; everything else goes on.",
  async inject(scene) {
    await scene.set({ leap: LEAP_MS });
    await scene.work(3);
    await scene.set({ leap: 0 });
    await scene.work(3);
    return "3 hours ahead, and right again";
  },
};

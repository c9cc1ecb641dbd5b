import type { Fault } from "../fault.ts";

const KILLS = 5;
const RISING_MS = 2000;

export const killedWhileRising: Fault = {
  name: "killed-while-rising",
  hypothesis: "A start that was cut off leaves a folder that the next start opens with all it holds.",
  expected: "The service rises in the end; workflows under way are taken up again, each once.",
  async inject(scene) {
    const { stack } = scene;
    for (let kill = 0; kill < KILLS; kill++) {
      await stack.die();
      const life = stack.rise();
      await scene.moment(RISING_MS);
      await stack.die();
      await life;
    }
    await stack.rise();
    return `${KILLS} starts cut off`;
  },
};

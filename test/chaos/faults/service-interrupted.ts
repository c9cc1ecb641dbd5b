import type { Fault } from "../fault.ts";

const STOPS = 4;

export const serviceInterrupted: Fault = {
  name: "service-interrupted",
  hypothesis: "Ctrl-C ends the service cleanly whatever it is doing.",
  expected: "Exit code 0 each time; the next start goes on where it was.",
  quick: true,
  async inject(scene) {
    const { stack } = scene;
    for (let stop = 0; stop < STOPS; stop++) {
      await scene.moment(500);
      const how = await stack.end();
      if (how !== 0) throw new Error(`the service ended with ${how}`);
      await stack.rise();
      await scene.work(1);
    }
    return `${STOPS} times Ctrl-C, exit code 0 each time`;
  },
};

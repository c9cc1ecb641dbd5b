import { DATABASES } from "../../../local/folder/inspection.ts";
import { hold } from "../../recovery/store-trouble.ts";
import type { Fault } from "../fault.ts";

const STALLS = 12;

/** Another program holds the files, as a slow disk does: whoever wants to write waits inside his call. */
export const slowDisk: Fault = {
  name: "slow-disk",
  hypothesis: "A disk that takes a second for a write makes everything slow, and nothing else.",
  expected: "Calls wait; none is lost, and none is done again.",
  async inject(scene) {
    const names = Object.values(DATABASES);
    for (let stall = 0; stall < STALLS; stall++) {
      const held = hold(scene.folder, names[stall % names.length] ?? DATABASES.records);
      await scene.pause(400 + scene.draw(1000));
      held.release();
      await scene.moment(200);
    }
    return `${STALLS} stalls of up to 1.4 s`;
  },
};

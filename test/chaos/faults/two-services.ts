import { MortalStack } from "../../recovery/mortal-stack.ts";
import type { Fault } from "../fault.ts";
import { PROGRAM } from "../scene.ts";

const RACES = 3;
const rises = (stack: MortalStack): Promise<boolean> =>
  stack.rise().then(
    () => true,
    () => false,
  );

export const twoServices: Fault = {
  name: "two-services",
  hypothesis: "One process at a time has the folder, however close together two are started.",
  expected: "The second is refused, the first notices nothing; of two at once one rises.",
  async inject(scene) {
    const { stack, folder, shift } = scene;
    const second = new MortalStack(folder, shift, PROGRAM);
    if (await rises(second)) throw new Error("two services had one folder");
    await scene.work(1);
    for (let race = 0; race < RACES; race++) {
      await stack.die();
      const risen = await Promise.all([rises(stack), rises(second)]);
      if (risen[0] === risen[1]) throw new Error(risen[0] ? "both rose" : "neither rose");
      await second.die();
      if (!risen[0]) await stack.rise();
      await scene.work(1);
    }
    return `1 refused, ${RACES} races`;
  },
};

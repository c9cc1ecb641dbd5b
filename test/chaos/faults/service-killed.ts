import type { Fault } from "../fault.ts";

const KILLS = 6;

export const serviceKilled: Fault = {
  name: "service-killed",
  hypothesis: "What the store or the API has acknowledged is on the disk before it is acknowledged.",
  expected: "Senders try again what was cut off; nothing acknowledged is lost or done twice.",
  async inject(scene) {
    const { stack, ledger } = scene;
    for (let kill = 0; kill < KILLS; kill++) {
      await scene.moment(400);
      await stack.die();
      await stack.rise();
      await scene.work(1);
    }
    return `${KILLS} kills, ${ledger.interrupted} calls cut off`;
  },
};

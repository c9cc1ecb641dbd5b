import { DATABASES } from "../../../local/folder/inspection.ts";
import { refuseChanges } from "../../recovery/store-trouble.ts";
import type { Fault } from "../fault.ts";

const STORES = [
  [DATABASES.files, "outbox"],
  [DATABASES.workflows, "history"],
  [DATABASES.records, "items"],
] as const;

export const diskFull: Fault = {
  name: "disk-full",
  hypothesis: "A store that refuses every change loses nothing that it has taken before.",
  expected: "What is refused is tried until it is written; no message is given up meanwhile.",
  quick: true,
  async inject(scene) {
    for (const [name, table] of STORES) {
      refuseChanges(scene.folder, name, table, true);
      await scene.pause(1000 + scene.draw(1000));
      refuseChanges(scene.folder, name, table, false);
      await scene.work(1);
    }
    return `${STORES.length} stores in turn, ${scene.ledger.interrupted} calls refused`;
  },
};

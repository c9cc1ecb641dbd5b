import { DATABASES } from "../../../local/folder/inspection.ts";
import { meddle } from "../../recovery/store-trouble.ts";
import type { Fault } from "../fault.ts";

export const eventLost: Fault = {
  name: "event-lost",
  hypothesis: "A file in the inbox is found although nobody was told that it came.",
  expected: "Within the hour the files are taken in.",
  async inject(scene) {
    meddle(scene.folder, DATABASES.files, "DELETE FROM outbox WHERE id = new.id AND new.id % 2 = 0");
    const before = scene.ledger.filed.length;
    await scene.work(8);
    meddle(scene.folder, DATABASES.files, undefined);
    return `every second event of ${scene.ledger.filed.length - before} uploads`;
  },
};

import { DATABASES } from "../../../local/folder/inspection.ts";
import { meddle } from "../../recovery/store-trouble.ts";
import type { Fault } from "../fault.ts";

export const eventsReordered: Fault = {
  name: "events-reordered",
  hypothesis: "Events may come in any order, seconds late.",
  expected: "Every paper goes its way, later.",
  async inject(scene) {
    const { folder, ledger } = scene;
    meddle(
      folder,
      DATABASES.files,
      "UPDATE outbox SET due_at = due_at + abs(random() % 4000) WHERE id = new.id",
    );
    const before = ledger.filed.length;
    await scene.work(8);
    meddle(folder, DATABASES.files, undefined);
    return `events of ${ledger.filed.length - before} uploads up to 4 s late`;
  },
};

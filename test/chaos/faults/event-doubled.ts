import { DATABASES } from "../../../local/folder/inspection.ts";
import { meddle } from "../../recovery/store-trouble.ts";
import type { Fault } from "../fault.ts";

export const eventDoubled: Fault = {
  name: "event-doubled",
  hypothesis: "The same event twice, at once or later, is one revision.",
  expected: "Nothing is to be seen of it.",
  quick: true,
  async inject(scene) {
    meddle(
      scene.folder,
      DATABASES.files,
      `INSERT INTO outbox(message_id, target, owner, body, sent_at, due_at)
       SELECT new.message_id || '-' || n, new.target, new.owner, new.body, new.sent_at, new.due_at + n * 700
       FROM (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2)`,
    );
    const before = scene.ledger.filed.length;
    await scene.work(8);
    meddle(scene.folder, DATABASES.files, undefined);
    return `each event of ${scene.ledger.filed.length - before} uploads four times`;
  },
};

/**
 * The secrets of an installation. Its key pair, made once: nobody outside can sign for its store. And what opens the channels
 * by which messages leave, which the operator writes.
 */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { FolderRefused } from "./refusal.ts";
import { readSmallFile, writeSmallFile } from "./small-file.ts";

const NAME = "credentials.json";

const credentials = z.object({
  accessKeyId: z.string().min(1),
  secretAccessKey: z.string().min(1),
  /** By office and channel: `{"office/smtp": {"password": "…"}}`. */
  channels: z.record(z.string(), z.record(z.string(), z.string())).optional(),
});
export type Credentials = Readonly<z.output<typeof credentials>>;

/** A pair that was lost is made anew: only upload forms handed out before stop working. */
export function credentialsOf(folder: string): Credentials {
  const file = join(folder, NAME);
  const known = readSmallFile(
    file,
    credentials,
    () =>
      new FolderRefused(
        "damaged",
        `数据目录 ${folder} 中的 ${NAME} 内容不完整，请从备份恢复它；没有备份就删除它，启动时会重新生成，数据不受影响。`,
      ),
  );
  if (known) return known;
  const made = {
    accessKeyId: `QIYOU${randomBytes(8).toString("hex").toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString("base64url"),
  };
  writeSmallFile(file, made);
  return made;
}

/** Keeps a secret of a channel, in the place of one that it has. It is in force from the next start. */
export function keepChannelSecret(folder: string, channel: string, name: string, value: string): void {
  const known = credentialsOf(folder);
  const channels = { ...known.channels, [channel]: { ...known.channels?.[channel], [name]: value } };
  writeSmallFile(join(folder, NAME), { ...known, channels });
}

/**
 * The secrets of an installation. Its keys, made once: nobody outside can sign for its store, nor read what is sealed in its
 * table. And what opens the channels by which messages leave, which the operator writes.
 */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { FolderRefused } from "./refusal.ts";
import { readSmallFile, writeSmallFile } from "./small-file.ts";

const NAME = "credentials.json";

const pair = z.object({ accessKeyId: z.string().min(1), secretAccessKey: z.string().min(1) });
const kept = pair.extend({
  /** Folders of before second factors have no key for them. */
  signInKey: z.string().min(32).optional(),
  /** By office and channel: `{"office/smtp": {"password": "…"}}`. */
  channels: z.record(z.string(), z.record(z.string(), z.string())).optional(),
});
export type Credentials = Readonly<z.output<typeof pair>>;
/** What the whole installation holds: signatures need the pair alone. */
export type Keys = Readonly<z.output<typeof kept>> & { readonly signInKey: string };

/**
 * Keys that were lost are made anew: upload forms handed out before stop working, and second factors can be used by their
 * recovery codes only, until the administrator resets them.
 * @param upgrade whether a folder of before gets the key that it lacks; without, one for the moment that seals nothing
 */
export function credentialsOf(folder: string, upgrade = true): Keys {
  const file = join(folder, NAME);
  const known = readSmallFile(
    file,
    kept,
    () =>
      new FolderRefused(
        "damaged",
        `数据目录 ${folder} 中的 ${NAME} 内容不完整，请从备份恢复它；没有备份就删除它，启动时会重新生成，材料和记录不受影响，但启用了第二因素的人员须由管理员重置。`,
      ),
  );
  const keys: Keys = {
    ...known,
    accessKeyId: known?.accessKeyId ?? `QIYOU${randomBytes(8).toString("hex").toUpperCase()}`,
    secretAccessKey: known?.secretAccessKey ?? randomBytes(30).toString("base64url"),
    signInKey: known?.signInKey ?? randomBytes(32).toString("base64url"),
  };
  if (!known || (upgrade && known.signInKey === undefined)) writeSmallFile(file, keys);
  return keys;
}

/** Keeps a secret of a channel, in the place of one that it has. It is in force from the next start. */
export function keepChannelSecret(folder: string, channel: string, name: string, value: string): void {
  const known = credentialsOf(folder);
  const channels = { ...known.channels, [channel]: { ...known.channels?.[channel], [name]: value } };
  writeSmallFile(join(folder, NAME), { ...known, channels });
}

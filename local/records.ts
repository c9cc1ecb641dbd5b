/** The records of a data folder alone, for a command that works while the service does not: nothing else of it starts. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { openFolder } from "./folder/folder.ts";
import { DATABASES } from "./folder/inspection.ts";
import { asRefusal, FolderRefused } from "./folder/refusal.ts";
import { provisionTable } from "./provision/table.ts";
import { openStores } from "./stores.ts";

/** What the functions' adapters ask from now on is answered from this folder. Rejects with FolderRefused. */
export async function openRecords(path: string): Promise<{ close(): Promise<void> }> {
  if (!existsSync(join(path, DATABASES.records)))
    throw new FolderRefused("incomplete", `${path} 不是七有的数据目录，请核对 --folder 后面的路径。`);
  const closing = new AsyncDisposableStack();
  try {
    const folder = openFolder(path);
    closing.defer(folder.release);
    const { dynamodb } = await openStores(path, folder.credentials, closing);
    await provisionTable(dynamodb);
  } catch (error) {
    await closing.disposeAsync().catch(() => undefined);
    throw asRefusal(error, path);
  }
  return { close: () => closing.disposeAsync() };
}

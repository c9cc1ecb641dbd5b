/** The records of a data folder alone, for a command that works while the service does not: nothing else of it starts. */
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { systemClock } from "./clock.ts";
import { openDynamoDB } from "./dynamodb/service.ts";
import { openFolder } from "./folder/folder.ts";
import { DATABASES } from "./folder/inspection.ts";
import { asRefusal, FolderRefused } from "./folder/refusal.ts";
import { functionEnvironment } from "./function-environment.ts";
import { listen } from "./http-server/http-server.ts";
import { REGION } from "./names.ts";
import { provisionTable } from "./provision/table.ts";

const LOOPBACK = "127.0.0.1";

/** What the functions' adapters ask from now on is answered from this folder. Rejects with FolderRefused. */
export async function openRecords(path: string): Promise<{ close(): Promise<void> }> {
  const file = join(path, DATABASES.records);
  if (!existsSync(file))
    throw new FolderRefused("incomplete", `${path} 不是七有的数据目录，请核对 --folder 后面的路径。`);
  const closing = new AsyncDisposableStack();
  try {
    const folder = openFolder(path);
    closing.defer(folder.release);
    const dynamodb = openDynamoDB({ file, region: REGION, clock: systemClock });
    closing.defer(dynamodb.close);
    await provisionTable(dynamodb);
    const server = await listen(createServer(dynamodb.handle), 0, LOOPBACK);
    closing.defer(() => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const nowhere = `http://${LOOPBACK}:9`;
    const endpoints = { s3: nowhere, states: nowhere, dynamodb: `http://${LOOPBACK}:${port}` };
    Object.assign(process.env, functionEnvironment(folder.credentials, endpoints, nowhere));
  } catch (error) {
    await closing.disposeAsync().catch(() => undefined);
    throw asRefusal(error, path);
  }
  return { close: () => closing.disposeAsync() };
}

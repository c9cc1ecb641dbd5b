/** The stores of a data folder alone, without workflows, functions and a site: for work on what is stored. */
import type { Server } from "node:http";
import { dirname, join } from "node:path";
import { log } from "../functions/adapters/log.ts";
import { type DynamoDBService, openDynamoDB } from "./dynamodb/service.ts";
import type { Keys } from "./folder/credentials.ts";
import { DATABASES } from "./folder/inspection.ts";
import { functionEnvironment } from "./function-environment.ts";
import { serveOnLoopback, shut } from "./http-server/loopback.ts";
import { REGION } from "./names.ts";
import { openS3 } from "./s3/service.ts";

/** Nobody reaches a site or a workflow from here. */
const UNREACHED = "http://127.0.0.1:9";

/** The code of the functions finds them in this process as it would on AWS. What ends them is put on `closing`. */
export async function openStores(
  folder: string,
  credentials: Keys,
  closing: AsyncDisposableStack,
): Promise<{ readonly dynamodb: DynamoDBService }> {
  const inner: Server[] = [];
  closing.defer(() => Promise.all(inner.map(shut)).then(() => undefined));
  const s3 = openS3({
    folder: dirname(join(folder, DATABASES.files)),
    credentials,
    region: REGION,
    onFault: (error) => log.error({ code: "s3_failed", message: "the store has a fault", error }),
  });
  closing.defer(s3.close);
  const dynamodb = openDynamoDB({ file: join(folder, DATABASES.records), region: REGION });
  closing.defer(dynamodb.close);
  const endpoints = {
    s3: await serveOnLoopback(s3.handle, inner),
    dynamodb: await serveOnLoopback(dynamodb.handlerFor(credentials), inner),
    states: UNREACHED,
  };
  Object.assign(process.env, functionEnvironment(credentials, endpoints, UNREACHED));
  return { dynamodb };
}

/** A store on a free port and a temporary folder, with real SDK clients; closed and removed after each test file. */
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo, Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateBucketCommand,
  PutBucketVersioningCommand,
  S3Client,
  type S3ClientConfig,
} from "@aws-sdk/client-s3";
import type { Clock } from "../../local/clock.ts";
import { listenS3, openS3, type S3Service } from "../../local/s3/service.ts";

export const CREDENTIALS = { accessKeyId: "LOCALKEY", secretAccessKey: "local-secret" };
export const REGION = "us-east-1";
export const QUEUE = "arn:aws:sqs:us-east-1:000000000000:intake";

export interface Harness {
  readonly folder: string;
  readonly endpoint: string;
  readonly service: S3Service;
  readonly s3: S3Client;
  /** Faults the service reported; a test file expects none. */
  readonly faults: unknown[];
  client(more?: S3ClientConfig): S3Client;
  /** Creates a bucket of a new name. */
  freshBucket(versioned?: boolean): Promise<string>;
  close(): Promise<void>;
}

export async function openHarness(clock?: Clock): Promise<Harness> {
  const folder = mkdtempSync(join(tmpdir(), "qiyou-s3-"));
  const faults: unknown[] = [];
  const service = openS3({
    folder,
    credentials: CREDENTIALS,
    region: REGION,
    synchronous: "NORMAL",
    clock,
    onFault: (fault) => faults.push(fault),
  });
  const server = await listenS3(service, 0);
  const endpoint = `http://127.0.0.1:${portOf(server)}`;
  const clients: S3Client[] = [];
  const client = (more: S3ClientConfig = {}) => {
    const made = new S3Client({
      endpoint,
      region: REGION,
      credentials: CREDENTIALS,
      maxAttempts: 1,
      ...more,
    });
    clients.push(made);
    return made;
  };
  const s3 = client();
  let buckets = 0;
  return {
    folder,
    endpoint,
    service,
    s3,
    faults,
    client,
    async freshBucket(versioned = false) {
      const Bucket = `bucket-${++buckets}`;
      await s3.send(new CreateBucketCommand({ Bucket }));
      const VersioningConfiguration = { Status: "Enabled" as const };
      if (versioned) await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
      return Bucket;
    },
    async close() {
      for (const made of clients) made.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await service.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening on a port");
  return address.port;
}

/** Code and status of what a call was refused with; fails when it was not refused. */
export async function refusal(call: Promise<unknown>): Promise<{ code: string; status: number }> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const metadata: unknown = Reflect.get(error, "$metadata");
    const status =
      typeof metadata === "object" && metadata !== null ? Reflect.get(metadata, "httpStatusCode") : 0;
    return { code: error.name, status: Number(status) };
  }
  throw new Error("expected a refusal");
}

export async function bodyText(output: { Body?: { transformToString(): Promise<string> } }): Promise<string> {
  return (await output.Body?.transformToString()) ?? "";
}

/** Code of an error document answered to a plain fetch. */
export async function errorCode(response: Response): Promise<string | undefined> {
  return /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1];
}

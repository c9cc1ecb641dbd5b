/** Taps before every service and the HTTP server of the one-machine cloud, and what has gone through them. */
import { z } from "zod";
import { tableKeys } from "../../functions/manifest/resources.ts";
import type { Item } from "../../local/dynamodb/value.ts";
import { REGION, TABLE } from "../../local/names.ts";
import { signedHeaders } from "../../local/signing/sign.ts";
import type { Calls } from "./compute.ts";
import { item, TableMeter } from "./table-meter.ts";
import { openTap, type Seen, type Tap } from "./tap.ts";

/** API Gateway counts a request once per begun 512 KB. */
const API_METER_BYTES = 512 * 1024;

const ENDPOINTS = {
  table: "AWS_ENDPOINT_URL_DYNAMODB",
  bucket: "AWS_ENDPOINT_URL_S3",
  states: "AWS_ENDPOINT_URL_SFN",
} as const;

export class Wire {
  readonly #calls = { table: 0, bucket: 0, states: 0 };
  readonly #taps: Tap[] = [];
  /** The table's requests are looked at one after the other: what an item was depends on what came before. */
  #settled: Promise<void> = Promise.resolve();
  #meter: TableMeter | undefined;
  bucketWrites = 0;
  bucketReads = 0;
  bucketBytes = 0;
  apiRequests = 0;
  outBytes = 0;

  /** So far; differences between two moments are what lies between them. */
  get calls(): Calls {
    return { ...this.#calls };
  }

  /** The table's meter, once it has looked at everything that has come through. */
  async table(): Promise<TableMeter> {
    await this.#settled;
    if (!this.#meter) throw new Error("no tap before the table yet");
    return this.#meter;
  }

  /** Puts a tap before the HTTP server. People must be told its address as the site's. */
  async tapHttpServer(port: () => number, bucketNames: readonly string[]): Promise<string> {
    const buckets = new Set(bucketNames);
    return this.#open(port, (seen) => {
      const room = seen.url.split(/[/?]/, 2)[1] ?? "";
      this.outBytes += seen.answer.length;
      if (buckets.has(room)) this.#bucket(seen);
      else if (room === "api")
        this.apiRequests += Math.max(
          1,
          Math.ceil(Math.max(seen.body.length, seen.answer.length) / API_METER_BYTES),
        );
    });
  }

  /** Puts taps before the services that the environment names, and itself in their place. */
  async tapServices(): Promise<void> {
    const table = process.env[ENDPOINTS.table] ?? "";
    this.#meter = new TableMeter(tableKeys.indexes, (key) => itemOf(table, key));
    for (const service of ["table", "bucket", "states"] as const) {
      const variable = ENDPOINTS[service];
      const port = Number(new URL(process.env[variable] ?? "").port);
      process.env[variable] = await this.#open(
        () => port,
        (seen) => {
          this.#calls[service]++;
          if (service === "bucket") this.#bucket(seen);
          if (service === "table") this.#table(seen);
        },
      );
    }
  }

  close(): void {
    for (const tap of this.#taps) tap.close();
  }

  async #open(port: () => number, see: (seen: Seen) => void): Promise<string> {
    const tap = await openTap(port, see);
    this.#taps.push(tap);
    return tap.url;
  }

  /** PUT, COPY, POST and LIST are one class, the others another; deletions and preflights are free (S3 pricing). */
  #bucket({ method, url, headers, body }: Seen): void {
    const [, key = ""] = /^\/[^/?]+\/?([^?]*)/.exec(url) ?? [];
    const writes = method === "PUT" || method === "POST" || (method === "GET" && key === "");
    if (writes) this.bucketWrites++;
    else if (method === "GET" || method === "HEAD") this.bucketReads++;
    if (method === "PUT" || method === "POST")
      this.bucketBytes += Number(headers["x-amz-decoded-content-length"] ?? body.length);
  }

  #table({ headers, body, status, answer }: Seen): void {
    const operation = String(headers["x-amz-target"]).split(".")[1] ?? "";
    const request = {
      operation,
      input: JSON.parse(body.toString()),
      done: status === 200,
      output: JSON.parse(answer.toString()),
    };
    const meter = this.#meter;
    this.#settled = this.#settled.then(() => meter?.see(request));
  }
}

/** Asked of the service itself, past the tap. */
async function itemOf(endpoint: string, Key: Item): Promise<Item | undefined> {
  const { AWS_ACCESS_KEY_ID: accessKeyId = "", AWS_SECRET_ACCESS_KEY: secretAccessKey = "" } = process.env;
  const body = JSON.stringify({ TableName: TABLE, Key, ConsistentRead: true });
  const headers = signedHeaders(
    { credentials: { accessKeyId, secretAccessKey }, region: REGION },
    "dynamodb",
    { host: new URL(endpoint).host, target: "DynamoDB_20120810.GetItem", body },
  );
  const response = await fetch(endpoint, { method: "POST", headers, body });
  return z.object({ Item: item.optional() }).parse(await response.json()).Item;
}

/** The stores and workflows of one machine listen for this machine alone: signed by the folder's key, under their address. */
import { request } from "node:http";
import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { GetObjectCommand, ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { ListStateMachinesCommand, SFNClient } from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bucketName, TABLE } from "../../local/names.ts";
import { type Office, openOffice } from "../office.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const invented = { accessKeyId: "AKIAINVENTED", secretAccessKey: "invented" };
const guessed = () => ({
  accessKeyId: process.env.AWS_ACCESS_KEY_ID ?? "",
  secretAccessKey: "guessed",
});
type Keys = typeof invented;
const asks: Record<string, (credentials?: Keys) => Promise<unknown>> = {
  "the table": (credentials) =>
    new DynamoDBClient({ credentials, maxAttempts: 1 }).send(new ScanCommand({ TableName: TABLE })),
  "the workflows": (credentials) =>
    new SFNClient({ credentials, maxAttempts: 1 }).send(new ListStateMachinesCommand({})),
  "the store": (credentials) =>
    new S3Client({ credentials, maxAttempts: 1 }).send(new ListBucketsCommand({})),
  "the store at the front": (credentials) =>
    new S3Client({ credentials, maxAttempts: 1, endpoint: office.url, forcePathStyle: true })
      .send(new GetObjectCommand({ Bucket: bucketName("Inbox"), Key: "none" }))
      .catch((error: Error) => {
        if (error.name !== "NoSuchKey") throw error;
      }),
};

describe.each(Object.entries(asks))("ASVS 13.2.1: %s", (_, ask) => {
  const refused = expect.objectContaining({
    name: expect.stringMatching(
      /^(UnrecognizedClientException|InvalidAccessKeyId|InvalidSignatureException|SignatureDoesNotMatch)$/,
    ),
  });

  test("opens to the folder's key only", async () => {
    await ask();
    await expect(ask(invented)).rejects.toThrow(refused);
    await expect(ask(guessed())).rejects.toThrow(refused);
  });
});

/** Asks as a page does whose name was made to lead to this machine. */
function statusAs(host: string, address: string | undefined): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(new URL("/", address), { method: "POST", headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on("error", reject);
    asked.end("{}");
  });
}

test.each(["AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_SFN"])(
  "ASVS 13.2.1: another host is not answered at %s",
  async (name) => {
    const address = process.env[name];
    expect(await statusAs("evil.example", address)).toBe(421);
    expect(await statusAs(new URL(address ?? "").host, address)).not.toBe(421);
  },
);

/** Who is let in to the services that speak AWS JSON: the holder of the one key, with the very body that was signed. */
import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { GateRefused, openGate } from "./json-gate.ts";
import { signedHeaders } from "./sign.ts";

const keyring = {
  credentials: { accessKeyId: "QIYOU1", secretAccessKey: "the folder's own" },
  region: "us-east-1",
};
const NOW = Date.UTC(2026, 7, 20, 1);
const HOST = "127.0.0.1:4000";
const TARGET = "DynamoDB_20120810.GetItem";
const BODY = '{"TableName":"qiyou"}';
const gate = openGate({ keyring, service: "dynamodb", maxBytes: 100, now: () => NOW });

const signed = (
  more: Partial<Parameters<typeof signedHeaders>[2]> = {},
  keys = keyring,
  service = "dynamodb",
) => signedHeaders(keys, service, { host: HOST, target: TARGET, body: BODY, at: new Date(NOW), ...more });

/** Whether the body was read, and what came of it. */
async function knock(headers: Record<string, string>, body = BODY) {
  const message = new IncomingMessage(new Socket());
  message.method = "POST";
  message.url = "/";
  message.headers = headers;
  message.headersDistinct = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value]]),
  );
  message.push(body);
  message.push(null);
  const outcome = await gate(message).then(
    (opened) => opened.toString(),
    (error: unknown) => {
      if (error instanceof GateRefused) return error.type;
      throw error;
    },
  );
  return { outcome, read: message.readableFlowing !== null };
}

describe("is let in:", () => {
  it("what the key has signed, with its body as it was sent", async () => {
    expect(await knock(signed())).toEqual({ outcome: BODY, read: true });
  });

  it("a clock that is a little off", async () => {
    expect((await knock(signed({ at: new Date(NOW - 14 * 60_000) }))).outcome).toBe(BODY);
  });
});

describe("is refused before a byte of the body is read:", () => {
  const other = { accessKeyId: "INVENTED", secretAccessKey: "the folder's own" };
  it.each<[string, Record<string, string>, string]>([
    ["nobody", { host: HOST, "x-amz-target": TARGET }, "MissingAuthenticationTokenException"],
    ["no signature", { ...signed(), authorization: "AWS4-HMAC-SHA256 x" }, "IncompleteSignatureException"],
    ["an invented key", signed({}, { ...keyring, credentials: other }), "UnrecognizedClientException"],
    ["another service", signed({}, keyring, "states"), "InvalidSignatureException"],
    ["another region", signed({}, { ...keyring, region: "cn-north-1" }), "InvalidSignatureException"],
    ["an hour ago", signed({ at: new Date(NOW - 3_600_000) }), "InvalidSignatureException"],
    ["no time", { ...signed(), "x-amz-date": "20260820" }, "InvalidSignatureException"],
    [
      "a target that is not covered",
      { ...signed(), authorization: (signed().authorization ?? "").replace(";x-amz-target", "") },
      "InvalidSignatureException",
    ],
  ])("%s", async (_, headers, outcome) => {
    expect(await knock(headers)).toEqual({ outcome, read: false });
  });
});

describe("is refused once the body is known:", () => {
  const forged = { accessKeyId: "QIYOU1", secretAccessKey: "guessed" };
  it.each<[string, Record<string, string>, string, string]>([
    [
      "a secret that is guessed",
      signed({}, { ...keyring, credentials: forged }),
      BODY,
      "InvalidSignatureException",
    ],
    ["another body", signed(), '{"TableName":"other"}', "InvalidSignatureException"],
    [
      "another operation",
      { ...signed(), "x-amz-target": "DynamoDB_20120810.Scan" },
      BODY,
      "InvalidSignatureException",
    ],
    ["another host", { ...signed(), host: "evil.example" }, BODY, "InvalidSignatureException"],
    ["too much", signed({ body: "x".repeat(101) }), "x".repeat(101), "RequestEntityTooLarge"],
  ])("%s", async (_, headers, body, outcome) => {
    expect((await knock(headers, body)).outcome).toBe(outcome);
  });
});

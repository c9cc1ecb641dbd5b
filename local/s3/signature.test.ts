/** The worked examples of AWS's own documentation ("Signature Calculations for the Authorization Header", "… Query Parameters", "… POST policy"). */
import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { readRequest } from "./request.ts";
import { authenticate } from "./signature.ts";

const keyring = {
  credentials: {
    accessKeyId: "AKIAIOSFODNN7EXAMPLE",
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  },
  region: "us-east-1",
};
const NOW = Date.UTC(2013, 4, 24);
const HOST = "examplebucket.s3.amazonaws.com";
const EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const SCOPE = "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request";

function request(method: string, url: string, headers: Record<string, string>) {
  const message = new IncomingMessage(new Socket());
  message.method = method;
  message.url = url;
  const lower = Object.entries({ host: HOST, ...headers }).map(
    ([name, value]) => [name.toLowerCase(), value] as const,
  );
  message.headers = Object.fromEntries(lower);
  message.headersDistinct = Object.fromEntries(lower.map(([name, value]) => [name, [value]]));
  return readRequest(message);
}

const signed = (headers: string, signature: string) =>
  `AWS4-HMAC-SHA256 Credential=${SCOPE},SignedHeaders=${headers},Signature=${signature}`;

describe("AWS's examples are accepted", () => {
  it.each([
    [
      "GET object",
      "GET",
      "/test.txt",
      {
        Authorization: signed(
          "host;range;x-amz-content-sha256;x-amz-date",
          "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        ),
        Range: "bytes=0-9",
        "x-amz-content-sha256": EMPTY,
        "x-amz-date": "20130524T000000Z",
      },
    ],
    [
      "PUT object with a $ in its key",
      "PUT",
      "/test%24file.text",
      {
        Authorization: signed(
          "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
          "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
        ),
        Date: "Fri, 24 May 2013 00:00:00 GMT",
        "x-amz-date": "20130524T000000Z",
        "x-amz-storage-class": "REDUCED_REDUNDANCY",
        "x-amz-content-sha256": "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
      },
    ],
    [
      "GET ?lifecycle",
      "GET",
      "/?lifecycle",
      {
        Authorization: signed(
          "host;x-amz-content-sha256;x-amz-date",
          "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
        ),
        "x-amz-date": "20130524T000000Z",
        "x-amz-content-sha256": EMPTY,
      },
    ],
    [
      "GET ?max-keys=2&prefix=J",
      "GET",
      "/?max-keys=2&prefix=J",
      {
        Authorization: signed(
          "host;x-amz-content-sha256;x-amz-date",
          "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
        ),
        "x-amz-date": "20130524T000000Z",
        "x-amz-content-sha256": EMPTY,
      },
    ],
  ])("%s", (_, method, url, headers) => {
    expect(authenticate(request(method, url, headers), keyring, NOW).payload).toMatch(/^[0-9a-f]{64}$/);
    const other = request(method, url.replace("/", "/x"), headers);
    expect(() => authenticate(other, keyring, NOW)).toThrow(
      expect.objectContaining({ code: "SignatureDoesNotMatch" }),
    );
  });
});

describe("AWS's presigned example", () => {
  const url = `/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(SCOPE)}&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404`;

  it("holds for a day, and not a second longer", () => {
    expect(authenticate(request("GET", url, {}), keyring, NOW + 86_400_000).payload).toBe("UNSIGNED-PAYLOAD");
    expect(() => authenticate(request("GET", url, {}), keyring, NOW + 86_401_000)).toThrow(
      "Request has expired",
    );
  });

  it("is refused before its time, without a parameter, or beyond seven days", () => {
    expect(() => authenticate(request("GET", url, {}), keyring, NOW - 3_600_000)).toThrow("not yet valid");
    const without = url.replace("&X-Amz-SignedHeaders=host", "");
    expect(() => authenticate(request("GET", without, {}), keyring, NOW)).toThrow("requires");
    const long = url.replace("=86400", "=604801");
    expect(() => authenticate(request("GET", long, {}), keyring, NOW)).toThrow("604800");
  });
});

/** AWS's worked example of a signed aws-chunked upload: 65 KiB of "a" in chunks of 64 KiB. */
import { describe, expect, it } from "vitest";
import { signingKey } from "../signing/key.ts";
import { readChunked } from "./chunked-body.ts";

const SIGNATURES = [
  "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
  "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
  "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
];
const credentials = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
};
const scope = {
  service: "s3",
  accessKeyId: credentials.accessKeyId,
  date: "20130524",
  text: "20130524/us-east-1/s3/aws4_request",
};
const chain = {
  key: signingKey({ credentials, region: "us-east-1" }, scope),
  timestamp: "20130524T000000Z",
  scope: scope.text,
  seed: "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
};

function example(content = "a".repeat(66_560)): string {
  const chunks = [content.slice(0, 65_536), content.slice(65_536), ""];
  return chunks
    .map(
      (chunk, index) => `${chunk.length.toString(16)};chunk-signature=${SIGNATURES[index]}\r\n${chunk}\r\n`,
    )
    .join("");
}

/** The wire in pieces of `size` bytes, so that every boundary falls everywhere. */
async function* pieces(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function read(text: string, size: number, signed = true) {
  const { payload, trailers } = readChunked(pieces(text, size), signed ? chain : undefined);
  const parts: Buffer[] = [];
  for await (const part of payload) parts.push(part);
  return { content: Buffer.concat(parts).toString(), trailers: Object.fromEntries(trailers) };
}

describe("signed chunks", () => {
  it.each([7, 1000, 100_000])("are accepted however the wire cuts them (%i bytes)", async (size) => {
    expect((await read(example(), size)).content).toBe("a".repeat(66_560));
  });

  it("are refused when a byte of any chunk differs", async () => {
    await expect(read(example(`b${"a".repeat(66_559)}`), 1000)).rejects.toMatchObject({
      code: "SignatureDoesNotMatch",
    });
    await expect(read(example(`${"a".repeat(66_559)}b`), 1000)).rejects.toMatchObject({
      code: "SignatureDoesNotMatch",
    });
  });
});

describe("unsigned chunks", () => {
  it.each([1, 2, 3, 64])("give payload and trailers however the wire cuts them (%i bytes)", async (size) => {
    const wire = "3\r\nabc\r\n5\r\n\r\n012\r\n0\r\nx-amz-checksum-crc32: AAAAAA==\r\n\r\n";
    expect(await read(wire, size, false)).toEqual({
      content: "abc\r\n012",
      trailers: { "x-amz-checksum-crc32": "AAAAAA==" },
    });
  });

  it.each(["3\r\nab", "3\r\nabc", "3\r\nabcX\r\n0\r\n\r\n", "zz\r\n", "", "-1\r\n"])(
    "cut off or malformed are refused: %j",
    async (wire) => {
      await expect(read(wire, 2, false)).rejects.toMatchObject({ code: "IncompleteBody" });
    },
  );
});

import { describe, expect, it } from "vitest";
import { type ChecksumAlgorithm, expectedChecksum, startChecksum } from "./checksum.ts";

/** Published check values: the sum of the nine bytes "123456789". */
const CHECK: [ChecksumAlgorithm, string][] = [
  ["CRC32", "cbf43926"],
  ["CRC32C", "e3069283"],
  ["CRC64NVME", "ae8b14860a799888"],
  ["SHA1", "f7c3bc1d808e04732adf679965ccc34ca7ae3441"],
  ["SHA256", "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"],
];

it.each(CHECK)("%s has its published check value, however the bytes are cut", (algorithm, hex) => {
  for (const cut of [0, 1, 4, 9]) {
    const sum = startChecksum(algorithm);
    sum.update(Buffer.from("123456789").subarray(0, cut));
    sum.update(Buffer.from("123456789").subarray(cut));
    expect(sum.digest().toString("hex")).toBe(hex);
  }
});

describe("claims about a body", () => {
  const read = (headers: Record<string, string>) => expectedChecksum((name) => headers[name]);

  it("are one sum, in a header or a trailer, or none", () => {
    expect(read({})).toBeUndefined();
    expect(read({ "x-amz-checksum-crc32": "AAAAAA==" })).toEqual({ algorithm: "CRC32", value: "AAAAAA==" });
    expect(read({ "x-amz-trailer": "x-amz-checksum-sha1" })).toEqual({
      algorithm: "SHA1",
      trailer: "x-amz-checksum-sha1",
    });
  });

  it.each<Record<string, string>>([
    { "x-amz-checksum-crc32": "AAAAAA==", "x-amz-checksum-crc32c": "AAAAAA==" },
    { "x-amz-checksum-crc32": "AAAAAA==", "x-amz-trailer": "x-amz-checksum-sha1" },
    { "x-amz-checksum-crc32": "short" },
    { "x-amz-checksum-sha256": "AAAAAA==" },
    { "x-amz-trailer": "x-amz-other" },
    { "x-amz-sdk-checksum-algorithm": "CRC32" },
  ])("are refused when unreadable: %j", (headers) => {
    expect(() => read(headers)).toThrow(expect.objectContaining({ code: "InvalidRequest" }));
  });
});

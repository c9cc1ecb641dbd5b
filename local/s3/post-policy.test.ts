/** AWS's worked example of a browser upload ("Examples: Browser-Based Upload using HTTP POST"), then documents that are no policy. */
import { describe, expect, it } from "vitest";
import { hmac, signingKey } from "../signing/key.ts";
import { checkPolicy } from "./post-policy.ts";

const credentials = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
};
const keyring = { credentials, region: "us-east-1" };
const NOW = Date.UTC(2015, 11, 29);
const scope = {
  service: "s3",
  accessKeyId: credentials.accessKeyId,
  date: "20151229",
  text: "20151229/us-east-1/s3/aws4_request",
};
const credential = `${credentials.accessKeyId}/${scope.text}`;

function fields(policy: unknown, more: Record<string, string> = {}): Map<string, string> {
  const encoded = Buffer.from(typeof policy === "string" ? policy : JSON.stringify(policy)).toString(
    "base64",
  );
  return new Map(
    Object.entries({
      key: "user/user1/a.txt",
      policy: encoded,
      "x-amz-algorithm": "AWS4-HMAC-SHA256",
      "x-amz-credential": credential,
      "x-amz-date": "20151229T000000Z",
      "x-amz-signature": hmac(signingKey(keyring, scope), encoded).toString("hex"),
      ...more,
    }),
  );
}

const SIGNED = [
  { "x-amz-algorithm": "AWS4-HMAC-SHA256" },
  { "x-amz-credential": credential },
  { "x-amz-date": "20151229T000000Z" },
];
const EXPIRATION = "2015-12-30T12:00:00.000Z";

it("accepts the form that AWS describes", () => {
  const policy = {
    expiration: EXPIRATION,
    conditions: [
      { bucket: "sigv4examplebucket" },
      ["starts-with", "$key", "user/user1/"],
      { acl: "public-read" },
      { success_action_redirect: "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html" },
      ["starts-with", "$Content-Type", "image/"],
      { "x-amz-meta-uuid": "14365123651274" },
      ["starts-with", "$x-amz-meta-tag", ""],
      ...SIGNED,
    ],
  };
  const form = fields(policy, {
    acl: "public-read",
    success_action_redirect: "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html",
    "content-type": "image/jpeg",
    "x-amz-meta-uuid": "14365123651274",
    "x-amz-meta-tag": "",
  });
  expect(checkPolicy(form, "sigv4examplebucket", keyring, NOW)).toEqual({
    min: 0,
    max: Number.POSITIVE_INFINITY,
  });
});

it("narrows several size ranges to what all allow", () => {
  const conditions = [
    { bucket: "b" },
    ["eq", "$key", "user/user1/a.txt"],
    ["content-length-range", 1, 10],
    ["content-length-range", "5", "20"],
    ...SIGNED,
  ];
  expect(checkPolicy(fields({ expiration: EXPIRATION, conditions }), "b", keyring, NOW)).toEqual({
    min: 5,
    max: 10,
  });
});

it("does not hold for a bucket it does not name", () => {
  const conditions = [["starts-with", "$key", ""], ...SIGNED];
  expect(() => checkPolicy(fields({ expiration: EXPIRATION, conditions }), "b", keyring, NOW)).toThrow(
    "Extra input fields: bucket",
  );
});

describe("is refused as no policy:", () => {
  it.each([
    "not json",
    "null",
    {},
    { expiration: EXPIRATION },
    { conditions: [] },
    { expiration: "tomorrow", conditions: [] },
    { expiration: EXPIRATION, conditions: [["ends-with", "$key", "x"]] },
    { expiration: EXPIRATION, conditions: [["eq", "key", "x"]] },
    { expiration: EXPIRATION, conditions: [["eq", "$key"]] },
    { expiration: EXPIRATION, conditions: [["content-length-range", 10, 1]] },
    { expiration: EXPIRATION, conditions: [["content-length-range", "a", 1]] },
    { expiration: EXPIRATION, conditions: [{ a: "1", b: "2" }] },
    { expiration: EXPIRATION, conditions: ["x"] },
  ])("%j", (policy) => {
    expect(() => checkPolicy(fields(policy), "b", keyring, NOW)).toThrow(
      expect.objectContaining({ code: "InvalidPolicyDocument" }),
    );
  });
});

import { expect, test } from "vitest";
import { application, keepRecords } from "./application.ts";
import { type Environment, placeFrom } from "./deploy-target.ts";

const refusal = (stage: string | undefined, environment: Environment = {}) => {
  const outcome = placeFrom(stage, environment);
  return outcome.ok ? undefined : outcome.refusal;
};
const china = { AWS_REGION: "cn-north-1", QIYOU_DOMAIN: "study.example.gov.cn" };

test("production and nothing else is all it takes", () => {
  expect(placeFrom("production", {})).toEqual({
    ok: true,
    value: { stage: "production", production: true, region: "ap-southeast-1", partition: "aws" },
  });
});

test("what is written is taken", () => {
  const written = {
    AWS_REGION: "cn-northwest-1",
    QIYOU_DOMAIN: "study.example.gov.cn",
    QIYOU_CERTIFICATE: "ASCAEXAMPLE00EXAMPLE0",
    QIYOU_ALARM_MAIL: "on-duty@example.gov.cn",
  };
  expect(placeFrom("trial-2", written)).toEqual({
    ok: true,
    value: {
      stage: "trial-2",
      production: false,
      region: "cn-northwest-1",
      partition: "aws-cn",
      domain: { name: "study.example.gov.cn", certificate: "ASCAEXAMPLE00EXAMPLE0" },
      alarmMail: "on-duty@example.gov.cn",
    },
  });
});

test.each([
  ["prod", "--stage production"],
  ["Production", "--stage production"],
  ["production-2", "--stage production"],
  ["正式", "--stage production"],
  ["local", "--stage trial"],
  ["", "--stage production"],
  [undefined, "--stage production"],
  ["a", "--stage trial"],
  ["试用", "--stage trial"],
  ["li.ming", "--stage trial"],
  ["-trial", "--stage trial"],
  ["trial-", "--stage trial"],
  ["a--b", "--stage trial"],
  ["a-name-that-is-far-too-long", "--stage trial"],
])("stage %o is refused: write %s", (stage, instead) => {
  expect(refusal(stage)).toMatchObject({ code: "stage", message: expect.stringContaining(instead) });
});

test.each(["beijing", "cn-beijing", "北京", "CN-NORTH-1", "us-gov-west-1", "ap-east-9", "global"])(
  "region %s is refused: write a region's code",
  (region) => {
    expect(refusal("production", { AWS_REGION: region })).toMatchObject({
      code: "region",
      message: expect.stringContaining("AWS_REGION=cn-north-1"),
    });
  },
);

test.each([
  ["https://study.example.gov.cn/", "QIYOU_DOMAIN=study.example.gov.cn"],
  ["Study.Example.gov.cn", "QIYOU_DOMAIN=study.example.gov.cn"],
  ["study.example.gov.cn:8443", "QIYOU_DOMAIN=study.example.gov.cn"],
  ["study.example.gov.cn.", "QIYOU_DOMAIN=study.example.gov.cn"],
  ["学习.example.cn", "QIYOU_DOMAIN=xn--vjq503a.example.cn"],
  ["study", "QIYOU_DOMAIN=study.example.gov.cn"],
  ["10.1.2.3", "QIYOU_DOMAIN=study.example.gov.cn"],
  ["localhost", "QIYOU_DOMAIN=study.example.gov.cn"],
  ["d111.cloudfront.net", "QIYOU_DOMAIN=study.example.gov.cn"],
  ["a b.example.cn", "QIYOU_DOMAIN=study.example.gov.cn"],
  ["-study.example.cn", "QIYOU_DOMAIN=study.example.gov.cn"],
  [`${"a".repeat(60)}.example.cn`, "QIYOU_DOMAIN=study.example.gov.cn"],
])("domain %s is refused: write %s", (domain, instead) => {
  expect(refusal("production", { QIYOU_DOMAIN: domain })).toMatchObject({
    code: "domain",
    message: expect.stringContaining(instead),
  });
});

test("China wants a domain of the office's own and a certificate in IAM", () => {
  expect(refusal("production", { AWS_REGION: "cn-north-1" })?.code).toBe("domain");
  expect(refusal("production", china)?.code).toBe("certificate");
  const ofAcm = "arn:aws-cn:acm:cn-north-1:123456789012:certificate/0";
  expect(refusal("production", { ...china, QIYOU_CERTIFICATE: ofAcm })?.message).toContain(
    "list-server-certificates",
  );
});

test("elsewhere a certificate is one of ACM in us-east-1", () => {
  const domain = { QIYOU_DOMAIN: "study.example.gov.cn" };
  const wrong = "arn:aws:acm:ap-east-1:123456789012:certificate/0";
  const right = "arn:aws:acm:us-east-1:123456789012:certificate/0";
  expect(refusal("production", { ...domain, QIYOU_CERTIFICATE: wrong })?.message).toContain("us-east-1");
  expect(refusal("production", { ...domain, QIYOU_CERTIFICATE: right })).toBeUndefined();
});

test("an alarm's mail must be one", () => {
  expect(refusal("production", { QIYOU_ALARM_MAIL: "on duty" })?.message).toContain("QIYOU_ALARM_MAIL=");
});

test("each sentence is Chinese first and English after", () => {
  for (const said of [
    refusal("prod"),
    refusal("trial", { AWS_REGION: "x" }),
    refusal("trial", { QIYOU_DOMAIN: "x" }),
  ])
    expect(said?.message).toMatch(/^\p{Script=Han}.* \/ [ -~“”]+$/u);
});

test("production is told to SST as kept and protected, other stages as removable", () => {
  expect(
    application("production", {
      ...china,
      QIYOU_CERTIFICATE: "ASCAEXAMPLE00EXAMPLE0",
    }),
  ).toEqual({
    name: "qiyou",
    home: "aws",
    removal: "retain",
    protect: true,
    providers: { aws: { region: "cn-north-1" } },
  });
  expect(application("trial", {})).toMatchObject({ removal: "remove", protect: false });
  expect(() => application("prod", {})).toThrow("--stage production");
});

test.each([
  { stage: "production", removal: "remove", protect: true },
  { stage: "production", removal: "retain", protect: false },
  { stage: "production", removal: "retain" },
  { stage: "production", protect: true },
])("a deployment that could delete production's records is stopped: %o", (app) => {
  expect(() => keepRecords(app)).toThrow('removal: "retain"');
});

test("kept records and stages without records go through", () => {
  expect(() => keepRecords({ stage: "production", removal: "retain", protect: true })).not.toThrow();
  expect(() => keepRecords({ stage: "production", removal: "retain-all", protect: true })).not.toThrow();
  expect(() => keepRecords({ stage: "trial", removal: "remove", protect: false })).not.toThrow();
});

import { expect, test } from "vitest";
import { EnvironmentRefused, environment, environmentFaults } from "./environment.ts";

test("an empty value is none, and what is not ours is not looked at", () => {
  const read = environment({ QIYOU_FONTS: "", QIYOU_RULEBOOK: "/srv/rules", PATH: "/bin" });
  expect(read).toEqual({ QIYOU_RULEBOOK: "/srv/rules" });
});

test("figures are read as what they are", () => {
  const given = { QIYOU_METRICS: '{"namespace":"qiyou","stage":"trial"}' };
  expect(environment(given).QIYOU_METRICS).toEqual({ namespace: "qiyou", stage: "trial" });
});

test.each([
  ["QIYOU_LOG", "loud", "环境变量 QIYOU_LOG 的值有误：应是 debug、info、warn、error 或 off。"],
  [
    "QIYOU_UPLOAD_ORIGIN",
    "here",
    "环境变量 QIYOU_UPLOAD_ORIGIN 的值有误：应是 http:// 或 https:// 开头的地址。",
  ],
  ["QIYOU_METRICS", "{", "环境变量 QIYOU_METRICS 的值有误：应是含 namespace 和 stage 的 JSON。"],
  [
    "QIYOU_OIDC_ISSUER",
    "http://id.example.gov.cn",
    "环境变量 QIYOU_OIDC_ISSUER 的值有误：应是 https:// 开头的地址，本机除外。",
  ],
])("%s=%s is refused in a sentence", (name, value, sentence) => {
  const client = { QIYOU_OIDC_CLIENT: name === "QIYOU_OIDC_ISSUER" ? "qiyou" : "" };
  expect(environmentFaults({ ...client, [name]: value })).toEqual({ wrong: [sentence], unknown: [] });
  expect(() => environment({ [name]: value })).toThrow(EnvironmentRefused);
});

test("an issuer is https, or on this machine, and comes with a client", () => {
  const client = { QIYOU_OIDC_CLIENT: "qiyou" };
  for (const issuer of [
    "https://id.example.gov.cn/office",
    "http://127.0.0.1:8080",
    "http://[::1]/",
    "http://localhost",
  ])
    expect(environment({ ...client, QIYOU_OIDC_ISSUER: issuer }).QIYOU_OIDC_ISSUER).toBe(issuer);
  for (const issuer of [
    "http://127.0.0.1:x@evil.example",
    "http://localhost.evil.example",
    "http://10.0.0.1",
  ])
    expect(environmentFaults({ ...client, QIYOU_OIDC_ISSUER: issuer }).wrong, issuer).toHaveLength(1);
  expect(environmentFaults(client).wrong).toEqual([
    "环境变量 QIYOU_OIDC_ISSUER 和 QIYOU_OIDC_CLIENT 须同时设置，或都不设置。",
  ]);
});

test("a name that nobody reads is told, and stops nothing", () => {
  expect(environmentFaults({ QIYOU_RULEBOK: "x", QIYOU_SEED: "1" })).toEqual({
    wrong: [],
    unknown: ["环境变量 QIYOU_RULEBOK 无人使用，请核对拼写。"],
  });
  expect(environment({ QIYOU_RULEBOK: "x" })).toEqual({});
});

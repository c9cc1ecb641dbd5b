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
])("%s=%s is refused in a sentence", (name, value, sentence) => {
  expect(environmentFaults({ [name]: value })).toEqual({ wrong: [sentence], unknown: [] });
  expect(() => environment({ [name]: value })).toThrow(EnvironmentRefused);
});

test("a name that nobody reads is told, and stops nothing", () => {
  expect(environmentFaults({ QIYOU_RULEBOK: "x", QIYOU_SEED: "1" })).toEqual({
    wrong: [],
    unknown: ["环境变量 QIYOU_RULEBOK 无人使用，请核对拼写。"],
  });
  expect(environment({ QIYOU_RULEBOK: "x" })).toEqual({});
});

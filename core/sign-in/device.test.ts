import { expect, test } from "vitest";
import { browserKind, networkOf } from "./device.ts";

test.each([
  [
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0",
    "Edge 浏览器（Windows）",
  ],
  ["Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/108.0 Safari/537.36", "Chrome 浏览器（Windows）"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) AppleWebKit/605 Mobile/15E148 MicroMessenger/8.0.49",
    "微信（iPhone）",
  ],
  ["Mozilla/5.0 (Linux; Android 12; HarmonyOS) Chrome/114 Mobile Safari/537.36", "Chrome 浏览器（鸿蒙）"],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605 Version/17.5 Safari/605",
    "Safari 浏览器（Mac）",
  ],
  ["Mozilla/5.0 (Linux; Android 14) Chrome/114 MicroMessenger/7 wxwork/4.1", "企业微信（安卓）"],
  ["", "其他浏览器"],
  ["x".repeat(1_000_000), "其他浏览器"],
])("%.60s", (agent, kind) => {
  expect(browserKind(agent)).toBe(kind);
});

test("of an address the network is kept", () => {
  expect(networkOf("203.0.113.77")).toBe("203.0.113.*");
  expect(networkOf("2001:db8:1:2")).toBe("2001:db8:1:*");
  expect(networkOf("")).toBe("");
});

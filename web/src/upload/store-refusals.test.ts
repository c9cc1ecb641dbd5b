import { expect, test } from "vitest";
import { chineseSize } from "./size.ts";
import { storeRefusal } from "./store-refusals.ts";

const xml = (code: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>no</Message></Error>`;
const MAX = 50 * 1024 * 1024;

test("the store's own limit is told in megabytes with a way forward", () => {
  expect(storeRefusal(400, xml("EntityTooLarge"), MAX)).toEqual({
    code: "EntityTooLarge",
    sentence: "文件超过上限 50 MB，请压缩图片或拆分后重新上传",
  });
  expect(storeRefusal(413, "<html>too large</html>", MAX).code).toBe("EntityTooLarge");
});

test("an expired policy asks to send again, a broken line to check the network", () => {
  expect(storeRefusal(403, xml("AccessDenied"), MAX).sentence).toContain("再点一次发送");
  expect(storeRefusal(0, "", MAX)).toMatchObject({ code: "offline" });
});

test("an unknown refusal keeps its code, and an answer that is no XML its status", () => {
  expect(storeRefusal(400, xml("BadDigest"), MAX)).toEqual({
    code: "BadDigest",
    sentence: "文件没有收下（BadDigest），请稍后再点一次发送",
  });
  expect(storeRefusal(502, "<html>", MAX).code).toBe("http_502");
});

test("sizes", () => {
  expect([900, 30_720, 1_500_000, MAX].map(chineseSize)).toEqual(["900 字节", "30 KB", "1.4 MB", "50 MB"]);
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Asked, knock, placeOf, Unusable } from "../../demo/deployed.ts";

const who = { login: "admin", password: "secret" };
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "qiyou-outputs-"));
  file = join(folder, "outputs.json");
});
afterEach(() => rmSync(folder, { recursive: true }));

const said = (asked: Asked): string => {
  try {
    return placeOf(asked, file).url;
  } catch (error) {
    if (error instanceof Unusable) return error.message;
    throw error;
  }
};

describe("where the smoke test goes", () => {
  it("is the address that is written, without its path", () => {
    expect(said({ ...who, url: "http://127.0.0.1:7070/sign-in" })).toBe("http://127.0.0.1:7070");
  });

  it("is the address that the stage's deployment has told", () => {
    writeFileSync(
      file,
      JSON.stringify({
        url: "https://d1.cloudfront.net",
        region: "us-east-1",
        table: "qiyou-trial-Table-abc",
      }),
    );
    expect(said({ ...who, stage: "trial" })).toBe("https://d1.cloudfront.net");
  });

  it("is not another stage's", () => {
    writeFileSync(
      file,
      JSON.stringify({
        url: "https://d1.cloudfront.net",
        region: "us-east-1",
        table: "qiyou-other-Table-abc",
      }),
    );
    expect(said({ ...who, stage: "trial" })).toContain("不是环境 trial 的");
  });

  it("is told what to write when something is missing", () => {
    expect(said(who)).toContain("--stage trial");
    expect(said({ ...who, stage: "trial" })).toContain("npx sst deploy --stage trial");
    expect(said({ url: "http://127.0.0.1:7070" })).toContain("QIYOU_PASSWORD");
    expect(said({ ...who, url: "127.0.0.1:7070" })).toContain("无效");
  });

  it("is not the production stage unless that is said in so many words", () => {
    writeFileSync(
      file,
      JSON.stringify({
        url: "https://a.example.cn",
        region: "us-east-1",
        table: "qiyou-production-Table-abc",
      }),
    );
    expect(said({ ...who, stage: "production" })).toContain("--into-production");
    expect(said({ ...who, stage: "production", intoProduction: true })).toBe("https://a.example.cn");
  });
});

describe("knocking", () => {
  it("says that nobody answers, and that somebody else does", async () => {
    const server = createServer((_, response) => response.end("<html>")).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    const place = { url: `http://127.0.0.1:${port}`, administrator: who };
    await expect(knock(place)).rejects.toThrow("不是七有");
    await new Promise((resolve) => server.close(resolve));
    await expect(knock(place)).rejects.toThrow("连不上");
  });
});

/** `qiyou serve` as somebody starts it: one command, clear words, nothing lost over a restart. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { ApiClient } from "../../client/api-client.ts";
import { send } from "../../client/sending.ts";
import { COMMAND } from "../../demo/stack.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { demoPapers } from "../../samples/papers/demo-papers.ts";

interface Ready {
  readonly url: string;
  readonly accounts: { readonly role: string; readonly login: string; readonly password: string }[];
}

const folders: string[] = [];
const running = new Set<ChildProcess>();

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "qiyou-serve-"));
  folders.push(folder);
  return folder;
}

function serve(...options: string[]) {
  const child = spawn(process.execPath, [COMMAND, "serve", ...options], {
    env: { ...process.env, QIYOU_READY: "1" },
  });
  running.add(child);
  const said: string[] = [];
  const ended = once(child, "exit").then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  const ready = new Promise<Ready>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on("line", (line) => {
        said.push(line);
        if (line.startsWith("QIYOU_READY ")) resolve(JSON.parse(line.slice("QIYOU_READY ".length)));
      });
    void ended.then((code) => reject(new Error(`ended with ${code}\n${said.join("\n")}`)));
  });
  ready.catch(() => undefined);
  const stop = () => {
    child.kill("SIGINT");
    return ended;
  };
  return { ready, ended, stop, said };
}

afterEach(async () => {
  for (const child of running) child.kill("SIGKILL");
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe("qiyou serve", () => {
  it("founds a real office, ends cleanly on Ctrl-C and keeps everything over a restart", async () => {
    const folder = newFolder();
    const first = serve("--folder", folder, "--port", "0", "--empty", "--office", "青槐县");
    const { url, accounts } = await first.ready;
    const [account] = accounts;
    if (!account) throw new Error("no administrator");
    expect(account.role).toBe("administrator");
    const administrator = new ApiClient(url);
    await administrator.signIn(account.login, account.password);
    const unit = await administrator.call(endpoints.createUnit, {
      body: { name: "青槐县水务局", shortName: "县水务局", roster: ["周启明"] },
    });
    expect(await first.stop()).toBe(0);
    expect(first.said.join("\n")).toContain("已停止");

    const second = serve("--folder", folder, "--port", "0", "--empty");
    const again = await second.ready;
    expect(again.accounts).toEqual([]);
    expect(second.said.join("\n")).not.toContain(account.password);
    const back = new ApiClient(again.url);
    await back.signIn(account.login, account.password);
    expect((await back.call(endpoints.units)).units).toEqual([unit]);
    expect(await second.stop()).toBe(0);
    const logged = readFileSync(join(folder, "logs/qiyou.log"), "utf8").trim().split("\n");
    expect(logged.map((line) => JSON.parse(line).code)).toEqual([
      "service_started",
      "service_stopped",
      "service_started",
      "service_stopped",
    ]);
  });

  it("says which port is taken and what to write instead", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const stack = serve("--folder", newFolder(), "--port", String(port), "--empty");
    expect(await stack.ended).toBe(1);
    expect(stack.said.join("\n")).toContain(`端口 ${port} 已被占用`);
    expect(stack.said.join("\n")).toContain(`--port ${port + 1}`);
    other.close();
  });

  it("does not open a folder that another process holds", async () => {
    const folder = newFolder();
    const first = serve("--folder", folder, "--port", "0", "--empty");
    await first.ready;
    const second = serve("--folder", folder, "--port", "0", "--empty");
    expect(await second.ended).toBe(1);
    expect(second.said.join("\n")).toContain(
      "正被另一个七有进程使用，请先停止它。也可以用 --folder 另指定目录。",
    );
    await first.stop();
  });

  it("says what is wrong with a folder in one sentence, and founds nothing over what stands", async () => {
    const folder = newFolder();
    const first = serve("--folder", folder, "--port", "0", "--empty", "--office", "青槐县");
    const { accounts } = await first.ready;
    await first.stop();
    const told = async (spoil: (name: (file: string) => string) => void) => {
      const copy = newFolder();
      cpSync(folder, copy, { recursive: true });
      spoil((file) => join(copy, file));
      const stack = serve("--folder", copy, "--port", "0", "--empty");
      expect(await stack.ended).toBe(1);
      return stack.said.filter((line) => !line.startsWith("·")).map((line) => line.replace(copy, "FOLDER"));
    };
    expect(await told((name) => writeFileSync(name("office.json"), '{"demonstration":fa'))).toEqual([
      "数据目录 FOLDER 中的 office.json 内容不完整，请从备份恢复它；没有备份就删除它后再启动，单位和数据不受影响。",
    ]);
    expect(await told((name) => truncateSync(name("dynamodb.sqlite"), 5000))).toEqual([
      "数据目录 FOLDER 中的 dynamodb.sqlite 已损坏（不完整或被改写），没有启动；请从备份恢复整个目录。",
    ]);
    expect(await told((name) => rmSync(name("states.sqlite")))).toEqual([
      "数据目录 FOLDER 缺少 states.sqlite，没有启动，以免当作新单位重新开始；请从备份恢复整个目录。",
    ]);

    rmSync(join(folder, "office.json"));
    const again = serve("--folder", folder, "--port", "0", "--empty", "--office", "别的县");
    const { url, accounts: announced } = await again.ready;
    expect(announced).toEqual([]);
    expect(again.said.join("\n")).toContain("office.json 不在了；青槐县的数据都在，已重新写好 office.json");
    const [account] = accounts;
    await new ApiClient(url).signIn(account?.login ?? "", account?.password ?? "");
    await again.stop();
  });

  it("refuses a port that is none as wrong usage", async () => {
    const stack = serve("--folder", newFolder(), "--port", "七零七零");
    expect(await stack.ended).toBe(2);
  });

  it("serves an office network with upload addresses its browsers can reach", async () => {
    const lan = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ family, internal }) => family === "IPv4" && !internal)?.address;
    const stack = serve("--folder", newFolder(), "--port", "0", "--host", "0.0.0.0", "--empty");
    const { url, accounts } = await stack.ready;
    expect(new URL(url).hostname).toBe(lan ?? "127.0.0.1");
    const [account] = accounts;
    const administrator = new ApiClient(url);
    await administrator.signIn(account?.login ?? "", account?.password ?? "");
    const { id } = await administrator.call(endpoints.createUnit, {
      body: { name: "青槐县教育局", shortName: "县教育局", roster: ["闻一川"] },
    });
    const link = await administrator.call(endpoints.createLink, {
      params: { id },
      body: { period: "2026-Q3" },
    });
    expect(link.url.startsWith(`${url}/u/`)).toBe(true);
    const token = link.url.split("/").at(-1) ?? "";
    const [paper] = demoPapers();
    if (!paper) throw new Error("no paper");
    const sent = await send(new ApiClient(url), token, paper);
    expect(sent.status).toBeLessThan(300);
    const granted = await new ApiClient(url).call(endpoints.ticket, {
      params: { token },
      body: { fileName: "记录.txt", size: 10 },
    });
    expect(new URL(granted.url).host).toBe(new URL(url).host);
    await stack.stop();
  });
});

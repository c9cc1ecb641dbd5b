import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type DynamoDBService, openDynamoDB } from "../../local/dynamodb/service.ts";
import { listen } from "../../local/http-server/http-server.ts";
import { provisionTable } from "../../local/provision/table.ts";

const TRIAL = "qiyou-trial-TableTable-abc";
let folder: string;
let table: DynamoDBService;
let server: Server;
let outputs: string;
const environment: Record<string, string> = {};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "qiyou-found-"));
  table = openDynamoDB({ file: ":memory:" });
  await provisionTable(table, TRIAL);
  server = await listen(
    createServer(table.handlerFor({ accessKeyId: "key", secretAccessKey: "secret" })),
    0,
    "127.0.0.1",
  );
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("no port");
  Object.assign(environment, {
    AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${address.port}`,
    AWS_ACCESS_KEY_ID: "key",
    AWS_SECRET_ACCESS_KEY: "secret",
    AWS_EC2_METADATA_DISABLED: "true",
  });
  outputs = join(folder, "outputs.json");
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  table.close();
  rmSync(folder, { recursive: true });
});

const deployed = (name: string) =>
  writeFileSync(outputs, JSON.stringify({ url: "https://a.example.cn", region: "us-east-1", table: name }));

/** Runs a program in a process of its own: a process reads which table it is linked to only once. */
function run(script: string, options: string[], links = {}): Promise<{ status: number; said: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, ...environment, ...links };
    const program = ["--input-type=module-typescript", "--eval", script, "--", ...options];
    execFile(process.execPath, program, { env }, (error, out, err) =>
      resolve({ status: typeof error?.code === "number" ? error.code : 0, said: out + err }),
    );
  });
}

const found = (...options: string[]) =>
  run(
    `import { Command } from "commander";
    import { registerFound } from "./cli/found.ts";
    const program = new Command("qiyou");
    registerFound(program);
    await program.parseAsync();`,
    ["found", "--outputs", outputs, ...options],
  );

/** What the table holds of `admin`, and whether the password is theirs. */
async function administrator(password: string): Promise<unknown> {
  const links = {
    AWS_REGION: "us-east-1",
    SST_RESOURCE_App: JSON.stringify({ name: "qiyou", stage: "trial" }),
    SST_RESOURCES_JSON: JSON.stringify({ Table: { type: "sst.aws.Dynamo", name: TRIAL } }),
  };
  const { said } = await run(
    `import { passwordMatches } from "./functions/adapters/password.ts";
    import { personByLogin } from "./functions/adapters/table/people.ts";
    const found = await personByLogin("admin");
    const matches = await passwordMatches(process.argv[1], found?.password ?? "");
    console.log(JSON.stringify({ roles: found?.person.grants.map((one) => one.role), matches }));`,
    [password],
    links,
  );
  return JSON.parse(said);
}

it("makes the office and its first administrator, once", async () => {
  deployed("qiyou-production-TableTable-abc");
  const stage = ["--stage", "trial", "--office", "青槐县"];
  expect((await found(...stage)).said).toContain("不是环境 trial 的");

  deployed(TRIAL);
  const first = await found(...stage);
  expect(first.status).toBe(0);
  const password = /密码 (\S+)$/m.exec(first.said)?.[1] ?? "";
  expect(await administrator(password)).toEqual({ roles: ["administrator"], matches: true });

  const again = await found(...stage);
  expect(again).toMatchObject({ status: 1 });
  expect(again.said).toContain("已经建立过单位");
});

it("says that there is no such table", async () => {
  deployed("qiyou-trial-Gone");
  const { status, said } = await found("--stage", "trial", "--office", "青槐县");
  expect([status, said]).toEqual([1, expect.stringContaining("没有数据表 qiyou-trial-Gone")]);
});

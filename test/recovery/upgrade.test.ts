/** Stop, pull, start: a folder in which executions of an older definition wait goes on by it, and new ones by the new. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { DescribeExecutionCommand, SFNClient } from "@aws-sdk/client-sfn";
import { afterAll, expect, test } from "vitest";
import { putOffice } from "../../functions/adapters/table/offices.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { type Cloud, openCloud } from "../../local/cloud.ts";
import { runningFrom } from "../clock.ts";
import { foundUnit, hire, signedIn, TODAY, untilState, upload } from "../office.ts";
import { minutes } from "../paper.ts";
import { arnOf } from "../workflow/executions.ts";

const folder = mkdtempSync(join(tmpdir(), "qiyou-upgrade-"));
const clock = runningFrom(TODAY);
let cloud: Cloud | undefined;

afterAll(async () => {
  await cloud?.close();
  rmSync(folder, { recursive: true });
});

const open = () => openCloud({ folder, host: "127.0.0.1", port: 0, clock });

/** Makes the review flow of the folder what an older version had: another output at its end. */
function age(): void {
  const database = new DatabaseSync(join(folder, "states.sqlite"));
  for (const { id, text } of database
    .prepare("SELECT id, text FROM definition WHERE name = 'review'")
    .all()) {
    const definition = JSON.parse(String(text));
    definition.States.Close.Output = "as it was before";
    database
      .prepare("UPDATE definition SET text = ? WHERE id = ?")
      .run(JSON.stringify(definition), Number(id));
  }
  database.close();
}

async function outputOf(id: string): Promise<unknown> {
  const client = new SFNClient({});
  const found = await client.send(new DescribeExecutionCommand({ executionArn: arnOf("review", id) }));
  client.destroy();
  return { status: found.status, output: found.output && JSON.parse(found.output) };
}

test("what was waiting ends by the definition it began with", async () => {
  cloud = await open();
  await putOffice({ jurisdiction: "office", name: "青槐县", issuer: "中共青槐县委宣传部", mark: "青宣通" });
  const unit = await foundUnit("office", "青槐县水务局", 1);
  await hire("office", "reviewer", ["reviewer"]);
  const before = await upload(cloud.url, unit.link, minutes({ mark: "前" }));
  await untilState(await signedIn(cloud.url, "reviewer"), before, "in_review");
  await cloud.idle();
  await cloud.close();
  age();

  cloud = await open();
  const reviewer = await signedIn(cloud.url, "reviewer");
  const after = await upload(cloud.url, unit.link, minutes({ mark: "后" }));
  await untilState(reviewer, after, "in_review");
  for (const id of [before, after]) {
    const body = { decision: "approve", revision: 1 } as const;
    await reviewer.call(endpoints.decide, { params: { id }, body });
    await untilState(reviewer, id, "closed");
  }
  await cloud.idle();
  expect(await outputOf(before)).toEqual({ status: "SUCCEEDED", output: "as it was before" });
  expect(await outputOf(after)).toMatchObject({ status: "SUCCEEDED", output: { submissionId: after } });
});

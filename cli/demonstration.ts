/**
 * Fills a new demonstration office through the real upload path: the good papers of a quarter, most of them reviewed,
 * so that every desk has something to show.
 */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ApiClient } from "../client/api-client.ts";
import { send } from "../client/sending.ts";
import { endpoints } from "../functions/api/contract/endpoints.ts";
import type { Cloud } from "../local/cloud.ts";
import { demoPapers } from "../samples/papers/demo-papers.ts";
import type { FoundOffice } from "./founding.ts";

/** Left in the queue for the visitor to decide on. */
const LEFT_TO_REVIEW = 3;

export async function demonstrate(
  cloud: Cloud,
  office: FoundOffice,
  folder: string,
  say: (step: string) => void,
): Promise<void> {
  const done = join(folder, "demonstrated");
  if (existsSync(done)) return;
  const client = new ApiClient(cloud.url);
  const papers = demoPapers();
  say(`正在报送 ${papers.length} 份示例材料`);
  for (const paper of papers) {
    const link = office.links.find(({ unit }) => unit === paper.unit);
    if (link) await send(client, link.token, paper);
  }
  await cloud.idle();
  const account = office.accounts.find(({ role }) => role === "reviewer");
  if (account) {
    const reviewer = new ApiClient(cloud.url);
    await reviewer.signIn(account.login, account.password);
    const { submissions } = await reviewer.call(endpoints.queue);
    const soon = submissions.slice(0, Math.max(0, submissions.length - LEFT_TO_REVIEW));
    for (const { id, revision } of soon)
      await reviewer.call(endpoints.decide, { params: { id }, body: { decision: "approve", revision } });
  }
  await cloud.idle();
  writeFileSync(done, "");
  say("示例材料已就位，可以登录查看");
}

/** What the leader does: have the quarter's notice drafted, look at it, issue it; and what is kept of it afterwards. */
import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import type { ApiClient } from "../client/api-client.ts";
import { waitUntil } from "../client/wait-until.ts";
import { endpoints } from "../functions/api/contract/endpoints.ts";
import type { noticeDetail } from "../functions/api/contract/notices.ts";
import { PERIOD } from "../samples/papers/units.ts";

export type Notice = z.output<typeof noticeDetail>;

/** Drafts a quarter's notice and waits for the draft. */
export async function draftNotice(leader: ApiClient, period: string = PERIOD): Promise<Notice> {
  const { id } = await leader.call(endpoints.draftNotice, { body: { period } });
  return noticeIn(leader, id, ["draft"]);
}

/** Issues the draft; answers the notice once its numbered copy lies ready. */
export async function issueNotice(leader: ApiClient, id: string): Promise<Notice> {
  await leader.call(endpoints.decideNotice, { params: { id }, body: { decision: "issue" } });
  return noticeIn(leader, id, ["published"]);
}

/** A step of the workflow that fails is tried again for up to a minute. */
const WAIT_MS = 90_000;

function noticeIn(leader: ApiClient, id: string, states: readonly Notice["state"][]): Promise<Notice> {
  const asked = async () => {
    const notice = await leader.call(endpoints.notice, { params: { id } });
    return states.includes(notice.state) ? notice : undefined;
  };
  return waitUntil(`通报进入 ${states.join("、")}`, asked, WAIT_MS);
}

/** Saves the notice's PDF; answers where, and the SHA-256 of its bytes. */
export async function saveNotice(
  leader: ApiClient,
  { id }: Notice,
  folder: string,
  name: string,
): Promise<{ file: string; sha256: string }> {
  const bytes = await leader.download(endpoints.noticePdf, { params: { id } });
  await mkdir(folder, { recursive: true });
  const file = join(folder, name);
  await writeFile(file, bytes);
  return { file, sha256: createHash("sha256").update(bytes).digest("hex") };
}

/** Saves the trail of each submission as a file of JSON lines. */
export async function saveTrails(
  client: ApiClient,
  submissionIds: readonly string[],
  folder: string,
): Promise<string[]> {
  const target = join(folder, "trails");
  await mkdir(target, { recursive: true });
  const files: string[] = [];
  for (const id of submissionIds) {
    const file = join(target, `${id}.jsonl`);
    await writeFile(file, await client.download(endpoints.trailExport, { params: { id } }));
    files.push(file);
  }
  return files;
}

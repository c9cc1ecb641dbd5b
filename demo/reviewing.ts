/** What the reviewer does: claim each paper, approve it, or return it with a reason bound to its words. */

import type { ApiClient } from "../client/api-client.ts";
import { waitUntil } from "../client/wait-until.ts";
import { endpoints } from "../functions/api/contract/endpoints.ts";
import type { FiledPaper, FiledPapers, Reason } from "./filing.ts";

/**
 * Goes through the queue once; answers how many papers were decided. `told` hears of every decision. Papers of others are
 * left to others.
 */
export async function reviewAll(
  reviewer: ApiClient,
  filed: FiledPapers,
  told: (line: string) => void,
): Promise<number> {
  const { submissions } = await reviewer.call(endpoints.queue);
  let decided = 0;
  for (const { id, revision } of submissions) {
    const one = [...filed.values()].find(
      (candidate) => candidate.sent.submissionId === id && candidate.revision === revision,
    );
    if (!one) continue;
    await reviewer.call(endpoints.claimTask, { params: { id }, body: { about: "review" } });
    told(await (one.paper.byHand ? returnByHand(reviewer, one, filed) : approve(reviewer, one)));
    decided++;
  }
  return decided;
}

async function approve(reviewer: ApiClient, { sent, paper, revision }: FiledPaper): Promise<string> {
  const params = { id: sent.submissionId };
  await reviewer.call(endpoints.decide, { params, body: { decision: "approve", revision } });
  await waitUntil(`《${paper.fileName}》办结`, async () => {
    const { state } = await reviewer.call(endpoints.submission, { params });
    return state === "closed" ? state : undefined;
  });
  return `审核通过并办结：《${paper.fileName}》`;
}

/** The reviewer marks words in the text as it was read; the reason carries them and where they stand. */
async function returnByHand(reviewer: ApiClient, one: FiledPaper, filed: FiledPapers): Promise<string> {
  const { paper, sent, revision } = one;
  const { byHand } = paper;
  if (!byHand) throw new TypeError(`${paper.id} is not returned by hand`);
  const params = { id: sent.submissionId };
  const { text } = await reviewer.call(endpoints.examined, { params: { ...params, revision } });
  // A PDF breaks its lines where the page does.
  const found = new RegExp([...byHand.evidence].join("\\s*"), "u").exec(text);
  if (!found) throw new Error(`《${paper.fileName}》中没有“${byHand.evidence}”`);
  const reason: Reason = {
    code: "reviewer",
    message: byHand.message,
    element: byHand.element,
    evidence: found[0],
    start: found.index,
    end: found.index + found[0].length,
  };
  await reviewer.call(endpoints.decide, {
    params,
    body: { decision: "return", revision, reasons: [reason] },
  });
  const line = await waitUntil(`《${paper.fileName}》退回`, async () => {
    const detail = await reviewer.call(endpoints.submission, { params });
    return detail.state === "returned" ? detail : undefined;
  });
  filed.set(paper.id, { ...one, reasons: line.reasons ?? [] });
  return `人工退回：《${paper.fileName}》“${byHand.evidence}”：${byHand.message}`;
}

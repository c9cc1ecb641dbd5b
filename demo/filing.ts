/** What the units do: send their papers, read why one came back, answer each reason and send the corrected one. */
import type { z } from "zod";
import { ApiClient } from "../client/api-client.ts";
import { type Correction, type Sent, send } from "../client/sending.ts";
import { waitUntil } from "../client/wait-until.ts";
import { endpoints } from "../functions/api/contract/endpoints.ts";
import type { submissionLine } from "../functions/api/contract/submissions.ts";
import type { FirstOutcome, Paper } from "../samples/papers/paper.ts";
import type { FilingUnit, Office } from "./office.ts";

type Line = z.output<typeof submissionLine>;
export type Reason = NonNullable<Line["reasons"]>[number];

/** One paper as it was sent, and what came of it. */
export interface FiledPaper {
  readonly paper: Paper;
  readonly unit: FilingUnit;
  readonly sent: Sent;
  readonly outcome: FirstOutcome | Line["state"];
  /** Why it came back; empty when it did not. */
  readonly reasons: readonly Reason[];
  /** The revision that this paper became. */
  readonly revision: number;
}

/** Papers in the order of sending, by id. */
export type FiledPapers = Map<string, FiledPaper>;

/**
 * Sends papers, the units side by side, each unit one after the other: a record copied from an earlier one is only seen
 * once the earlier one has been read.
 * @param told hears of every paper as soon as its fate is known
 */
export async function fileAll(
  origin: string,
  office: Office,
  papers: readonly Paper[],
  filed: FiledPapers,
  byCurl: ReadonlySet<string>,
  told: (one: FiledPaper) => void,
): Promise<void> {
  const client = new ApiClient(origin);
  await Promise.all(
    office.units.map(async (unit) => {
      for (const paper of papers.filter((candidate) => candidate.unit === unit.key)) {
        const correction = correctionOf(paper, filed);
        const sent = await send(client, unit.link, paper, {
          ...(correction && { correction }),
          by: byCurl.has(paper.id) ? "curl" : "fetch",
        });
        const one = { paper, unit, sent, ...(await fateOf(client, unit, sent, correction ? 2 : 1)) };
        filed.set(paper.id, one);
        told(one);
      }
    }),
  );
}

/** Every reason of the return is answered; a paper that the store refused was never filed and is sent anew. */
function correctionOf(paper: Paper, filed: FiledPapers): Correction | undefined {
  const before = paper.corrects === undefined ? undefined : filed.get(paper.corrects);
  if (!before || before.outcome === "refused_by_store") return undefined;
  const note = `已在《${paper.fileName}》中改正。`;
  return {
    submissionId: before.sent.submissionId,
    answers: before.reasons.map((_, reason) => ({ reason, answer: "fixed" as const, note })),
  };
}

async function fateOf(client: ApiClient, unit: FilingUnit, sent: Sent, revision: number) {
  if (sent.refusal !== undefined || sent.status >= 300)
    return { outcome: "refused_by_store", reasons: [], revision } as const;
  const line = await waitUntil(`${sent.submissionId} 的形式审查`, async () => {
    const info = await client.call(endpoints.linkInfo, { params: { token: unit.link } });
    return info.submissions.find(
      (candidate) =>
        candidate.id === sent.submissionId && candidate.revision === revision && candidate.turn !== "machine",
    );
  });
  const outcome: FiledPaper["outcome"] = line.state;
  return { outcome, reasons: line.state === "returned" ? (line.reasons ?? []) : [], revision };
}

/** The unit that may see what was filed, named for a line of the report. */
export function describe({ paper, unit, sent, outcome, reasons }: FiledPaper): string {
  const way = sent.by === "curl" ? "（curl 上传）" : "";
  const paperName = `${unit.shortName}《${paper.fileName}》${way}`;
  if (outcome === "refused_by_store") return `${paperName} → ${storeRefusal(sent)}`;
  if (outcome === "returned")
    return `${paperName} → 退回：${reasons.map(({ message }) => message).join("；")}`;
  return `${paperName} → ${outcome === "in_review" ? "通过形式审查，待审核" : outcome}`;
}

function storeRefusal({ refusal, status }: Sent): string {
  return refusal === "EntityTooLarge"
    ? "存储拒收：文件超过大小上限（EntityTooLarge）"
    : `存储拒收：${refusal ?? status}`;
}

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
export interface Filing {
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
export type Filings = Map<string, Filing>;

/**
 * Sends papers, the units side by side, each unit one after the other: a record copied from an earlier one is only seen
 * once the earlier one has been read.
 * @param told hears of every paper as soon as its fate is known
 */
export async function fileAll(
  origin: string,
  office: Office,
  papers: readonly Paper[],
  filings: Filings,
  byCurl: ReadonlySet<string>,
  told: (filing: Filing) => void,
): Promise<void> {
  const client = new ApiClient(origin);
  await Promise.all(
    office.units.map(async (unit) => {
      for (const paper of papers.filter((candidate) => candidate.unit === unit.key)) {
        const correction = correctionOf(paper, filings);
        const sent = await send(client, unit.link, paper, {
          ...(correction && { correction }),
          by: byCurl.has(paper.id) ? "curl" : "fetch",
        });
        const filing = { paper, unit, sent, ...(await fateOf(client, unit, sent, correction ? 2 : 1)) };
        filings.set(paper.id, filing);
        told(filing);
      }
    }),
  );
}

/** Every reason of the return is answered; a paper that the store refused was never filed and is sent anew. */
function correctionOf(paper: Paper, filings: Filings): Correction | undefined {
  const before = paper.corrects === undefined ? undefined : filings.get(paper.corrects);
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
  const outcome: Filing["outcome"] = line.state;
  return { outcome, reasons: line.state === "returned" ? (line.reasons ?? []) : [], revision };
}

/** The unit that may see a filing, named for a line of the report. */
export function describe({ paper, unit, sent, outcome, reasons }: Filing): string {
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

/** A notice as a line of a list. */
import type * as z from "zod";
import { periodName } from "../../../core/calendar/period.ts";
import { paragraphText } from "../../../core/notices/content.ts";
import type { NoticeRecord } from "../../../core/notices/issuance.ts";
import { noticeKind } from "../../../core/notices/kind.ts";
import { hasRole, rightsBehind } from "../../../core/subject/actor.ts";
import type { Actor } from "../../../core/subject/kind.ts";
import type { contextOfNotice } from "../../app/notices/look.ts";
import type * as contract from "../contract/notices.ts";
import { trailLines } from "./trail.ts";

export function noticeLine(notice: NoticeRecord): z.input<typeof contract.noticeLine> {
  const { id, period, state, createdAt } = notice;
  return {
    id,
    period,
    periodName: periodName(period),
    title: noticeKind.titleOf(notice),
    state,
    createdAt,
    ...("number" in notice && { number: notice.number, issuedAt: notice.issuedAt }),
    ...("note" in notice && notice.note !== undefined && { returnNote: notice.note }),
    ...(notice.state === "published" && { sha256: notice.sha256 }),
  };
}

export function noticeView(
  notice: NoticeRecord,
  { composed, trail, names }: Awaited<ReturnType<typeof contextOfNotice>>,
  reader: Actor,
): z.input<typeof contract.noticeDetail> {
  const table = composed?.annexes[0]?.table;
  const mayDecide = hasRole(rightsBehind(reader), "leader") && notice.state === "draft";
  return {
    ...noticeLine(notice),
    figures: (composed?.figures ?? []).map((figure) => ({ ...figure, sources: [...figure.sources] })),
    sections: [
      ...(composed ? [{ heading: "", paragraphs: composed.opening.map(paragraphText) }] : []),
      ...(composed?.sections ?? []).map(({ heading, paragraphs }) => ({
        heading,
        paragraphs: paragraphs.map(paragraphText),
      })),
    ],
    table: {
      head: [...(table?.head ?? [])],
      rows: [...(table?.rows ?? []), ...(table?.totals ? [table.totals] : [])].map((row) =>
        row.cells.map(paragraphText),
      ),
    },
    trail: trailLines(trail, names),
    may: mayDecide ? ["issue", "return"] : [],
  };
}

/** Notices: draft, look through every figure, issue or return, verify. */
import { paragraphText } from "../../../core/notices/content.ts";
import type { NoticeRecord } from "../../../core/notices/issuance.ts";
import { noticeNumber } from "../../../core/notices/number.ts";
import { accept, refuse } from "../../../core/outcome.ts";
import { getBytes, getJson } from "../../adapters/bucket.ts";
import { clock } from "../../adapters/clock.ts";
import {
  changeNotice,
  getNotice,
  nextNumber,
  noticeByCode,
  noticesOf,
} from "../../adapters/table/notices.ts";
import { getOffice } from "../../adapters/table/offices.ts";
import { deliver, message } from "../../adapters/table/outbox.ts";
import { trailOf } from "../../adapters/table/submissions.ts";
import { startNotice } from "../../app/notices/start.ts";
import { content } from "../../app/notices/stored-content.ts";
import { noticeLine, trailLines } from "../present.ts";
import type { Routes } from "../server.ts";

type NoticeRoutes = Pick<
  Routes,
  "notices" | "draftNotice" | "notice" | "noticePdf" | "decideNotice" | "verifyNotice"
>;

const unknown = refuse("not_found", "没有找到这份通报。");

async function contentOf(notice: NoticeRecord) {
  if (!("contentKey" in notice)) return undefined;
  return content.parse(await getJson("Notices", notice.contentKey));
}

export const noticeRoutes: NoticeRoutes = {
  notices: async ({ person }) => accept({ notices: (await noticesOf(person.jurisdiction)).map(noticeLine) }),

  draftNotice: ({ body, person }) => startNotice(person.jurisdiction, body.period, person.id),

  async notice({ params, person }) {
    const notice = await getNotice(params.id);
    if (!notice) return unknown;
    const [composed, trail] = await Promise.all([contentOf(notice), trailOf(notice.id)]);
    const table = composed?.annexes[0]?.table;
    const leads = person.roles.includes("leader") && notice.state === "draft";
    return accept({
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
      trail: await trailLines(notice.jurisdiction, trail),
      may: leads ? (["issue", "return"] as const).slice() : [],
    });
  },

  async noticePdf({ params, http }) {
    const notice = await getNotice(params.id);
    if (!notice) return unknown;
    if (!("pdfKey" in notice)) return refuse("not_ready", "通报还在生成，请稍候。");
    const pdf = await getBytes("Notices", notice.pdfKey);
    const name = encodeURIComponent(`${notice.title}${notice.state === "published" ? "" : "（草稿）"}.pdf`);
    http.header("Content-Type", "application/pdf");
    http.header("Content-Disposition", `inline; filename="notice.pdf"; filename*=UTF-8''${name}`);
    return http.body(Uint8Array.from(pdf).buffer);
  },

  async decideNotice({ params, body, person }) {
    const id = params.id;
    const notice = await getNotice(id);
    if (!notice) return unknown;
    const composed = await contentOf(notice);
    if (body.decision === "issue" && composed && composed.faults.length > 0)
      return refuse("figures_do_not_add_up", "通报中有合计不符的数字，不能签发。请退回重新汇总。");
    const year = Number(clock.today().slice(0, 4));
    const decided = await changeNotice(
      id,
      async () => {
        if (body.decision === "return") return { command: { type: "Return", note: body.note ?? "" } };
        const { value, write } = await nextNumber(notice.jurisdiction, year);
        return { command: { type: "Issue", number: noticeNumber(year, value) }, writes: [write] };
      },
      person.id,
      ({ events }) =>
        events.length > 0
          ? [message(id, { do: "answer", kind: "issuance", output: { decision: body.decision } })]
          : [],
    );
    if (!decided.ok) return decided;
    await deliver(id);
    return accept({ ok: true });
  },

  async verifyNotice({ params }) {
    const notice = await noticeByCode(params.code);
    if (notice?.state !== "published") return refuse("not_found", "没有找到与此二维码对应的已印发通报。");
    const { issuer } = await getOffice(notice.jurisdiction);
    const { number, title, issuedAt, sha256 } = notice;
    return accept({ number, title, issuer, issuedAt, sha256 });
  },
};

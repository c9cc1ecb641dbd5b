/** Notices: draft, look through every figure, issue or return, verify. */
import { accept } from "../../../core/outcome.ts";
import { decideOnNotice } from "../../app/notices/decide.ts";
import { contextOfNotice, listNotices, pdfOf, verifiedNotice } from "../../app/notices/look.ts";
import { startNotice } from "../../app/notices/start.ts";
import type { Routes } from "../call.ts";
import { noticeLine, noticeView } from "../present/notices.ts";

type NoticeRoutes = Pick<
  Routes,
  "notices" | "draftNotice" | "notice" | "noticePdf" | "decideNotice" | "verifyNotice"
>;

export const noticeRoutes: NoticeRoutes = {
  notices: async ({ person }) =>
    accept({ notices: (await listNotices(person.jurisdiction)).map(noticeLine) }),

  draftNotice: ({ body, person, actor }) => startNotice(person.jurisdiction, body.period, actor),

  notice: async ({ subject, actor }) => accept(noticeView(subject, await contextOfNotice(subject), actor)),

  async noticePdf({ subject, http }) {
    const found = await pdfOf(subject);
    if (!found.ok) return found;
    const { pdf, title, draft } = found.value;
    const name = encodeURIComponent(`${title}${draft ? "（草稿）" : ""}.pdf`);
    http.header("Content-Type", "application/pdf");
    http.header("Content-Disposition", `inline; filename="notice.pdf"; filename*=UTF-8''${name}`);
    return http.body(Uint8Array.from(pdf).buffer);
  },

  decideNotice: ({ subject, body, actor }) => decideOnNotice(subject, body, actor),
  verifyNotice: ({ params }) => verifiedNotice(params.code),
};

/** Upload links: made and revoked at a desk; behind one leave to upload and live status, nothing else. */
import type { Context } from "hono";
import { accept } from "../../../core/outcome.ts";
import { createLink, createLinks, revokeLinkOf } from "../../app/links/links.ts";
import { progressThroughLink, purposeOf } from "../../app/links/through-link.ts";
import { curlArguments, ticketFor } from "../../app/links/ticket.ts";
import { personBehind } from "../../app/sign-in/sign-in.ts";
import { askManualReview } from "../../app/submissions/decide.ts";
import type { Routes } from "../call.ts";
import { cookieOf } from "../cookie.ts";
import { linkLine, purposeView, submissionView } from "../present/links.ts";

/** Whoever sends a file through a link while signed in has filed it. */
const senderOf = (http: Context) => personBehind(cookieOf(http, "session"));

type LinkRoutes = Pick<
  Routes,
  | "createLink"
  | "makeLinks"
  | "revokeLink"
  | "linkInfo"
  | "ticket"
  | "curlArguments"
  | "linkSubmission"
  | "linkManualReview"
>;

export const linkRoutes: LinkRoutes = {
  async createLink({ subject, body, person }) {
    const { link, url } = await createLink(subject, body, person);
    return accept({ link: linkLine(link, 0), url });
  },

  async makeLinks({ body: { unitIds, ...wanted }, person }) {
    const made = await createLinks(person.jurisdiction, unitIds, wanted, person);
    if (!made.ok) return made;
    const links = made.value.map(({ unit, link, url }) => ({
      unitId: unit.id,
      unitName: unit.name,
      url,
      expiresAt: link.expiresAt,
    }));
    return accept({ links });
  },

  revokeLink: ({ subject, params }) => revokeLinkOf(subject, params.link),

  linkInfo: async ({ link }) => accept(purposeView(link, await purposeOf(link))),

  ticket: async ({ link, body, http }) => ticketFor(link, body, body, await senderOf(http)),

  async curlArguments({ link, query, http }) {
    const given = await curlArguments(link, query.type, await senderOf(http));
    return given.ok ? http.text(given.value) : given;
  },

  linkSubmission: async ({ link, subject }) =>
    accept(submissionView(subject, await progressThroughLink(link, subject))),

  linkManualReview: ({ link, subject, body }) => askManualReview(subject, body.note, link),
};

/** Behind an upload link: what it is for, leave to upload, live status. Nothing else can be reached through a link. */
import { periodName } from "../../../core/calendar/period.ts";
import { accept, refuse } from "../../../core/outcome.ts";
import { answersAll } from "../../../core/submissions/decide.ts";
import { MAX_BYTES, presignUpload } from "../../adapters/bucket.ts";
import { clock } from "../../adapters/clock.ts";
import { newId } from "../../adapters/identifier.ts";
import { keyName, ticketFolder } from "../../adapters/inbox-key.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import { type Link, putTicket, ticketsOfLink } from "../../adapters/table/links.ts";
import { getUnit } from "../../adapters/table/offices.ts";
import { deliver, message } from "../../adapters/table/outbox.ts";
import { changeSubmission, getSubmission, submissionsOfUnit } from "../../adapters/table/submissions.ts";
import { crossCheckOf } from "../../app/checking/cross-check.ts";
import { examinedLines } from "../examined.ts";
import { submissionLine } from "../present.ts";
import { recognitionOf } from "../recognition.ts";
import type { Routes } from "../server.ts";

type LinkRoutes = Pick<Routes, "linkInfo" | "ticket" | "curlArguments" | "linkSubmission" | "linkHumanLook">;

/** Submissions that came through the link, the newest first. */
async function submissionsThrough({ id, jurisdiction, unitId }: Link) {
  const ofUnit = await submissionsOfUnit(jurisdiction, unitId);
  return ofUnit
    .filter((submission) => submission.linkId === id)
    .toSorted((a, b) => b.receivedAt.localeCompare(a.receivedAt));
}

/** The submission if it came through this very link. */
async function throughLink(link: Link, id: string) {
  const submission = await getSubmission(id);
  return submission?.linkId === link.id ? submission : undefined;
}

const unknown = refuse("not_found", "没有找到这份报送件，请核对链接。");

/** What curl prints at the end: whether the store has taken the file. */
const SAID = "结果：%{http_code}（204为已收到，400为文件过大或是空的）\\n";

async function unitNameOf(link: Link): Promise<string> {
  return (await getUnit(link.jurisdiction, link.unitId))?.name ?? "";
}

async function writeTicket(
  link: Link,
  wanted: {
    documentType?: string;
    submissionId?: string;
    answers?: { reason: number; answer: "fixed" | "contested"; note?: string }[];
  },
) {
  const { jurisdiction, unitId, period, sessionDate } = link;
  const id = newId("tkt");
  const submissionId = wanted.submissionId ?? newId("sub");
  const documentType = wanted.documentType ?? link.documentType;
  await putTicket({
    id,
    jurisdiction,
    unitId,
    linkId: link.id,
    period,
    submissionId,
    ...(sessionDate && { sessionDate }),
    ...(documentType && { documentType }),
    answers: wanted.answers ?? [],
    createdAt: clock.instant(),
  });
  return { submissionId, folder: ticketFolder(unitId, id) };
}

export const linkRoutes: LinkRoutes = {
  async linkInfo({ link }) {
    const unit = await getUnit(link.jurisdiction, link.unitId);
    const unitName = unit?.name ?? "";
    const submissions = await submissionsThrough(link);
    const recognising = await recognitionOf(submissions);
    const types = [...(await rulebookInForce()).types.values()].filter((type) => !type.negative);
    return accept({
      unitName,
      period: link.period,
      periodName: periodName(link.period),
      sessionDate: link.sessionDate,
      documentType: link.documentType,
      expiresAt: link.expiresAt,
      maxBytes: MAX_BYTES,
      types: types.map(({ id, name }) => ({ id, name })),
      submissions: submissions.map((one) => submissionLine(one, unitName, recognising(one))),
      today: clock.today(),
      roster: [...(unit?.roster ?? [])],
    });
  },

  async ticket({ link, body }) {
    if (body.submissionId) {
      const corrected = await throughLink(link, body.submissionId);
      if (!corrected) return unknown;
      if (corrected.state !== "returned")
        return refuse("not_returned", "这份报送件目前不需要更正，请刷新页面查看最新状态。");
      const answered = answersAll(corrected.reasons, body.answers ?? []);
      if (!answered.ok) return answered;
    }
    const { submissionId, folder } = await writeTicket(link, body);
    const { url, fields, expiresIn } = await presignUpload(folder, keyName(body.fileName));
    const expiresAt = new Date(clock.now().getTime() + expiresIn * 1000).toISOString();
    return accept({ submissionId, url, fields, maxBytes: MAX_BYTES, expiresAt });
  },

  async curlArguments({ link, query, http }) {
    const { folder } = await writeTicket(link, { ...(query.type && { documentType: query.type }) });
    const { url, fields } = await presignUpload(folder, undefined);
    const form = Object.entries(fields).map(([name, value]) => `-F ${name}=${value}`);
    // Words are split at blanks by the shell: none may hold one. curl itself says nothing when all went well.
    return http.text(["-fsS", "-w", SAID, ...form, url].join(" "));
  },

  async linkSubmission({ link, params }) {
    const submission = await throughLink(link, params.id);
    if (!submission)
      return (await ticketsOfLink(link.id)).some((t) => t.submissionId === params.id)
        ? refuse("not_arrived", "文件还没有到达，请稍候。")
        : unknown;
    const { elements, findings } = await examinedLines(submission, submission.revisions.length);
    const recognising = (await recognitionOf([submission]))(submission);
    const line = submissionLine(submission, await unitNameOf(link), recognising);
    const beside = elements.length > 0 ? (await crossCheckOf(submission)).findings : [];
    const told = new Set(findings.map(({ rule, message }) => `${rule} ${message}`));
    const more = beside
      .filter(({ rule, message }) => !told.has(`${rule} ${message}`))
      .map(({ paper: _, beside: __, ...finding }) => finding);
    return accept({ ...line, elements, findings: [...findings, ...more] });
  },

  async linkHumanLook({ link, params, body }) {
    const submission = await throughLink(link, params.id);
    if (!submission) return unknown;
    const asked = await changeSubmission(
      submission.id,
      { type: "AskHumanLook", note: body.note },
      { id: link.id },
      ({ events }) =>
        events.length > 0 ? [message(submission.id, { do: "answer", kind: "correction", output: {} })] : [],
    );
    if (!asked.ok) return asked;
    await deliver(submission.id);
    return accept({ ok: true });
  },
};

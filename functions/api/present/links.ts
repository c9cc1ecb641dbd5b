/** An upload link as its unit sees it, and what is seen through it. */
import type * as z from "zod";
import { periodName } from "../../../core/calendar/period.ts";
import { elementLines } from "../../../core/checking/element-line.ts";
import type { Submission } from "../../../core/submissions/submission.ts";
import { clock } from "../../adapters/clock.ts";
import type { Link } from "../../app/links/links.ts";
import type { progressThroughLink, purposeOf } from "../../app/links/through-link.ts";
import { rosterOf } from "../../app/units/roster.ts";
import type * as contract from "../contract/links.ts";
import { findingLines } from "./examination.ts";
import { submissionLine } from "./submissions.ts";

export function linkLine(link: Omit<Link, "hash">, uploads: number): z.input<typeof contract.link> {
  const { id, unitId, period, sessionDate, documentType, expiresAt, revoked, createdAt } = link;
  return { id, unitId, period, sessionDate, documentType, expiresAt, revoked, createdAt, uploads };
}

export function purposeView(
  { period, sessionDate, documentType, expiresAt }: Link,
  { unit, submissions, recognising, maxBytes, types }: Awaited<ReturnType<typeof purposeOf>>,
): z.input<typeof contract.linkPurpose> {
  const unitName = unit?.name ?? "";
  return {
    unitName,
    period,
    periodName: periodName(period),
    sessionDate,
    documentType,
    expiresAt,
    maxBytes,
    types: types.map(({ id, name }) => ({ id, name })),
    submissions: submissions.map((one) => submissionLine(one, unitName, recognising(one))),
    today: clock.today(),
    roster: rosterOf(unit, period),
  };
}

/** What other documents say is told once, though the examination may know it too. */
export function submissionView(
  submission: Submission,
  { unitName, recognising, examination, crossFindings }: Awaited<ReturnType<typeof progressThroughLink>>,
): z.input<typeof contract.linkSubmission> {
  const findings = examination ? findingLines(submission, examination) : [];
  const told = new Set(findings.map(({ rule, message }) => `${rule} ${message}`));
  const more = crossFindings
    .filter(({ rule, message }) => !told.has(`${rule} ${message}`))
    .map(({ paper: _, beside: __, ...finding }) => finding);
  return {
    ...submissionLine(submission, unitName, recognising),
    elements: examination ? elementLines(examination.examination, examination.rulebook) : [],
    findings: [...findings, ...more],
  };
}

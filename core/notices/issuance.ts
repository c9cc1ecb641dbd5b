/**
 * The life of a Notice 通报, from gathering to the issued copy: Issuance 签发 (design §9). Numbers have no gaps: the
 * number is given in the very change that issues.
 */

import { accept, type Result, refuse } from "../outcome.ts";
import type { Actor, Day, Stamp, TaskMarks } from "../subject/kind.ts";
import { heldByAnother } from "../subject/open-task.ts";

interface NoticeBase {
  readonly id: string;
  readonly jurisdiction: string;
  readonly period: string;
  /** The day up to which figures count. */
  readonly cutoff: string;
  /** What the QR on the issued copy leads to; random, says nothing. */
  readonly code: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
  readonly tasks?: TaskMarks;
}

export type NoticeRecord = NoticeBase &
  (
    | { readonly state: "gathering"; readonly note?: string }
    | {
        readonly state: "draft";
        readonly title: string;
        readonly contentKey: string;
        readonly pdfKey: string;
        /** Until when the leader has, once asked. */
        readonly due?: Day;
      }
    | { readonly state: "returned"; readonly note: string; readonly by: string; readonly title: string }
    | {
        readonly state: "issued";
        readonly title: string;
        readonly contentKey: string;
        readonly number: string;
        readonly issuedBy: string;
        readonly issuedAt: string;
      }
    | {
        readonly state: "published";
        readonly title: string;
        readonly contentKey: string;
        readonly number: string;
        readonly issuedBy: string;
        readonly issuedAt: string;
        readonly pdfKey: string;
        readonly sha256: string;
      }
  );

export type IssuanceEvent =
  | {
      readonly type: "GatheringStarted";
      readonly jurisdiction: string;
      readonly period: string;
      readonly cutoff: string;
      readonly code: string;
    }
  | { readonly type: "Drafted"; readonly title: string; readonly contentKey: string; readonly pdfKey: string }
  | { readonly type: "IssuanceRequested"; readonly due: Day }
  | { readonly type: "ReturnedByLeader"; readonly note: string }
  | { readonly type: "GatheringResumed"; readonly cutoff: string }
  | { readonly type: "Issued"; readonly number: string }
  | { readonly type: "Published"; readonly pdfKey: string; readonly sha256: string };

export type IssuanceCommand =
  | {
      readonly type: "Start";
      readonly jurisdiction: string;
      readonly period: string;
      readonly cutoff: string;
      readonly code: string;
    }
  | { readonly type: "Resume"; readonly cutoff: string }
  | { readonly type: "Draft"; readonly title: string; readonly contentKey: string; readonly pdfKey: string }
  | { readonly type: "RequestIssuance"; readonly due: Day }
  | { readonly type: "Return"; readonly note: string }
  | { readonly type: "Issue"; readonly number: string }
  | { readonly type: "Publish"; readonly pdfKey: string; readonly sha256: string };

type Decided = Result<readonly IssuanceEvent[]>;
const done: Decided = accept([]);
const one = (event: IssuanceEvent): Decided => accept([event]);

export function decideIssuance(
  notice: NoticeRecord | undefined,
  command: IssuanceCommand,
  actor: Actor,
): Decided {
  if (command.type === "Start") {
    const { type: _, ...start } = command;
    return notice ? done : one({ type: "GatheringStarted", ...start });
  }
  if (!notice) return refuse("conflict", "notice_unknown", "没有这份通报。");
  if ((command.type === "Issue" || command.type === "Return") && heldByAnother(notice, "issuance", actor))
    return refuse("conflict", "claimed_by_other", "这份通报已由他人领取；确需接办的，请写明理由后接办。");
  switch (command.type) {
    case "Resume":
      return notice.state === "returned" ? one({ type: "GatheringResumed", cutoff: command.cutoff }) : done;
    case "Draft": {
      const { type: _, ...draft } = command;
      return notice.state === "gathering" ? one({ type: "Drafted", ...draft }) : done;
    }
    case "RequestIssuance":
      return notice.state === "draft" && !notice.due
        ? one({ type: "IssuanceRequested", due: command.due })
        : done;
    case "Return":
      if (notice.state !== "draft")
        return refuse("conflict", "notice_not_draft", "这份通报已不是待签发状态，请刷新后查看。");
      return command.note.trim() === ""
        ? refuse("conflict", "note_required", "退回修改时，请写明需要修改之处。")
        : one({ type: "ReturnedByLeader", note: command.note });
    case "Issue":
      return notice.state === "draft"
        ? one({ type: "Issued", number: command.number })
        : refuse("conflict", "notice_not_draft", "这份通报已不是待签发状态，请刷新后查看。");
    case "Publish": {
      const { type: _, ...copy } = command;
      return notice.state === "issued" ? one({ type: "Published", ...copy }) : done;
    }
  }
}

export function evolveIssuance(
  notice: NoticeRecord | undefined,
  event: IssuanceEvent,
  stamp: Stamp,
  id: string,
): NoticeRecord {
  if (event.type === "GatheringStarted") {
    const { type: _, ...start } = event;
    return {
      id,
      ...start,
      createdBy: stamp.by,
      createdAt: stamp.at,
      updatedAt: stamp.at,
      version: 1,
      state: "gathering",
    };
  }
  if (!notice) throw new TypeError(`${event.type} before GatheringStarted in ${id}`);
  const { jurisdiction, period, code, createdBy, createdAt } = notice;
  const cutoff = event.type === "GatheringResumed" ? event.cutoff : notice.cutoff;
  const next = {
    id,
    jurisdiction,
    period,
    cutoff,
    code,
    createdBy,
    createdAt,
    updatedAt: stamp.at,
    version: notice.version + 1,
  };
  const title = "title" in notice ? notice.title : "";
  switch (event.type) {
    case "Drafted": {
      const { type: _, ...draft } = event;
      return { ...next, state: "draft", ...draft };
    }
    case "IssuanceRequested":
      return { ...notice, ...next, ...(notice.state === "draft" && { due: event.due }) };
    case "ReturnedByLeader":
      return { ...next, state: "returned", note: event.note, by: stamp.by, title };
    case "GatheringResumed":
      return { ...next, state: "gathering", ...(notice.state === "returned" && { note: notice.note }) };
    case "Issued": {
      const contentKey = notice.state === "draft" ? notice.contentKey : "";
      return {
        ...next,
        state: "issued",
        title,
        contentKey,
        number: event.number,
        issuedBy: stamp.by,
        issuedAt: stamp.at,
      };
    }
    case "Published": {
      if (notice.state !== "issued") throw new TypeError(`Published before Issued in ${id}`);
      const { contentKey, number, issuedBy, issuedAt } = notice;
      const { pdfKey, sha256 } = event;
      return { ...next, state: "published", title, contentKey, number, issuedBy, issuedAt, pdfKey, sha256 };
    }
  }
}

/**
 * How far the recognition of a scan is, for whoever waits for it: one small row a submission under its jurisdiction,
 * written every few seconds at most and gone by itself. No part of the trail, and nothing depends on it.
 */

import * as z from "zod";
import { clock } from "../clock.ts";
import { log } from "../log.ts";
import { number, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { primary, table } from "./table.ts";

/** How far the recognition of a scan is; expires by itself. */
const ProgressRow = new Entity({
  model: { entity: "progress", version: "1", service },
  attributes: {
    jurisdiction: text,
    submissionId: text,
    revision: number,
    page: number,
    pages: number,
    expires: number,
    format: written(1),
  },
  indexes: {
    byJurisdiction: {
      pk: { field: primary.pk, composite: ["jurisdiction"] },
      sk: { field: primary.sk, composite: ["submissionId"] },
    },
  },
});

export const progressRows = rowKind(ProgressRow, {
  label: "识别进度",
  key: ["submissionId"],
  schema: z.object({
    jurisdiction: z.string(),
    submissionId: z.string(),
    revision: z.int().positive(),
    page: z.int().nonnegative(),
    pages: z.int().nonnegative(),
    expires: z.int(),
  }),
});

/** `page` is being recognised, of `pages`; 0 while the scan waits for those before it. */
export interface Progress {
  readonly revision: number;
  readonly page: number;
  readonly pages: number;
}

const SECONDS_BETWEEN = 3;
/** Old news is no news: a scan that waits longer in line is shown as any other. */
const KEPT_SECONDS = 900;

const seconds = (): number => Math.floor(clock.now().getTime() / 1000);

/** Takes news of one submission and writes some of it: the first at once, the last page always. */
export function progressOf(jurisdiction: string, submissionId: string, revision: number) {
  let written = Number.NEGATIVE_INFINITY;
  return (page: number, pages: number): void => {
    const now = performance.now();
    if (page !== pages && now - written < SECONDS_BETWEEN * 1000) return;
    written = now;
    const row = { jurisdiction, submissionId, revision, page, pages, expires: seconds() + KEPT_SECONDS };
    ProgressRow.put(row)
      .go(table())
      .catch((error: unknown) =>
        log.warn({
          code: "progress_not_written",
          message: "progress of a page",
          subject: submissionId,
          error,
        }),
      );
  };
}

/** The scans of a jurisdiction that are being recognised, or were within the last hours, by submission. */
export async function progressIn(jurisdiction: string): Promise<ReadonlyMap<string, Progress>> {
  const { data } = await ProgressRow.query.byJurisdiction({ jurisdiction }).go({ ...table(), pages: "all" });
  const now = seconds();
  return new Map(
    progressRows
      .all(data)
      .filter(({ expires }) => expires > now)
      .map(({ submissionId, revision, page, pages }) => [submissionId, { revision, page, pages }]),
  );
}

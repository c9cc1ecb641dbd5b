/**
 * Brings all rows to the present format, as far as time allows; asked again with its own answer it goes on where it was.
 * Without `apply` it only looks: at every row, and at the JSON in the buckets that rows lead to. That JSON is brought up
 * when it is read and stays as it was written, and so does the trail, for its hashes.
 *
 *     {} ──▶ answer with token ──▶ the same, asked again ──▶ … ──▶ answer without token: all of it has been seen
 */
import * as z from "zod";
import type { NoticeRecord } from "../../../core/notices/issuance.ts";
import type { Stored } from "../../../core/subject/change.ts";
import { UnreadableRow } from "../../../core/subject/stored.ts";
import type { Submission } from "../../../core/submissions/submission.ts";
import type { StoredJson } from "../../adapters/stored-json.ts";
import { rewrite, type Scanned, scanPage } from "../../adapters/table/migration.ts";
import { notices } from "../../adapters/table/notices.ts";
import type { RowKind } from "../../adapters/table/row.ts";
import { submissions } from "../../adapters/table/submissions.ts";
import { trailRows } from "../../adapters/table/trail.ts";
import { results } from "../checking/result.ts";
import { contents } from "../notices/stored-content.ts";
import { described } from "../subjects/describe.ts";

const count = z.int().nonnegative();

export const migration = z.object({
  /** Whether rows are rewritten, or only counted. */
  apply: z.boolean().default(false),
  /** Where to go on; none at the beginning, and none at the end. */
  token: z.string().optional(),
  /** What has been seen so far, by what it is called. */
  counts: z
    .record(
      z.string(),
      z.object({
        found: count,
        /** Not as the present code would write it. */
        old: count,
        rewritten: count,
      }),
    )
    .default({}),
  /** What cannot be read, and stays as it is: the first of them in words. */
  unreadable: count.default(0),
  faults: z.array(z.string()).default([]),
});
export type Migration = z.output<typeof migration>;

const MAX_FAULTS = 50;
/** As many rows are rewritten at once, and as many objects read. */
const ABREAST = 8;

/**
 * @param seconds after which no further page is begun
 * @throws UnreadableRow of the first row that newer code has written, before anything of its page is rewritten
 */
export async function migrate(so: Migration, seconds: number): Promise<Migration> {
  const until = performance.now() + seconds * 1000;
  const tally = new Tally(so);
  let token = so.token;
  do {
    const { rows: scanned, next } = await scanPage(token);
    const rows = scanned.map(withEvent);
    const newer = rows.find((one) => "unreadable" in one && one.unreadable.fault === "newer");
    if (newer && "unreadable" in newer) throw newer.unreadable;
    for (let at = 0; at < rows.length; at += ABREAST)
      await Promise.all(rows.slice(at, at + ABREAST).map((one) => takeUp(one, so.apply, tally)));
    token = next;
  } while (token !== undefined && performance.now() < until);
  return { apply: so.apply, ...tally.sum(), ...(token !== undefined && { token }) };
}

async function takeUp(one: Scanned, apply: boolean, tally: Tally): Promise<void> {
  if ("unreadable" in one) return tally.fault(one.unreadable);
  const { kind, row, rewriting } = one;
  const rewritten = apply && rewriting !== undefined && (await rewrite(rewriting));
  tally.add(kind.stored.label, rewriting !== undefined, rewritten);
  if (apply) return;
  for (const { rows, json, keysIn } of leading)
    if (rows === kind) for (const key of keysIn(row)) await lookAt(json, key, tally);
}

/** A trail's row says only that there is an event: whether that can be read, its kind of subject knows. */
function withEvent(one: Scanned): Scanned {
  if ("unreadable" in one || one.kind !== trailRows) return one;
  const entry = trailRows.one(one.row);
  try {
    if (entry) described(entry);
    return one;
  } catch (error) {
    if (error instanceof UnreadableRow) return { unreadable: error };
    throw error;
  }
}

/** The JSON in the buckets that rows of a kind lead to. */
interface Leading<Row> {
  readonly rows: RowKind<Row>;
  readonly json: Pick<StoredJson<unknown>, "kind" | "get">;
  keysIn(row: Row): readonly string[];
}

const leading: readonly Leading<unknown>[] = [
  {
    rows: submissions.rows,
    json: results,
    keysIn: ({ state }: Stored<Submission>) =>
      state.revisions.flatMap(({ examination }) => examination?.resultKey ?? []),
  },
  {
    rows: notices.rows,
    json: contents,
    keysIn: ({ state }: Stored<NoticeRecord>) => ("contentKey" in state ? [state.contentKey] : []),
  },
];

async function lookAt(json: Leading<unknown>["json"], key: string, tally: Tally): Promise<void> {
  try {
    // What is not there any more was thrown away on purpose, or is made again: no row depends on it.
    if ((await json.get(key)) !== undefined) tally.add(json.kind.label, false, false);
  } catch (error) {
    if (!(error instanceof UnreadableRow)) throw error;
    tally.fault(error);
  }
}

class Tally {
  readonly #counts: Migration["counts"];
  readonly #faults: string[];
  #unreadable: number;

  constructor({ counts, faults, unreadable }: Migration) {
    this.#counts = structuredClone(counts);
    this.#faults = [...faults];
    this.#unreadable = unreadable;
  }

  add(label: string, old: boolean, rewritten: boolean): void {
    const so = this.#counts[label] ?? { found: 0, old: 0, rewritten: 0 };
    this.#counts[label] = {
      found: so.found + 1,
      old: so.old + (old ? 1 : 0),
      rewritten: so.rewritten + (rewritten ? 1 : 0),
    };
  }

  fault({ message }: UnreadableRow): void {
    this.#unreadable++;
    if (this.#faults.length < MAX_FAULTS) this.#faults.push(message);
  }

  sum(): Pick<Migration, "counts" | "faults" | "unreadable"> {
    return { counts: this.#counts, faults: this.#faults, unreadable: this.#unreadable };
  }
}

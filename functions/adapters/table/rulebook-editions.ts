/**
 * An office's own rules in the table: one row says which edition is in force, one row an edition who imported it and
 * when, one row the files of it under their hash. Nothing is ever changed but the first, which moves by one at a time.
 */
import { gunzipSync, gzipSync } from "node:zlib";
import { CustomAttributeType } from "electrodb";
import * as z from "zod";
import { hashOfRules, type RuleFiles } from "../../../core/rulebook/own-rules.ts";
import { format, number, ordinal, service, text } from "./column.ts";
import { Entity } from "./entity.ts";
import { primary, table } from "./table.ts";
import { commit, put } from "./transaction.ts";

const CurrentRow = new Entity({
  model: { entity: "rulebookCurrent", version: "1", service },
  attributes: { jurisdiction: text, edition: number, hash: text },
  indexes: {
    byOffice: {
      pk: { field: primary.pk, composite: ["jurisdiction"] },
      sk: { field: primary.sk, composite: [] },
    },
  },
});

const EditionRow = new Entity({
  model: { entity: "rulebookEdition", version: "1", service },
  attributes: {
    jurisdiction: text,
    edition: ordinal,
    hash: text,
    by: text,
    at: text,
    note: text,
    /** How many files. */
    files: number,
    /** The edition that was brought back. */
    restored: { type: "number" },
  },
  indexes: {
    byOffice: {
      pk: { field: primary.pk, composite: ["jurisdiction"] },
      sk: { field: primary.sk, composite: ["edition"] },
    },
  },
});

/** `packed`: the files as JSON, gzipped. Format 1. */
const FilesRow = new Entity({
  model: { entity: "rulebookFiles", version: "1", service },
  attributes: {
    jurisdiction: text,
    hash: text,
    packed: { type: CustomAttributeType<Uint8Array>("any"), required: true },
    format,
  },
  indexes: {
    byHash: {
      pk: { field: primary.pk, composite: ["jurisdiction"] },
      sk: { field: primary.sk, composite: ["hash"] },
    },
  },
});

export type Edition = Awaited<ReturnType<typeof editionsOf>>[number];

/** A row may hold 400 KB; its keys and other fields are short. */
const MAX_PACKED = 390_000;
const MAX_UNPACKED = 16_000_000;
const stored = z.record(z.string(), z.string());

/** Undefined when they do not fit into a row. */
export function packRules(files: RuleFiles): Uint8Array | undefined {
  const packed = gzipSync(JSON.stringify(files), { level: 9 });
  return packed.length > MAX_PACKED ? undefined : new Uint8Array(packed);
}

/** @param surely also what has been written this very moment, for whoever builds on it */
export async function currentEdition(jurisdiction: string, surely = false) {
  const { data } = await CurrentRow.get({ jurisdiction }).go({ ...table(), consistent: surely });
  return data ?? undefined;
}

export async function getEdition(jurisdiction: string, edition: number): Promise<Edition | undefined> {
  const { data } = await EditionRow.get({ jurisdiction, edition }).go({ ...table(), consistent: true });
  return data ?? undefined;
}

/** The newest first. */
export async function editionsOf(jurisdiction: string) {
  const { data } = await EditionRow.query
    .byOffice({ jurisdiction })
    .go({ ...table(), pages: "all", order: "desc" });
  return data;
}

/** Files never change under their hash. The oldest are let go first. */
const kept = new Map<string, RuleFiles>();
const MAX_KEPT = 16;

export async function filesOfEdition(jurisdiction: string, hash: string): Promise<RuleFiles> {
  const known = kept.get(hash);
  if (known) return known;
  const { data } = await FilesRow.get({ jurisdiction, hash }).go({ ...table(), consistent: true });
  if (!data) throw new Error(`no rule files ${hash} of ${jurisdiction}`);
  const json = gunzipSync(data.packed, { maxOutputLength: MAX_UNPACKED }).toString("utf8");
  const files = stored.parse(JSON.parse(json));
  if (hashOfRules(files) !== hash) throw new Error(`the rule files ${hash} of ${jurisdiction} are damaged`);
  kept.set(hash, files);
  const oldest = kept.keys().next().value;
  if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  return files;
}

/**
 * The edition after `edition - 1` comes into force; `false` when another has meanwhile.
 *
 * @param packed what `packRules` made of the files with that hash
 */
export function addEdition(edition: Edition, packed: Uint8Array): Promise<boolean> {
  const { jurisdiction, edition: own, hash } = edition;
  return commit([
    put(
      CurrentRow.put({ jurisdiction, edition: own, hash }).where((field, { eq, notExists }) =>
        own === 1 ? notExists(field.edition) : eq(field.edition, own - 1),
      ),
    ),
    put(EditionRow.put(edition).where((field, { notExists }) => notExists(field.edition))),
    put(FilesRow.put({ jurisdiction, hash, packed, format: 1 })),
  ]);
}

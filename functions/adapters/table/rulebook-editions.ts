/**
 * An office's own rules in the table: one row says which edition is in force, one row an edition who imported it and
 * when, one row the files of it under their hash. Nothing is ever changed but the first, which moves by one at a time.
 */
import { gunzipSync, gzipSync } from "node:zlib";
import { CustomAttributeType } from "electrodb";
import * as z from "zod";
import { hashOfRules, type RuleFiles } from "../../../core/rulebook/own-rules.ts";
import { UnreadableRow } from "../../../core/subject/stored.ts";
import { number, ordinal, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { primary, table } from "./table.ts";
import { commit, put } from "./transaction.ts";

const CurrentRow = new Entity({
  model: { entity: "rulebookCurrent", version: "1", service },
  attributes: { jurisdiction: text, edition: number, hash: text, format: written(1) },
  indexes: {
    byOffice: {
      pk: { field: primary.pk, composite: ["jurisdiction"] },
      sk: { field: primary.sk, composite: [] },
    },
  },
});

export const currentEditionRows = rowKind(CurrentRow, {
  label: "现行规则",
  key: ["jurisdiction"],
  schema: z.object({ jurisdiction: z.string(), edition: z.int().positive(), hash: z.string() }),
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
    format: written(1),
  },
  indexes: {
    byOffice: {
      pk: { field: primary.pk, composite: ["jurisdiction"] },
      sk: { field: primary.sk, composite: ["edition"] },
    },
  },
});

const edition = z.object({
  jurisdiction: z.string(),
  edition: z.int().positive(),
  hash: z.string(),
  by: z.string(),
  at: z.string(),
  note: z.string(),
  files: z.int().nonnegative(),
  restored: z.int().nonnegative().optional(),
});
export type Edition = Readonly<z.output<typeof edition>>;

export const editionRows = rowKind(EditionRow, {
  label: "规则版本",
  key: ["jurisdiction", "edition"],
  schema: edition,
});

/** `packed`: the files as JSON, gzipped. */
const FilesRow = new Entity({
  model: { entity: "rulebookFiles", version: "1", service },
  attributes: {
    jurisdiction: text,
    hash: text,
    packed: { type: CustomAttributeType<Uint8Array>("any"), required: true },
    format: written(1),
  },
  indexes: {
    byHash: {
      pk: { field: primary.pk, composite: ["jurisdiction"] },
      sk: { field: primary.sk, composite: ["hash"] },
    },
  },
});

/** A row may hold 400 KB; its keys and other fields are short. */
const MAX_PACKED = 390_000;
const MAX_UNPACKED = 16_000_000;
const stored = z.record(z.string(), z.string());

function unpacked(packed: Uint8Array): RuleFiles | undefined {
  try {
    const json = gunzipSync(packed, { maxOutputLength: MAX_UNPACKED }).toString("utf8");
    return stored.parse(JSON.parse(json));
  } catch {
    return undefined;
  }
}

const isOf = (files: RuleFiles | undefined, hash: string) => files && hashOfRules(files) === hash;

export const ruleFilesRows = rowKind(FilesRow, {
  label: "规则文件",
  key: ["jurisdiction", "hash"],
  schema: z
    .object({ jurisdiction: z.string(), hash: z.string(), packed: z.instanceof(Uint8Array) })
    .refine(({ packed, hash }) => isOf(unpacked(packed), hash), { path: ["packed"] }),
});

/** Undefined when they do not fit into a row. */
export function packRules(files: RuleFiles): Uint8Array | undefined {
  const packed = gzipSync(JSON.stringify(files), { level: 9 });
  return packed.length > MAX_PACKED ? undefined : new Uint8Array(packed);
}

/** @param surely also what has been written this very moment, for whoever builds on it */
export async function currentEdition(jurisdiction: string, surely = false) {
  const { data } = await CurrentRow.get({ jurisdiction }).go({ ...table(), consistent: surely });
  return currentEditionRows.one(data);
}

export async function getEdition(jurisdiction: string, edition: number): Promise<Edition | undefined> {
  const { data } = await EditionRow.get({ jurisdiction, edition }).go({ ...table(), consistent: true });
  return editionRows.one(data);
}

/** The newest first. */
export async function editionsOf(jurisdiction: string): Promise<Edition[]> {
  const { data } = await EditionRow.query
    .byOffice({ jurisdiction })
    .go({ ...table(), pages: "all", order: "desc" });
  return editionRows.all(data);
}

/** Files never change under their hash. The oldest are let go first. */
const kept = new Map<string, RuleFiles>();
const MAX_KEPT = 16;

export async function filesOfEdition(jurisdiction: string, hash: string): Promise<RuleFiles> {
  const key = `${jurisdiction}/${hash}`;
  const known = kept.get(hash);
  if (known) return known;
  const { data } = await FilesRow.get({ jurisdiction, hash }).go({ ...table(), consistent: true });
  const row = ruleFilesRows.one(data);
  if (!row)
    throw new UnreadableRow("damaged", key, `规则文件 ${key}：数据缺失，请从备份恢复，或重新导入规则。`);
  const files = unpacked(row.packed) ?? {};
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
    put(FilesRow.put({ jurisdiction, hash, packed })),
  ]);
}

/** Imports of units, members and accounts: what each changes, how far it is written, so that it is taken up again and taken back. */
import { gunzipSync, gzipSync } from "node:zlib";
import { CustomAttributeType } from "electrodb";
import * as z from "zod";
import type { Planned } from "../../../core/organisation/import/plan.ts";
import { storedPerson, storedUnit } from "../../../core/organisation/stored.ts";
import type { Person, Unit } from "../../../core/organisation/unit.ts";
import { number, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { primary, table } from "./table.ts";
import { put, update, type Write } from "./transaction.ts";

/** `packed`: what stood before and what stands after, as JSON, gzipped; of an office by time. */
const ImportRow = new Entity({
  model: { entity: "import", version: "1", service },
  attributes: {
    jurisdiction: text,
    id: text,
    fileName: text,
    by: text,
    at: text,
    stage: { type: ["applying", "applied", "undoing", "undone"] as const, required: true },
    /** So many of its steps are written. */
    written: number,
    units: number,
    people: number,
    packed: { type: CustomAttributeType<Uint8Array>("any"), required: true },
    format: written(1),
  },
  indexes: {
    byOffice: {
      pk: { field: primary.pk, composite: ["jurisdiction"] },
      sk: { field: primary.sk, composite: ["id"] },
    },
  },
});

const change = z.object({ what: z.string(), before: z.string().optional(), after: z.string().optional() });
const planned = <T>(row: z.ZodType<T>): z.ZodType<Planned<T>> =>
  z.object({ before: row.optional(), after: row, changes: z.array(change) }) as never;
const plan = z.object({ units: z.array(planned(storedUnit)), people: z.array(planned(storedPerson)) });

export interface ImportedRows {
  readonly units: readonly Planned<Unit>[];
  readonly people: readonly Planned<Person>[];
}

const MAX_UNPACKED = 16_000_000;
/** A row may hold 400 KB; its keys and other fields are short. */
const MAX_PACKED = 390_000;

function unpacked(packed: Uint8Array): ImportedRows | undefined {
  try {
    return plan.parse(JSON.parse(gunzipSync(packed, { maxOutputLength: MAX_UNPACKED }).toString("utf8")));
  } catch {
    return undefined;
  }
}

const storedImport = z
  .object({
    jurisdiction: z.string(),
    id: z.string(),
    fileName: z.string(),
    by: z.string(),
    at: z.string(),
    stage: z.enum(["applying", "applied", "undoing", "undone"]),
    written: z.int().nonnegative(),
    units: z.int().nonnegative(),
    people: z.int().nonnegative(),
    packed: z.instanceof(Uint8Array),
  })
  .refine(({ packed }) => unpacked(packed) !== undefined, { path: ["packed"] });
export type Import = Readonly<z.output<typeof storedImport>>;

export const importRows = rowKind(ImportRow, {
  label: "导入",
  key: ["jurisdiction", "id"],
  schema: storedImport,
});

/** Undefined when they do not fit into a row. */
export function packImport(rows: ImportedRows): Uint8Array<ArrayBuffer> | undefined {
  const packed = gzipSync(JSON.stringify({ units: rows.units, people: rows.people }), { level: 9 });
  return packed.length > MAX_PACKED ? undefined : new Uint8Array(packed);
}

export const rowsOfImport = ({ packed }: Import): ImportedRows =>
  unpacked(packed) ?? { units: [], people: [] };

export const writeImport = (made: Import): Write => put(ImportRow.put(made));

/** Holds only while it is as it was read. */
export const moveImport = (
  { jurisdiction, id, stage, written: so }: Import,
  next: Partial<Pick<Import, "stage" | "written">>,
): Write =>
  update(
    ImportRow.patch({ jurisdiction, id })
      .set(next)
      .where((field, { eq }) => `${eq(field.stage, stage)} AND ${eq(field.written, so)}`),
  );

export async function getImport(jurisdiction: string, id: string): Promise<Import | undefined> {
  const { data } = await ImportRow.get({ jurisdiction, id }).go({ ...table(), consistent: true });
  return importRows.one(data);
}

const SHOWN = 20;

/** The newest first. */
export async function importsOf(jurisdiction: string): Promise<Import[]> {
  const { data } = await ImportRow.query
    .byOffice({ jurisdiction })
    .go({ ...table(), limit: SHOWN, order: "desc", consistent: true });
  return importRows.all(data);
}

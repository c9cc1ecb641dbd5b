/** Which filings are like each other: signatures within a unit, bands of signatures across the units of a jurisdiction. */
import {
  bandsOf,
  bytesOf,
  estimate,
  type Fingerprint,
  fingerprintFrom,
} from "../../../core/checking/similarity/fingerprint.ts";
import { FingerprintRow, fingerprintRows, LshBandRow, lshBandRows } from "./similarity-entities.ts";
import { table } from "./table.ts";
import { backOff, commit, put, update, type Write } from "./transaction.ts";

export interface FiledDocument {
  readonly jurisdiction: string;
  readonly unitId: string;
  readonly documentType: string;
  readonly submissionId: string;
}

/** `share` is an estimate, right to about ±0.05. */
export interface Candidate {
  readonly submissionId: string;
  readonly share: number;
}

/** A unit files some dozens of a type in a year. */
const MAX_OF_UNIT = 500;
/** What meets in more bands is looked at first: a copy meets in several, chance in one. */
const MAX_MET = 12;
/** A band that so many share is a turn of phrase, or a form: more of them would tell nothing new. */
const MAX_IN_BAND = 64;
const ATTEMPTS = 8;

/** Written with the examination: a later revision takes the place of the earlier one. */
export function writeFingerprint(
  { unitId, documentType, submissionId }: FiledDocument,
  signature: Fingerprint,
): Write {
  return put(FingerprintRow.put({ unitId, documentType, submissionId, signature: bytesOf(signature) }));
}

/** Filings of the same unit and type that seem to share at least `least`, the closest first. */
export async function similarWithinUnit(
  document: FiledDocument,
  signature: Fingerprint,
  least: number,
): Promise<Candidate[]> {
  const { unitId, documentType } = document;
  const { data } = await FingerprintRow.query
    .byUnit({ unitId, documentType })
    .go({ ...table(), order: "desc", limit: MAX_OF_UNIT });
  return closest(document, fingerprintRows.all(data), signature, least);
}

/** Filings of other units that seem to share at least `least`, the closest first. `bands` are those met on the way. */
export async function similarAcrossUnits(document: FiledDocument, signature: Fingerprint, least: number) {
  const { jurisdiction, documentType, unitId } = document;
  const keys = bandsOf(signature).map((band) => ({ jurisdiction, documentType, band }));
  const { data: found } = await LshBandRow.get(keys).go({ ...table(), concurrent: 2 });
  const bands = lshBandRows.all(found);
  const met = new Map<string, number>();
  for (const { filings = [] } of bands) for (const one of filings) met.set(one, (met.get(one) ?? 0) + 1);
  const wanted = [...met]
    .map(([one, times]) => ({ ...parted(one), times }))
    .filter((one) => one.unitId !== unitId)
    .sort((a, b) => b.times - a.times)
    .slice(0, MAX_MET)
    .map((one) => ({ unitId: one.unitId, documentType, submissionId: one.submissionId }));
  const { data } = wanted.length > 0 ? await FingerprintRow.get(wanted).go(table()) : { data: [] };
  return { candidates: closest(document, fingerprintRows.all(data), signature, least), bands };
}

type Bands = Awaited<ReturnType<typeof similarAcrossUnits>>["bands"];

/**
 * Makes a filing findable across units. Run twice it adds nothing. Apart from the examination's own transaction: two copies
 * that arrive together are in each other's way here, and that must hold up nothing else.
 */
export async function indexAcrossUnits(
  document: FiledDocument,
  signature: Fingerprint,
  bands: Bands,
): Promise<void> {
  const { jurisdiction, documentType, unitId, submissionId } = document;
  const own = `${unitId}/${submissionId}`;
  // Only an entity that knows its client makes sets which that client can send.
  LshBandRow.setClient(table().client);
  const known = new Map(bands.map(({ band, filings }) => [band, filings ?? []]));
  const writes = bandsOf(signature).flatMap((band): Write[] => {
    const there = known.get(band) ?? [];
    if (there.length >= MAX_IN_BAND || there.includes(own)) return [];
    return [
      update(
        LshBandRow.update({ jurisdiction, documentType, band })
          .add({ filings: [own] })
          .set({ format: lshBandRows.stored.format }),
      ),
    ];
  });
  for (let attempt = 0; writes.length > 0 && attempt < ATTEMPTS; attempt++) {
    if (await commit(writes)) return;
    await backOff(attempt);
  }
  if (writes.length > 0) throw new Error(`${submissionId} could not be indexed`);
}

function parted(document: string): { unitId: string; submissionId: string } {
  const [unitId = "", submissionId = ""] = document.split("/");
  return { unitId, submissionId };
}

function closest(
  document: FiledDocument,
  rows: readonly { readonly submissionId: string; readonly signature: Uint8Array }[],
  signature: Fingerprint,
  least: number,
): Candidate[] {
  return rows
    .filter(({ submissionId }) => submissionId !== document.submissionId)
    .map(({ submissionId, signature: other }) => ({
      submissionId,
      share: estimate(signature, fingerprintFrom(other)),
    }))
    .filter(({ share }) => share >= least)
    .sort((a, b) => b.share - a.share);
}

/**
 * What it costs to find copies through the table as the product keeps it: rows of signatures and bands on disk, asked over
 * the wire. Every look-up is for a copy of one paper of another unit with a fifth of its sentences rewritten.
 */
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import {
  bandsOf,
  bytesOf,
  type Fingerprint,
  fingerprintOf,
} from "../core/checking/similarity/fingerprint.ts";
import {
  type FiledDocument,
  indexAcrossUnits,
  similarAcrossUnits,
  similarWithinUnit,
} from "../functions/adapters/table/similar-documents.ts";
import { FingerprintRow, LshBandRow } from "../functions/adapters/table/similarity-entities.ts";
import { table } from "../functions/adapters/table/table.ts";
import { openCloud } from "../local/cloud.ts";
import { dice, sentence } from "./records.ts";

const UNITS = 1000;
const QUERIES = 200;
const MIN = 0.25;
/** Filed at a time before the next are written. */
const BATCH = 2000;
/** Turns of phrase that everybody uses: two in each paper, so that papers meet by chance. */
const STOCK = Array.from({ length: 60 }, (_, at) => sentence(dice(at + 77)));

const sentences = (number: number): string[] => {
  const roll = dice(number * 7 + 3);
  const own = Array.from({ length: 10 }, () => sentence(roll));
  return [...own, STOCK[roll(STOCK.length)] ?? "", STOCK[roll(STOCK.length)] ?? ""];
};
const signed = (texts: readonly string[]): Fingerprint =>
  fingerprintOf(texts.join("\n")) ?? new Uint32Array();
const documentOf = (number: number): FiledDocument => ({
  jurisdiction: "office",
  unitId: `unit_${String(number % UNITS).padStart(26, "0")}`,
  documentType: "reflection",
  submissionId: `sub_${String(number).padStart(26, "0")}`,
});

/** Fills one table up to each size in turn and measures there. */
export async function benchSimilarity(sizes: readonly number[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "qiyou-similarity-"));
  const cloud = await openCloud({ folder, host: "127.0.0.1", port: 0 });
  try {
    const before = await bytes(folder);
    let filed = 0;
    for (const size of sizes) {
      for (; filed < size; filed += BATCH) await seed(filed, Math.min(size, filed + BATCH));
      filed = size;
      await measure(size, ((await bytes(folder)) - before) / size);
    }
  } finally {
    await cloud.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const met = new Set<string>();

/** Rows as the product writes them, many at a time; a band that is there already is added to. */
async function seed(from: number, until: number): Promise<void> {
  const signatures: { unitId: string; documentType: string; submissionId: string; signature: Uint8Array }[] =
    [];
  const bands = new Map<string, string[]>();
  for (let number = from; number < until; number++) {
    const { unitId, documentType, submissionId } = documentOf(number);
    const signature = signed(sentences(number));
    signatures.push({ unitId, documentType, submissionId, signature: bytesOf(signature) });
    for (const band of bandsOf(signature))
      bands.set(band, [...(bands.get(band) ?? []), `${unitId}/${submissionId}`]);
  }
  const key = { jurisdiction: "office", documentType: "reflection" };
  const fresh = [...bands].filter(([band]) => !met.has(band));
  const known = [...bands].filter(([band]) => met.has(band));
  // Only an entity that knows its client makes sets which that client can send.
  LshBandRow.setClient(table().client);
  await FingerprintRow.put(signatures).go({ ...table(), concurrent: 8 });
  await LshBandRow.put(fresh.map(([band, filings]) => ({ ...key, band, filings }))).go({
    ...table(),
    concurrent: 8,
  });
  for (const [band, filings] of known)
    await LshBandRow.update({ ...key, band })
      .add({ filings })
      .go(table());
  for (const [band] of fresh) met.add(band);
}

async function measure(filings: number, bytesEach: number): Promise<void> {
  let found = 0;
  const lookups: number[] = [];
  const withins: number[] = [];
  const writes: number[] = [];
  for (let query = 0; query < QUERIES; query++) {
    const original = (query * 7919) % filings;
    const texts = sentences(original);
    const changed = texts
      .with(query % 10, sentence(dice(query + 999_983)))
      .with((query + 5) % 10, sentence(dice(query + 1_999_983)));
    const signature = signed(changed);
    // Of another unit than the original's.
    const document = { ...documentOf(original + 1), submissionId: `sub_query_${query}` };
    const begun = performance.now();
    const { candidates, bands } = await similarAcrossUnits(document, signature, MIN);
    const looked = performance.now();
    await similarWithinUnit(document, signature, MIN);
    const within = performance.now();
    if (query % 5 === 0) {
      await indexAcrossUnits({ ...document, jurisdiction: `elsewhere${filings}` }, signature, []);
      writes.push(performance.now() - within);
    }
    lookups.push(looked - begun);
    withins.push(within - looked);
    if (bands.length > 0 && candidates[0]?.submissionId === documentOf(original).submissionId) found++;
  }
  const share = (times: number[], at: number) =>
    (times.toSorted((a, b) => a - b)[Math.floor(times.length * at)] ?? 0).toFixed(1);
  console.log(
    `查重（数据表，落盘）：${filings} 份在册，每份占 ${(bytesEach / 1024).toFixed(1)} KB；改过的旧稿找回 ${found}/${QUERIES}
      全辖区查一份 p50 ${share(lookups, 0.5)} 毫秒，p99 ${share(lookups, 0.99)}；本单位 ${Math.ceil(filings / UNITS)} 份同类中查一份 p50 ${share(withins, 0.5)}；登记一份（32 行，一个事务）p50 ${share(writes, 0.5)}\n`,
  );
}

async function bytes(folder: string): Promise<number> {
  const sizes = await Promise.all(
    ["dynamodb.sqlite", "dynamodb.sqlite-wal"].map((file) =>
      stat(join(folder, file)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

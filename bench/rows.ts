/**
 * `node bench/rows.ts`: what it costs to parse what is stored each time it is read, beside handing it on as it is. Rows as
 * they are kept in test/fixtures/rows; the JSON of an examination also as long as a document of a hundred pages makes it.
 */
import { readStored } from "../core/subject/stored.ts";
import { rowKinds } from "../functions/adapters/table/row-kinds.ts";
import { results } from "../functions/app/checking/result.ts";
import { plainItem } from "../test/fixtures/attribute-value.ts";
import { JSON_KINDS, keptOf } from "../test/fixtures/rows/kept.ts";

const ROUNDS = 5;
const MILLISECONDS = 100;

/** Microseconds each; the median of the rounds. */
function cost(work: () => unknown): number {
  const rates = Array.from({ length: ROUNDS }, () => {
    const begin = performance.now();
    let times = 0;
    for (; performance.now() - begin < MILLISECONDS; times++) work();
    return ((performance.now() - begin) * 1000) / times;
  });
  return rates.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? 0;
}

const line = (name: string, parsing: number, fetching?: number): void =>
  console.log(
    `  ${name.padEnd(12)}${parsing.toFixed(1).padStart(10)} µs${fetching === undefined ? "" : `${fetching.toFixed(1).padStart(10)} µs`}`,
  );

console.log("行：解析一条；旁边是 ElectroDB 自己整理一条");
for (const kind of rowKinds) {
  const name = kind.entity.schema.model.entity;
  const [kept] = [3, 2, 1].flatMap((format) => keptOf(format, name)).slice(-1);
  if (!kept) continue;
  const item = plainItem(kept.stored);
  const { data } = kind.entity.parse({ Item: item });
  line(
    name,
    cost(() => kind.one(data)),
    cost(() => kind.entity.parse({ Item: item })),
  );
}

console.log("桶中的 JSON：解析一份；旁边是 JSON.parse 自己");
const told = (name: string, kind: Parameters<typeof readStored>[0], stored: unknown): void => {
  const text = JSON.stringify(stored);
  line(
    `${name} ${(text.length / 1000).toFixed(0)} kB`,
    cost(() => readStored(kind, name, stored)),
    cost(() => JSON.parse(text)),
  );
};
for (const [name, { json }] of Object.entries(JSON_KINDS)) {
  const [kept] = keptOf(1, name);
  if (kept) told(name, json.kind, kept.stored);
}
/** Two thousand paragraphs. */
const [short] = keptOf(1, "json-result").filter(({ stored }) => stored.outcome === "text");
if (short) {
  const reading: Record<string, unknown> = { ...Object(short.stored.reading) };
  const places = Array.from({ length: 2000 }, (_, paragraph) => ({
    start: paragraph * 60,
    end: paragraph * 60 + 59,
    paragraph,
    page: 1 + Math.floor(paragraph / 20),
  }));
  const text = "学".repeat(120_000);
  told("json-result", results.kind, { ...short.stored, reading: { ...reading, text, places } });
}

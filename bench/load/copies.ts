/**
 * Makes more papers of those a closed folder holds: every row and file of a paper once more under ids of its own, in the table,
 * the store and the workflows alike. Nobody could tell them from papers that were filed, but for the trail, whose seals are
 * those of the first.
 */
import { copyFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { ulid } from "ulid";
import { newToken } from "../../functions/adapters/identifier.ts";
import { DATABASES } from "../../local/folder/inspection.ts";
import { blobPath } from "../../local/s3/blobs.ts";

type Row = Record<string, SQLInputValue>;

/** What is to be found of one paper, and the words that are its own. */
interface Paper {
  readonly id: string;
  readonly ids: Set<string>;
}

const SUBMISSION = /sub_[0-9A-HJKMNP-TV-Z]{26}/gi;
const TICKET = /tkt_[0-9A-HJKMNP-TV-Z]{26}/gi;

/** Keys are written small. */
const upper = (id: string): string => id.slice(0, 4) + id.slice(4).toUpperCase();
const textOf = (value: SQLInputValue | undefined): string =>
  value instanceof Uint8Array ? Buffer.from(value).toString("utf8") : String(value ?? "");
const told = (row: Row): string => Object.values(row).map(textOf).join(" ");

/** @param times how often each paper is there afterwards */
export function copyPapers(folder: string, times: number): void {
  const table = new DatabaseSync(join(folder, DATABASES.records));
  const store = new DatabaseSync(join(folder, DATABASES.files));
  const flows = new DatabaseSync(join(folder, DATABASES.workflows));
  const all = [table, store, flows];
  for (const database of all) database.exec("PRAGMA synchronous = OFF; BEGIN");
  const rows = ["items", "entries"].flatMap((name) =>
    table
      .prepare(`SELECT * FROM ${name}`)
      .all()
      .map((row) => ({ name, row })),
  );
  const papers = papersIn(rows.map(({ row }) => row));
  const versions = store.prepare("SELECT * FROM version").all();
  for (const paper of papers.values()) {
    const own = (row: Row) => [...told(row).matchAll(SUBMISSION)].some(([id]) => upper(id) === paper.id);
    const ofPaper = (row: Row) => [...paper.ids].some((id) => textOf(row.key).includes(id));
    const execution = flows.prepare("SELECT * FROM execution WHERE name = ?").get(paper.id);
    const tokens = execution
      ? flows.prepare("SELECT * FROM token WHERE execution = ?").all(execution.id ?? 0)
      : [];
    const inTable = rows.filter(({ row }) => own(row));
    const inStore = versions.filter(ofPaper);
    for (let time = 1; time < times; time++) {
      const renamed = renaming(
        [...paper.ids],
        tokens.map(({ token }) => String(token)),
      );
      for (const { name, row } of inTable) insert(table, name, renamed(row));
      for (const row of inStore) copyVersion(store, folder, renamed(row));
      if (execution) copyExecution(flows, execution, renamed);
    }
  }
  for (const database of all) {
    database.exec("COMMIT");
    database.close();
  }
}

function papersIn(rows: readonly Row[]): Map<string, Paper> {
  const papers = new Map<string, Paper>();
  for (const row of rows) {
    const text = told(row);
    for (const [found] of text.matchAll(SUBMISSION)) {
      const id = upper(found);
      const paper = papers.get(id) ?? { id, ids: new Set([id]) };
      papers.set(id, paper);
      for (const [ticket] of text.matchAll(TICKET)) paper.ids.add(upper(ticket));
    }
  }
  return papers;
}

function renaming(ids: readonly string[], tokens: readonly string[]): (row: Row) => Row {
  const pairs = ids.flatMap((id): [string, string][] => {
    const other = id.slice(0, 4) + ulid();
    return [
      [id, other],
      [id.toLowerCase(), other.toLowerCase()],
    ];
  });
  for (const token of tokens)
    pairs.push([token, newToken().padEnd(token.length, "0").slice(0, token.length)]);
  const rename = (text: string) => pairs.reduce((known, [from, to]) => known.replaceAll(from, to), text);
  const renameValue = (value: SQLInputValue): SQLInputValue => {
    if (typeof value === "string") return rename(value);
    return value instanceof Uint8Array ? Buffer.from(rename(textOf(value))) : value;
  };
  return (row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, renameValue(value)]));
}

function copyVersion(store: DatabaseSync, folder: string, row: Row): void {
  const last = store
    .prepare("UPDATE sequence SET value = value + 1 WHERE name = 'version' RETURNING value")
    .get();
  const blob = row.blob === null ? null : crypto.randomUUID();
  if (blob) {
    const at = (id: string) => join(folder, dirname(DATABASES.files), blobPath(id));
    mkdirSync(dirname(at(blob)), { recursive: true });
    copyFileSync(at(textOf(row.blob)), at(blob));
  }
  insert(store, "version", { ...row, sequence: last?.value ?? 0, blob });
}

function copyExecution(flows: DatabaseSync, execution: Row, renamed: (row: Row) => Row): void {
  const { id, ...rest } = renamed(execution);
  const copy = insert(flows, "execution", rest);
  for (const name of ["branch", "token", "history"])
    for (const row of flows.prepare(`SELECT * FROM ${name} WHERE execution = ?`).all(id ?? 0))
      insert(flows, name, { ...renamed(row), execution: copy });
}

function insert(database: DatabaseSync, table: string, row: Row): number | bigint {
  const names = Object.keys(row);
  return database
    .prepare(`INSERT OR IGNORE INTO ${table}(${names.join(", ")}) VALUES(${names.map(() => "?").join(", ")})`)
    .run(...Object.values(row)).lastInsertRowid;
}

/** Every event that was ever kept is read; one that is damaged, or of newer code, is refused by its key and field. */
import { describe, expect, test } from "vitest";
import { parsedEvent } from "../../core/subject/change.ts";
import { UnreadableRow } from "../../core/subject/stored.ts";
import { isTaskEvent } from "../../core/subject/task-event.ts";
import type { TrailEntry } from "../../core/subject/trail.ts";
import { subjects } from "../../functions/adapters/table/subjects.ts";
import { trailRows } from "../../functions/adapters/table/trail.ts";
import { described } from "../../functions/app/subjects/describe.ts";
import { plainItem } from "../fixtures/attribute-value.ts";
import { keptOf } from "../fixtures/rows/kept.ts";

type Fields = Record<string, unknown>;

const formats = Array.from({ length: subjects.submission.kind.format }, (_, at) => at + 1);
const entries = formats.flatMap((format) =>
  keptOf(format, "trail").map(({ stored }): TrailEntry<Fields> => {
    const entry = trailRows.one(trailRows.entity.parse({ Item: plainItem(stored) }).data);
    if (!entry) throw new Error("no entry");
    return { ...entry, event: { ...Object(entry.event) } };
  }),
);
function kindOf({ subject }: TrailEntry) {
  const kinds = Object.values(subjects).map(({ kind }) => kind);
  return kinds.find(({ prefix }) => subject.startsWith(`${prefix}_`)) ?? subjects.notice.kind;
}
const read = (entry: TrailEntry) => parsedEvent<never, { type: string }>(kindOf(entry) as never, entry);

function fault(entry: TrailEntry): UnreadableRow {
  try {
    described(entry);
  } catch (error) {
    if (error instanceof UnreadableRow) return error;
    throw error;
  }
  throw new Error(`${JSON.stringify(entry.event)} is read`);
}

const titled = entries.map((entry) => ({
  title: `${entry.event.type} of format ${entry.format ?? 1}, ${entry.subject}/${entry.sequence}`,
  entry,
}));

describe.each(titled)("$title", ({ entry }) => {
  const key = `${entry.subject}/${entry.sequence}`;
  const fields = Object.keys(entry.event);

  test("is read, and said in a sentence", () => {
    // What was a submission's own once says now what it is about.
    const said = { ...read(entry) };
    if (!fields.includes("about") && isTaskEvent(said)) Reflect.deleteProperty(said, "about");
    expect(Object.keys(said).toSorted()).toEqual(fields.toSorted());
    expect(described(entry).text).not.toMatch(/undefined|\[object/);
  });

  test("spoilt, is refused by its key and field", () => {
    for (const field of fields) {
      const { fault: what, message } = fault({
        ...entry,
        event: { ...entry.event, [field]: Symbol("spoilt") },
      });
      expect([what, message]).toEqual([
        "damaged",
        expect.stringMatching(`^留痕 ${key}：数据已损坏（字段 ${field}[\\w.]*），请从备份恢复。$`),
      ]);
    }
  });

  test("of newer code, is refused in words", () => {
    const format = kindOf(entry).format + 1;
    expect(fault({ ...entry, format })).toMatchObject({
      fault: "newer",
      message: expect.stringContaining(`留痕 ${key}：数据由更新版本的七有写成（格式 ${format}，`),
    });
  });
});

test("one that lacks what it must have names what is not there", () => {
  const received = entries.find(({ event }) => event.type === "Received");
  if (!received) throw new Error("none received");
  const { object: _, ...event } = received.event;
  expect(fault({ ...received, event }).message).toContain("（字段 object）");
  expect(fault({ ...received, event: { type: "Reminded", about: "review" } }).message).toContain(
    "（字段 due）",
  );
  expect(fault({ ...received, event: { type: "Forgotten" } }).message).toContain("（字段 type）");
  expect(fault({ ...received, event: "Received" }).message).toContain("数据已损坏");
});

test("one of a kind of subject that there is not is refused in words", () => {
  const [entry] = entries;
  if (!entry) throw new Error("none kept");
  expect(fault({ ...entry, subject: "vst_1", sequence: 3 })).toMatchObject({
    fault: "newer",
    message: "留痕 vst_1/3：没有这一类事项，它由更新版本的七有写成，请用新版本的程序打开。",
  });
});

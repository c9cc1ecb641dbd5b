/** A kind of subject that there is not, with two states and one term: what a new kind must bring, and nothing else. */
import * as z from "zod";
import { accept, refuse } from "../../core/outcome.ts";
import type { Assignee, Kind, SubjectState } from "../../core/subject/kind.ts";
import { format, json, number, service, text } from "../../functions/adapters/table/column.ts";
import { Entity } from "../../functions/adapters/table/entity.ts";
import { type SubjectTable, subjectRows } from "../../functions/adapters/table/subject.ts";
import { first, primary, table } from "../../functions/adapters/table/table.ts";
import { put, type Write } from "../../functions/adapters/table/transaction.ts";

interface Setting {
  readonly jurisdiction: string;
  readonly what: string;
  readonly due: string;
  /** Whose errand it is; any secretary's where nothing is said. */
  readonly to?: Assignee | undefined;
}
type Errand = SubjectState & Setting & { readonly since: string; readonly done: boolean };
type Command = ({ readonly type: "Set" } & Setting) | { readonly type: "Finish" };
type Event = ({ readonly type: "Set" } & Setting) | { readonly type: "Finished" };

const assignee: z.ZodType<Assignee> = z.union([
  z.object({ person: z.string() }),
  z.object({ role: z.enum(["reviewer", "leader", "secretary"]), unitId: z.string().optional() }),
]);
const setting = {
  jurisdiction: z.string(),
  what: z.string(),
  due: z.string(),
  to: assignee.optional(),
};

const stored: z.ZodType<Errand> = z.object({
  ...setting,
  id: z.string(),
  updatedAt: z.string(),
  version: z.int(),
  since: z.string(),
  done: z.boolean(),
});
const recorded: z.ZodType<Event> = z.discriminatedUnion("type", [
  z.object({ type: z.literal("Set"), ...setting }),
  z.object({ type: z.literal("Finished") }),
]);

const kind: Kind<Errand, Command, Event, "errand"> = {
  name: "errand",
  prefix: "err",
  format: 1,
  terms: { errand: "差事" },
  decide(state, command) {
    if (command.type === "Set") return accept(state ? [] : [command]);
    if (!state) return refuse("conflict", "errand_unknown", "没有这件差事。");
    return accept(state.done ? [] : [{ type: "Finished" }]);
  },
  evolve(state, event, { at }, id) {
    if (event.type === "Set") {
      const { type: _, ...set } = event;
      return { id, ...set, since: at, done: false, updatedAt: at, version: 1 };
    }
    if (!state) throw new TypeError("finished before it was set");
    return { ...state, done: true, updatedAt: at, version: state.version + 1 };
  },
  parseState: (json) => stored.parse(json),
  parseEvent: (json) => recorded.parse(json),
  describe: (event) => (event.type === "Set" ? `交办：${event.what}` : "办完"),
  titleOf: ({ what }) => what,
  tasksOf: ({ done, since, to = { role: "secretary" } }) => (done ? [] : [{ about: "errand", to, since }]),
  dueOf: ({ done, due }) => (done ? [] : [{ about: "errand", due }]),
  pageOf: (id) => `/errands/${id}`,
  factsOf: () => ({}),
  newsOf: () => [],
  flowOf: () => undefined,
};

const ErrandRow = new Entity({
  model: { entity: "errand", version: "1", service },
  attributes: { id: text, jurisdiction: text, version: number, headHash: text, errand: json, format },
  indexes: {
    byId: { pk: { field: primary.pk, composite: ["id"] }, sk: { field: primary.sk, composite: [] } },
    byJurisdiction: {
      index: first.index,
      pk: { field: first.pk, composite: ["jurisdiction"] },
      sk: { field: first.sk, composite: ["id"] },
    },
  },
});

function writeErrand(errand: Errand, headHash: string, expected: number | undefined): Write {
  const { id, jurisdiction, version } = errand;
  return put(
    ErrandRow.put({ id, jurisdiction, version, headHash, errand, format: kind.format }).where(
      (field, { eq, notExists }) =>
        expected === undefined ? notExists(field.version) : eq(field.version, expected),
    ),
  );
}

const rows = subjectRows(ErrandRow, "差事", kind, writeErrand);

export const errands: SubjectTable<Errand, Command, Event, "errand"> = {
  kind,
  rows,
  unknown: { kind: "conflict", code: "errand_unknown", message: "没有这件差事。" },
  async read(id) {
    const { data } = await ErrandRow.get({ id }).go({ ...table(), consistent: true });
    return rows.one(data);
  },
  write: writeErrand,
  async open(jurisdiction) {
    const { data } = await ErrandRow.query.byJurisdiction({ jurisdiction }).go({ ...table(), pages: "all" });
    const { sound, unreadable } = rows.sift(data);
    return { sound: sound.map(({ state }) => state).filter(({ done }) => !done), unreadable };
  },
};

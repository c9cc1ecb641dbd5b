/**
 * The table of kinds of subject. Its line is the only thing that can be forgotten of a new kind, and then what would
 * change it does not compile: `npm run check` fails where one of the refusals expected here is none.
 */
import { expect, test } from "vitest";
import { MACHINE } from "../../core/subject/kind.ts";
import { changeSubject } from "../../functions/adapters/table/subject.ts";
import { subjects } from "../../functions/adapters/table/subjects.ts";
import { loadSubject } from "../../functions/app/subjects/load.ts";
import { errands } from "./errand.ts";

const ID = "err_1";
const finish = () => ({ command: { type: "Finish" } }) as const;
/** Nothing is read, so that no table need be there. */
const absent = { known: "absent" } as const;

test("a kind with its line in the table can be changed", async () => {
  const all = { ...subjects, errand: errands };
  const asked = await changeSubject(all, "errand", ID, finish, MACHINE, absent);
  expect(asked).toMatchObject({ refusal: { code: "errand_unknown" } });
});

test("without it the compiler refuses, and so does what runs", async () => {
  // @ts-expect-error errands are no kind of the product's
  const asked = changeSubject(subjects, "errand", ID, finish, MACHINE, absent);
  await expect(asked).rejects.toThrow(TypeError);
});

test("without it no path can be about it", async () => {
  // @ts-expect-error errands are no kind of the product's
  const loaded = loadSubject("errand", ID, "office");
  await expect(loaded).rejects.toThrow(TypeError);
});

test("a kind stands under its own name: rows tell it by that", async () => {
  // @ts-expect-error it calls itself an errand
  await changeSubject({ visit: errands }, "visit", ID, finish, MACHINE, absent);
  for (const [name, { kind }] of Object.entries(subjects)) expect(kind.name).toBe(name);
});

test("a kind takes no command of another", async () => {
  // @ts-expect-error a notice is issued, not finished
  const asked = await changeSubject(subjects, "notice", ID, finish, MACHINE, absent);
  expect(asked).toMatchObject({ ok: false });
});

test("no two kinds begin their ids alike", () => {
  const prefixes = Object.values(subjects).map(({ kind }) => kind.prefix);
  expect(new Set(prefixes).size).toBe(prefixes.length);
});

import { describe, expect, test } from "vitest";
import { noticeKind } from "../notices/kind.ts";
import { plainGrants } from "../organisation/grant.ts";
import type { Role } from "../organisation/role.ts";
import type { Person } from "../organisation/unit.ts";
import { changed } from "../subject/change.ts";
import { isTermEvent } from "../subject/term-event.ts";
import type { SubmissionEvent } from "../submissions/event.ts";
import * as way from "../submissions/fixture.ts";
import { submissionKind } from "../submissions/kind.ts";
import type { Submission } from "../submissions/submission.ts";
import { hearersOf, unheardUnit } from "./audience.ts";
import { messageId } from "./identity.ts";
import { type Telling, tellingsOf, tellingsOfRung } from "./telling.ts";

const stamp = { at: "2026-08-20T01:00:00.000Z", by: "machine" };

/** A submission after steps, and what the last of them gives to hear. */
function after(steps: readonly way.Step[], last = stamp) {
  let stored: ReturnType<typeof changed<Submission, SubmissionEvent>>;
  let tellings: ReturnType<typeof tellingsOf>;
  for (const [at, [command, actor]] of steps.entries()) {
    const decided = way.decideAny(stored?.state, command, actor);
    if (!decided.ok) throw new Error(decided.refusal.code);
    const when =
      at === steps.length - 1
        ? { ...last, by: actor.id }
        : { at: `2026-08-19T0${at}:00:00.000Z`, by: actor.id };
    const before = stored?.state;
    const change = changed(submissionKind, "sub_1", stored, decided.value, when);
    if (!change) throw new Error("nothing came of it");
    tellings = tellingsOf(
      submissionKind,
      before,
      change.state,
      decided.value.filter((one) => !isTermEvent(one)),
      when,
    );
    stored = change;
  }
  if (!stored) throw new Error("no steps");
  return { state: stored.state, tellings };
}

const told = (steps: readonly way.Step[]) => after(steps).tellings?.tellings ?? [];

describe("of a submission", () => {
  test("received: nobody hears, for nobody has to act", () => {
    expect(told([[way.takeIn(1), way.link]])).toEqual([]);
  });

  test("returned: the unit's secretary has a task, with its day and how many reasons", () => {
    const { tellings, state } = after(way.toReturn);
    expect(tellings?.tellings).toEqual([
      {
        about: "correction",
        step: "came",
        occasion: stamp.at,
        due: "due" in state ? state.due : "",
        to: [{ role: "secretary", unitId: state.unitId }],
      },
    ]);
    expect(tellings?.facts).toMatchObject({ unitId: state.unitId, reasons: 1 });
  });

  test("claimed: who claims knows, and the others need not", () => {
    expect(told([...way.toReview, [way.claim, way.reviewer]])).toEqual([]);
  });

  test("rejected: news to the unit, and no task", () => {
    const reject = { type: "Reject", revision: 1, reasons: [way.reason] } as const;
    expect(told([...way.toReview, [way.claim, way.reviewer], [reject, way.reviewer]])).toMatchObject([
      { about: "rejected", step: "rejected" },
    ]);
  });
});

const personOf = (id: string, role: Role, unitId?: string): Person => ({
  id,
  jurisdiction: "office",
  login: id,
  name: id,
  grants: plainGrants([role], unitId),
  ...(unitId && { unitId }),
});
const rollOf = (people: readonly Person[], above: readonly Person[] = []) => ({
  people,
  above,
  doers: new Map([["Returned", "user_he"]]),
  day: "2026-08-20",
});

describe("who hears", () => {
  const people = [
    personOf("user_wang", "secretary", "unit_1"),
    personOf("user_gu", "secretary", "unit_2"),
    personOf("user_he", "reviewer"),
    personOf("user_shi", "reviewer", "unit_1"),
    personOf("user_lu", "leader"),
  ];
  const telling: Telling = { about: "review", step: "came", occasion: stamp.at, to: [] };
  const ids = (one: Telling, by = "machine") =>
    hearersOf(one, rollOf(people, [personOf("user_above", "leader")]), by).map(({ person, over }) =>
      over ? `${person.id} over` : person.id,
    );

  test.each([
    ["a pool", { to: [{ role: "reviewer" }] }, ["user_he", "user_shi"]],
    ["a role of one unit", { to: [{ role: "secretary", unitId: "unit_2" }] }, ["user_gu"]],
    ["one person", { to: [{ person: "user_shi" }] }, ["user_shi"]],
    ["whoever did it last", { to: [{ did: "Returned" }] }, ["user_he"]],
    ["not those whom it is not for", { to: [{ role: "reviewer" }], except: ["unit_1"] }, ["user_he"]],
    ["the leader, over others", { to: [], over: [{ role: "leader" }] }, ["user_lu over"]],
    ["the office above", { to: [], over: [{ above: true }] }, ["user_above over"]],
    ["a leader who must act, once", { to: [{ role: "leader" }], over: [{ role: "leader" }] }, ["user_lu"]],
  ] as const)("%s", (_, of, hear) => {
    expect(ids({ ...telling, ...of })).toEqual(hear);
  });

  test("nobody of what they did themselves", () => {
    expect(ids({ ...telling, to: [{ role: "reviewer" }] }, "user_he")).toEqual(["user_shi"]);
  });

  test("no secretary: the unit is named", () => {
    const to = [{ role: "secretary", unitId: "unit_3" }] as const;
    expect(unheardUnit({ ...telling, to }, rollOf(people))).toBe("unit_3");
    expect(
      unheardUnit({ ...telling, to: [{ role: "secretary", unitId: "unit_1" }] }, rollOf(people)),
    ).toBeUndefined();
  });
});

test("a rung tells whoever must act, and over them those whom it names", () => {
  const { state } = after(way.toReturn);
  const rung = { step: "+1", to: ["actor", "unit_head"] } as const;
  const { tellings } = tellingsOfRung(
    submissionKind,
    state,
    { about: "correction", due: "2026-08-27" },
    rung,
    stamp,
  );
  expect(tellings).toEqual([
    {
      about: "correction",
      step: "+1",
      occasion: stamp.at,
      due: "2026-08-27",
      to: [{ role: "secretary", unitId: state.unitId }],
      over: [{ head: state.unitId }],
    },
  ]);
});

test("an urge tells whose task it is, once a day", () => {
  const { state } = after(way.toReturn);
  const urged = [{ type: "TaskUrged", about: "correction" }];
  const kind = { ...submissionKind, newsOf: () => [] };
  const { tellings } = tellingsOf(kind, state, state, urged, stamp) ?? { tellings: [] };
  expect(tellings).toMatchObject([{ about: "correction", step: "urged 2026-08-20" }]);
});

test("each draft of a notice is a task of its own", () => {
  const notice = { id: "ntc_1", jurisdiction: "office", period: "2026-Q3", state: "draft" } as const;
  const draft = (contentKey: string) =>
    noticeKind.tasksOf({ ...notice, contentKey } as Parameters<typeof noticeKind.tasksOf>[0]);
  expect(draft("contents/1.json")).not.toEqual(draft("contents/2.json"));
});

test("a message is one for a person, a task and a step", () => {
  const of = { subject: "sub_1", about: "review", occasion: stamp.at, step: "came" };
  expect(messageId(of, "user_1")).toBe(messageId({ ...of }, "user_1"));
  const others = [
    messageId(of, "user_2"),
    messageId({ ...of, step: "0" }, "user_1"),
    messageId({ ...of, occasion: "2026-08-21T01:00:00.000Z" }, "user_1"),
    messageId({ ...of, about: "correction" }, "user_1"),
  ];
  expect(new Set([messageId(of, "user_1"), ...others]).size).toBe(5);
});

test("a rung tells who holds the task, and once the claim has run out the pool again", () => {
  const { state } = after([...way.toReview, [way.claim, way.reviewer]], {
    ...stamp,
    at: "2026-07-13T01:00:00.000Z",
  });
  const rung = { step: "+1", to: ["actor"] } as const;
  const toOn = (day: string) =>
    tellingsOfRung(submissionKind, state, { about: "review", due: "2026-07-15" }, rung, {
      ...stamp,
      at: `${day}T01:00:00.000Z`,
    }).tellings[0]?.to;
  expect(toOn("2026-07-14")).toEqual([{ person: way.reviewer.id }]);
  expect(toOn("2026-07-16")).toEqual([{ role: "reviewer" }]);
});

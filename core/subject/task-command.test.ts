/** What people arrange about a task, shown on the submission: the rules are the same for every kind of subject. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  approve,
  claim,
  colleague,
  decideAny,
  ID,
  machine,
  other,
  release,
  replay,
  reviewer,
  type Step,
  toReturn,
  toReview,
  walk,
} from "../submissions/fixture.ts";
import { submissionKind } from "../submissions/kind.ts";
import type { Actor } from "./kind.ts";
import { heldByAnother, holderOn, openTasks, standing } from "./open-task.ts";
import type { TaskCommand } from "./task-command.ts";

const admin: Actor = { id: "user_admin", holds: [{ role: "administrator" }] };
const secretary: Actor = {
  id: "user_water",
  unitIds: ["unit_water"],
  holds: [{ role: "secretary", unitId: "unit_water" }],
};
const give = (to: Actor, reason = "出差两周"): TaskCommand => ({
  type: "TransferTask",
  about: "review",
  to,
  toName: "沈砚秋",
  reason,
  until: "2026-07-14",
});
const urge = (today = "2026-07-11"): TaskCommand => ({ type: "UrgeTask", about: "review", today });
const next = (way: readonly Step[], ...last: Step) => walk([...way, last]);
const holder = (way: readonly Step[]) => walk(way).submission.tasks?.review?.holder;

describe("claiming", () => {
  test("is for the pool, and bars the others until it is given back", () => {
    expect(next(toReview, claim, secretary).refused).toBe("task_not_yours");
    const claimed: readonly Step[] = [...toReview, [claim, reviewer]];
    expect(next(claimed, approve(), other).refused).toBe("claimed_by_other");
    expect(next([...claimed, [release, reviewer]], approve(), other).events).toEqual(["Approved"]);
  });

  test("ends after its last day, without anybody's doing", () => {
    const { submission } = next(toReview, claim, reviewer);
    const [held] = openTasks(submissionKind, submission);
    expect(holderOn(held, "2026-07-14")).toBe(reviewer.id);
    expect(holderOn(held, "2026-07-15")).toBeUndefined();
    expect(heldByAnother(standing(submission, "2026-07-14"), "review", other)).toBe(true);
    const later = standing(submission, "2026-07-15");
    expect(decideAny(later, approve(), other)).toMatchObject({ ok: true });
    expect(decideAny(later, claim, other)).toMatchObject({ value: [{ type: "TaskClaimed" }] });
  });

  test("a task that is done is nobody's", () => {
    const decided: readonly Step[] = [...toReview, [claim, reviewer], [approve(), reviewer]];
    expect(next(decided, claim, other).refused).toBe("task_closed");
    expect(walk(decided).submission.tasks).toBeUndefined();
  });
});

describe("transferring", () => {
  const claimed: readonly Step[] = [...toReview, [claim, reviewer]];

  test("gives it to a colleague, with a reason", () => {
    expect(holder([...claimed, [give(other), reviewer]])).toBe(other.id);
    expect(next(claimed, give(other, "  "), reviewer).refused).toBe("reason_required");
  });

  test("to oneself takes it over, so that an absent colleague freezes nothing", () => {
    const taken: readonly Step[] = [...claimed, [give(other), other]];
    expect(holder(taken)).toBe(other.id);
    expect(next(taken, approve(), other).events).toEqual(["Approved"]);
    expect(next(taken, approve(), reviewer).refused).toBe("claimed_by_other");
  });

  test("by the administrator too, by nobody else of another role", () => {
    expect(holder([...claimed, [give(other), admin]])).toBe(other.id);
    expect(next(claimed, give(other), secretary).refused).toBe("task_not_yours");
  });

  test("never to who lacks the role, or has filed it", () => {
    expect(next(claimed, give(secretary), reviewer).refused).toBe("recipient_not_entitled");
    expect(next(claimed, give(colleague), reviewer).refused).toBe("recipient_barred");
    const delegate = { ...other, delegatedBy: [secretary] };
    expect(next(claimed, give(delegate), reviewer).refused).toBe("recipient_barred");
  });
});

describe("urging", () => {
  test("is for who waits, once a day a task, whoever it is", () => {
    const urged: readonly Step[] = [...toReview, [urge(), secretary]];
    expect(walk(urged).submission.tasks?.review).toEqual({ urgedOn: "2026-07-11", urgedBy: secretary.id });
    expect(next(urged, urge(), { ...secretary, id: "user_second" }).refused).toBe("urged_today");
    expect(next(urged, urge("2026-07-12"), secretary).events).toEqual(["TaskUrged"]);
    expect(next(toReview, urge(), reviewer).refused).toBe("own_task");
  });

  test("reviewers urge a unit's correction", () => {
    const correction: TaskCommand = { type: "UrgeTask", about: "correction", today: "2026-07-11" };
    expect(next(toReturn, correction, reviewer).events).toEqual(["TaskUrged"]);
    expect(next(toReturn, correction, secretary).refused).toBe("own_task");
  });
});

test("who leaves gives back what they hold", () => {
  const handOn: TaskCommand = { type: "HandOnTask", about: "review", from: reviewer.id, poolName: "审核员" };
  const left: readonly Step[] = [...toReview, [claim, reviewer], [handOn, machine]];
  expect(walk(left).events).toEqual(["TaskReleased"]);
  expect(holder(left)).toBeUndefined();
  expect(next(left, handOn, machine).events).toEqual([]);
});

test("whatever is arranged, in whatever order: the trail leads to it, and nobody's own filing is in their hands", () => {
  const people = [reviewer, other, colleague, secretary, admin];
  const command = fc.oneof(
    fc.constantFrom<TaskCommand>(claim, release, urge(), urge("2026-07-12")),
    fc.constantFrom(...people).map((to) => give(to)),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(command, fc.constantFrom(...people)), { maxLength: 20 }), (steps) => {
      const { submission, history } = walk([...toReview, ...steps]);
      expect(replay(ID, history)).toEqual(submission);
      expect(submission.version).toBe(history.length);
      expect([undefined, reviewer.id, other.id]).toContain(submission.tasks?.review?.holder);
    }),
  );
});

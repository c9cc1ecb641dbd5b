/**
 * Whose turn it is: my tasks, those of my pools and what I wait for; claimed, given on, taken over, urged. Everything goes
 * through the API of the one-machine cloud.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ApiClient } from "../../client/api-client.ts";
import { verify } from "../../core/subject/trail.ts";
import * as way from "../../core/submissions/fixture.ts";
import { getPerson } from "../../functions/adapters/table/people.ts";
import { subjects } from "../../functions/adapters/table/subjects.ts";
import { tasksOfSubject } from "../../functions/adapters/table/tasks.ts";
import { trailOf } from "../../functions/adapters/table/trail.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { verifySubject } from "../../functions/app/subjects/verify.ts";
import { changeSubmission } from "../../functions/app/submissions/change.ts";
import { handOn } from "../../functions/app/tasks/hand-on.ts";
import { refusal, untilState, upload } from "../office.ts";
import { minutesWithoutPlace } from "../paper.ts";
import {
  about,
  approve,
  claim,
  list,
  openWorkplace,
  subjectsOf,
  trailText,
  type Workplace,
} from "./workplace.ts";

let office: Workplace;
beforeAll(async () => {
  office = await openWorkplace();
});
afterAll(() => office.close());

const transfer = (client: ApiClient, id: string, to: string | undefined, reason: string) =>
  client.call(endpoints.transferTask, { params: { id }, body: { about, reason, ...(to && { to }) } });

describe("a review", () => {
  let id: string;

  test("lies in the reviewers' pool; who filed it sees where it is, and is not asked to do it", async () => {
    id = await office.inReview("一");
    const [line] = await list(office.reviewer, "pool");
    expect(line).toMatchObject({
      subject: id,
      kind: "submission",
      what: "审核",
      unitName: office.water.name,
      placeName: "审核员",
      due: "2026-08-25",
      overdue: false,
      may: ["claim", "transfer"],
    });
    expect(await subjectsOf(office.secretary, "mine")).toEqual([]);
    expect(await subjectsOf(office.secretary, "waiting")).toEqual([id]);
    expect(await office.reviewer.call(endpoints.taskCounts)).toEqual({
      mine: 0,
      pool: 1,
      overdue: 0,
      waiting: 0,
    });
    expect(await office.secretary.call(endpoints.taskCounts)).toEqual({
      mine: 0,
      pool: 0,
      overdue: 0,
      waiting: 1,
    });
  });

  test("claimed, it is the claimant's; the others see whose it is", async () => {
    await claim(office.reviewer, id);
    expect(await subjectsOf(office.reviewer, "mine")).toEqual([id]);
    expect(await subjectsOf(office.reviewer, "pool")).toEqual([]);
    const [line] = await list(office.colleague, "pool");
    expect(line).toMatchObject({
      holderName: "reviewer",
      until: "2026-08-24",
      may: ["take_over", "urge", "transfer"],
    });
    expect(await office.colleague.call(endpoints.taskCounts)).toMatchObject({ mine: 0, pool: 0 });
    expect(await refusal(claim(office.colleague, id))).toMatchObject({ code: "claimed_by_other" });
    expect(await refusal(claim(office.secretary, id))).toMatchObject({ status: 403, code: "task_not_yours" });
  });

  test("urged once a day, by whoever waits", async () => {
    const urge = () =>
      office.secretary.call(endpoints.urgeTask, { params: { id }, body: { about, note: "周五要用" } });
    await urge();
    expect(await refusal(urge())).toMatchObject({ status: 409, code: "urged_today" });
    const many = {
      tasks: [
        { subject: id, about },
        { subject: "sub_none", about },
      ],
    };
    expect(await office.secretary.call(endpoints.urgeTasks, { body: many })).toEqual({
      urged: 0,
      messages: ["这项待办今天已经催办过，明天可以再催。", "没有找到这项内容。"],
    });
  });

  test("taken over with a reason, and decided; all of it stands in a trail that is whole", async () => {
    expect(await refusal(transfer(office.colleague, id, undefined, "  "))).toMatchObject({ status: 400 });
    await transfer(office.colleague, id, undefined, "原审核员出差");
    expect(await refusal(approve(office.reviewer, id))).toMatchObject({ code: "claimed_by_other" });
    await approve(office.colleague, id);
    await untilState(office.colleague, id, "closed");
    expect((await trailText(office.colleague, id)).slice(3, 7)).toEqual([
      "reviewer：领取审核，保留至2026年8月24日",
      "secretary：催办审核：周五要用",
      "colleague：审核转交colleague办理：原审核员出差",
      "colleague：审核通过",
    ]);
    expect(verify(await trailOf(id))).toEqual([]);
    expect(await verifySubject(subjects.submission, id)).toEqual({ faults: [], diverged: false });
    expect(await tasksOfSubject(id)).toEqual([]);
    const { tasks } = await office.colleague.call(endpoints.doneTasks, { query: {} });
    expect(tasks).toMatchObject([{ subject: id, what: "审核", late: false, byName: "colleague" }]);
    expect((await office.reviewer.call(endpoints.doneTasks, { query: {} })).tasks).toEqual([]);
  });

  test("whose claim has run out is anybody's again, without anybody's doing", async () => {
    const other = await office.inReview("二");
    await claim(office.reviewer, other);
    await office.leap("2026-08-25");
    expect(await subjectsOf(office.reviewer, "mine")).toEqual([]);
    expect((await list(office.colleague, "pool"))[0]).toMatchObject({
      subject: other,
      may: ["claim", "transfer"],
    });
    await claim(office.colleague, other);
    await approve(office.colleague, other);
    await office.leap("2026-08-26");
  });
});

describe("a unit's correction", () => {
  test("is its secretary's, overdue after its day; reviewers wait for it and urge many at once", async () => {
    const ids = await Promise.all(
      ["三", "四"].map((mark) => upload(office.url, office.water.link, minutesWithoutPlace(mark))),
    );
    for (const id of ids) await untilState(office.reviewer, id, "returned");
    expect((await subjectsOf(office.secretary, "pool")).toSorted()).toEqual(ids.toSorted());
    expect((await list(office.secretary, "pool"))[0]).toMatchObject({
      what: "更正",
      placeName: "青槐县水务局学习秘书",
    });
    expect(await subjectsOf(office.secretary, "pool", "overdue")).toEqual([]);
    await office.leap("2026-09-03");
    expect(await office.secretary.call(endpoints.taskCounts)).toMatchObject({ pool: 2, overdue: 2 });
    expect(await subjectsOf(office.reviewer, "waiting", "overdue")).toHaveLength(2);
    const tasks = ids.map((subject) => ({ subject, about: "correction" }));
    expect(await office.reviewer.call(endpoints.urgeTasks, { body: { tasks } })).toEqual({
      urged: 2,
      messages: [],
    });
    expect((await list(office.secretary, "pool"))[0]).toMatchObject({ urgedOn: "2026-09-03", overdue: true });
    // A secretary of another unit sees nothing of it.
    const farm = await office.employ("farm", "secretary", office.farm.id);
    const [subject = ""] = ids;
    const urge = farm.call(endpoints.urgeTask, { params: { id: subject }, body: { about: "correction" } });
    expect(await refusal(urge)).toMatchObject({ status: 403, code: "not_allowed" });
    for (const id of ids) await office.secretary.call(endpoints.withdraw, { params: { id } });
  });
});

test("a long list comes page by page, each task once, the most urgent first", async () => {
  const due = (at: number) => `2026-09-${String(10 + (at % 7)).padStart(2, "0")}`;
  const filed = Array.from({ length: 35 }, (_, at) => ({ id: `sub_page_${at}`, due: due(at) }));
  const steps = ({ due }: { readonly due: string }) =>
    [
      [way.takeIn(1), way.link],
      [way.examined(1, "review"), way.machine],
      [{ type: "RequestReview", due }, way.machine],
    ] as const;
  for (const one of filed)
    for (const [command, actor] of steps(one)) await changeSubmission(one.id, command, actor);
  const seen: { readonly subject: string; readonly due?: string }[] = [];
  const sizes: number[] = [];
  let after: string | undefined;
  do {
    const page = await office.reviewer.call(endpoints.tasks, {
      query: { list: "pool", ...(after !== undefined && { after }) },
    });
    sizes.push(page.tasks.length);
    seen.push(...page.tasks);
    after = page.next;
  } while (after !== undefined);
  expect(sizes).toEqual([30, 5]);
  expect(seen.map(({ subject }) => subject).toSorted()).toEqual(filed.map(({ id }) => id).toSorted());
  const days = seen.map((one) => one.due ?? "");
  expect(days).toEqual(days.toSorted());
  for (const { id } of filed) await changeSubmission(id, { type: "Withdraw" }, way.machine);
  expect(await subjectsOf(office.reviewer, "pool")).toEqual([]);
});

describe("somebody who leaves", () => {
  test("hands on what they hold; their delegations end", async () => {
    const leaver = await office.employ("leaver", "reviewer");
    const id = await office.inReview("五");
    await claim(leaver, id);
    const span = { from: "2026-09-03", until: "2026-09-10" };
    await leaver.call(endpoints.delegate, { body: { delegate: await office.idOf("colleague"), ...span } });
    const person = await getPerson(office.jurisdiction, await office.idOf("leaver"));
    if (!person) throw new Error("nobody left");
    expect(await handOn(person), "who has all rights keeps all").toBe(0);
    const left = { ...person, disabled: { by: "user_1", at: "2026-09-03T01:00:00.000Z", reason: "调离" } };
    expect(await handOn(left)).toBe(1);
    expect(await handOn(left)).toBe(0);
    expect((await list(office.reviewer, "pool"))[0]).toMatchObject({
      subject: id,
      may: ["claim", "transfer"],
    });
    expect((await office.colleague.call(endpoints.delegations)).received).toEqual([]);
    expect((await trailText(office.reviewer, id)).at(-1)).toBe("系统：原办理人离任，放回待办列表：审核");
    await approve(office.reviewer, id);
  });
});

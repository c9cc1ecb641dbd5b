/** Papers of a unit beside each other, and beside everybody's earlier ones (domain.md §5.5, §7), on the one-machine cloud. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { ApiClient } from "../../client/api-client.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import {
  correct,
  type Office,
  openOffice,
  PERIOD,
  type TestUnit,
  untilIt,
  untilState,
  upload,
} from "../office.ts";
import { minutes, minutesWithoutPlace, type Paper } from "../paper.ts";

vi.setConfig({ testTimeout: 60_000 });

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const written = (documentType: string, fileName: string, ...lines: string[]): Paper => ({
  documentType,
  fileName,
  bytes: new TextEncoder().encode(lines.join("\n")),
});

/** Who signed; by rights江映川, 戴云舟 and 谭松年 did. */
const sheet = (day: string, ...signed: string[]): Paper =>
  written(
    "attendance_sheet",
    "签到表.txt",
    "青槐县水务局党组理论学习中心组学习签到表",
    `时间：${day}    地点：局机关三楼会议室`,
    "学习主题：防灾减灾救灾",
    "序号\t姓名\t职务\t签到\t备注",
    ...["江映川", "戴云舟", "谭松年"].map(
      (name, at) =>
        `${at + 1}\t${name}\t党组成员\t${signed.includes(name) ? name : ""}\t${signed.includes(name) ? "" : "出差，已请假"}`,
    ),
    `应到3人，实到${signed.length}人，请假${3 - signed.length}人`,
    "考勤人：何书禾",
  );

const reflection = (author: string, place: string): Paper =>
  written(
    "reflection",
    `${author}心得体会.txt`,
    "防汛的功夫在汛前",
    `——学习《防洪法》心得体会`,
    author,
    "2026年7月24日",
    "近日，我认真学习了《中华人民共和国防洪法》第二章和第四章，对照自己分管的工作，有几点体会。",
    "一是认识要提前。汛期来临之前，隐患不会自己消失，巡查要走到坝脚、走到涵洞口，不能停在台账上。",
    `二是责任要到人。我分管的${place}去年有三处涵洞堵塞，群众反映了两个月才有人去看，原因是谁都以为别人会管。`,
    "三是物资要看得见。编织袋、救生衣、发电机放在哪里、能不能用，应当每月开箱看一次，不能等到下雨才找钥匙。",
    "下一步，我打算六月底前把涵洞逐个编号，责任人姓名和电话写在牌子上，坏了先修再报，修不了的当天报到办公室。",
  );

async function filed(unit: TestUnit, paper: Paper): Promise<string> {
  const id = await upload(office.url, unit.link, paper);
  const arrived = await untilIt(
    office.reviewer,
    id,
    ({ state }) => state === "in_review" || state === "returned",
  );
  expect(arrived.reasons?.map(({ message }) => message) ?? []).toEqual([]);
  return id;
}
const crossCheck = (id: string, by = office.reviewer) => by.call(endpoints.crossCheck, { params: { id } });
const desk = async (unit: TestUnit) =>
  (await office.reviewer.call(endpoints.desk, { params: { id: unit.id }, query: { period: PERIOD } }))
    .contradictions;
async function approve(id: string): Promise<void> {
  const body = { decision: "approve" as const, revision: 1 };
  await office.reviewer.call(endpoints.decide, { params: { id }, body });
  await untilState(office.reviewer, id, "closed");
}

describe("a record and the sheet of its session", () => {
  let record: string;
  let signed: string;

  test("agree while they tell the same story", async () => {
    record = await filed(office.water, minutes({ mark: "甲" }));
    expect((await crossCheck(record)).documents).toEqual([]);
    expect(await desk(office.water)).toEqual([]);
  });

  test("contradict each other on both desks as soon as the second arrives, with the words of both", async () => {
    signed = await filed(office.water, sheet("2026年7月22日", "江映川", "谭松年"));
    const seen = await crossCheck(record);
    expect(seen.date).toBe("2026-07-22");
    expect(seen.documents.map(({ submissionId }) => submissionId)).toEqual([signed]);
    expect(seen.findings).toMatchObject([
      {
        code: "contradicts_attendance",
        message: "会议记录写戴云舟出席，签到表没有签到",
        evidence: expect.stringContaining("戴云舟"),
        other: { submissionId: signed, typeName: "考勤签到表" },
      },
    ]);
    const [other] = (await crossCheck(signed)).findings;
    expect(other).toMatchObject({ message: seen.findings[0]?.message, other: { submissionId: record } });
    expect(other?.other?.evidence).toBe(seen.findings[0]?.evidence);
    const throughLink = await new ApiClient(office.url).call(endpoints.linkSubmission, {
      params: { token: office.water.link, id: signed },
    });
    expect(throughLink.findings.map(({ code }) => code)).toContain("contradicts_attendance");
  });

  test("stand in the quarter's overview until a reviewer has let both pass", async () => {
    const line = { among: "session", date: "2026-07-22", code: "contradicts_attendance", settled: false };
    expect(await desk(office.water)).toMatchObject([{ ...line, submissionIds: [record, signed] }]);
    await approve(record);
    await approve(signed);
    expect(await desk(office.water)).toMatchObject([{ ...line, settled: true }]);
  });

  test("a sheet that is dated a day off is taken for the same session", async () => {
    const farm = await filed(office.farm, minutes({ mark: "乙" }));
    const off = await filed(office.farm, sheet("2026年7月23日", "江映川", "戴云舟", "谭松年"));
    expect((await crossCheck(off)).findings).toMatchObject([
      { code: "contradicts_date", other: { submissionId: farm } },
    ]);
  });
});

describe("a report", () => {
  const notice = written(
    "rectification_notice",
    "整改通知.txt",
    "整改通知书",
    "青槐县水务局党组：",
    "旁听发现存在以下问题：",
    "1.请假人员没有注明请假原因；",
    "2.两名成员的学习笔记停在三月。",
    "请于2026年8月28日前将整改情况报县委宣传部。",
    "中共青槐县委宣传部",
    "2026年8月3日",
  );
  const report = (...issues: string[]): Paper =>
    written(
      "rectification_report",
      "整改报告.txt",
      "青槐县水务局党组关于中心组学习问题整改情况的报告",
      "县委宣传部：",
      "根据县委宣传部2026年8月3日整改通知书，现将整改情况报告如下：",
      ...issues.flatMap((issue, at) => [
        `问题${"一二"[at]}：${issue}。`,
        "整改措施：修订登记办法，逐次核对。责任人：戴云舟 完成时限：8月20日",
        "整改结果：已完成。",
      ]),
      "青槐县水务局党组",
      "2026年8月19日",
    );

  test("that leaves an issue of the notice out goes back by itself; one that answers all does not", async () => {
    await filed(office.water, notice);
    const half = await upload(office.url, office.water.link, report("请假人员没有注明请假原因"));
    const returned = await untilState(office.reviewer, half, "returned");
    expect(returned.reasons?.map(({ code }) => code)).toContain("issue_unanswered");
    expect(returned.reasons?.map(({ message }) => message).join()).toContain("两名成员的学习笔记停在三月");
    await filed(office.water, report("请假人员没有注明请假原因", "两名成员的学习笔记停在三月"));
  });
});

describe("a copy", () => {
  test("of the unit's own record goes back, with the passages that stand in both", async () => {
    const first = await filed(office.farm, minutes({ mark: "丙", time: "2026年8月5日（星期三）上午8:40" }));
    const paper = minutes({ mark: "丙", time: "2026年8月12日（星期三）上午8:40" });
    const copy = await upload(office.url, office.farm.link, paper);
    const returned = await untilState(office.reviewer, copy, "returned");
    expect(returned.reasons?.map(({ code }) => code)).toEqual(["near_duplicate"]);
    const { similar } = await crossCheck(copy);
    expect(similar.map(({ submissionId }) => submissionId)).toEqual([first]);
    expect(similar[0]?.share).toBeGreaterThan(60);
    for (const { own, other } of similar[0]?.passages ?? [])
      expect(own.evidence.replace(/\s/g, "")).toBe(other.evidence.replace(/\s/g, ""));
    expect(similar[0]?.passages.length).toBeGreaterThan(0);
    expect((await crossCheck(first)).similar).toEqual([]);
  });

  test("of another unit's reflection is for the reviewer, who sees both; the unit does not learn whose it is", async () => {
    const first = await filed(office.farm, reflection("谭松年", "东岭灌区"));
    const copy = await filed(office.water, reflection("戴云舟", "石坝水库"));
    const { similar } = await crossCheck(copy);
    expect(similar).toMatchObject([{ submissionId: first, unitName: office.farm.name }]);
    const { findings } = await office.secretary.call(endpoints.examined, {
      params: { id: copy, revision: 1 },
    });
    const said = findings.filter(({ code }) => code === "near_duplicate");
    expect(said).toMatchObject([{ severity: "warning", message: expect.stringContaining("其他单位") }]);
    expect(JSON.stringify(said)).not.toContain("谭松年");
    expect((await crossCheck(copy, office.secretary)).similar).toEqual([]);
  });

  test("of a paper that went back is its correction, however it was filed", async () => {
    const returned = await upload(office.url, office.farm.link, minutesWithoutPlace("丁"));
    const detail = await untilState(office.reviewer, returned, "returned");
    const anew = await filed(office.farm, minutes({ mark: "丁" }));
    expect((await crossCheck(anew)).similar.map(({ submissionId }) => submissionId)).toEqual([returned]);
    await correct(office.url, office.farm.link, minutes({ mark: "丁", place: "二楼会议室" }), detail);
    await untilState(office.reviewer, returned, "in_review");
    expect((await crossCheck(returned)).similar).toEqual([]);
  });
});

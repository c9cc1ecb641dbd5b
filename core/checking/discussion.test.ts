import { describe, expect, it } from "vitest";
import { rulebookFrom } from "../../functions/adapters/rulebook/folder.ts";
import { isRulebook } from "../rulebook/rulebook.ts";
import type { Examination } from "./examination.ts";
import { examine } from "./examine.ts";
import type { Model } from "./finder/model.ts";

const rulebook = rulebookFrom();
if (!isRulebook(rulebook)) throw new Error(JSON.stringify(rulebook.errors));

const HEAD = `云溪县水务局党组理论学习中心组第四次学习记录
时间：2025年4月9日下午
地点：二楼会议室
主持人：祝长河
出席：祝长河、裴小舟、凌霜、陈望川、仓央
缺席：无
记录人：蒋念
学习内容：《水库大坝安全管理条例》
`;
const CANAL = "北山渠去年冬天垮了两处，我下周带人去看，月底前补上。";
const PUMP = "南坪泵站有三台机组带病运行，建议先换一台。";

const record = (body: string, head = HEAD, roster?: string[], model?: Model | null): Examination =>
  examine(
    {
      text: `${head}${body}\n`,
      declaredType: "minutes_record",
      asOf: "2025-05-01",
      ...(roster && { roster }),
    },
    rulebook,
    model,
  );
const told = ({ findings }: Examination, code: string): string[] =>
  findings.filter((one) => one.code === code).map(({ severity }) => severity);

describe("who spoke, in whatever layout", () => {
  it.each([
    ["a post before the name", `副局长裴小舟：${CANAL}\n总工程师凌霜：${PUMP}`],
    ["a post in brackets", `裴小舟（副局长）：${CANAL}\n凌霜（总工程师）：${PUMP}`],
    ["the name in brackets", `副局长（裴小舟）：${CANAL}\n总工程师（凌霜）：${PUMP}`],
    ["a post behind the name", `裴小舟副局长：${CANAL}\n凌霜总工：${PUMP}`],
    ["a unit before the name", `水利站站长裴小舟：${CANAL}\n泵站凌霜：${PUMP}`],
    ["a name alone on its line", `发言\n裴小舟\n${CANAL}\n凌霜\n${PUMP}`],
    ["a row of two cells", `姓名 | 发言要点\n裴小舟 | ${CANAL}\n凌霜 | ${PUMP}`],
    ["a row of three cells", `姓名\t职务\t要点\n裴小舟\t副局长\t${CANAL}\n凌霜\t总工程师\t${PUMP}`],
    ["cells one to a line", `发言人\n裴小舟\n发言内容\n${CANAL}\n发言人\n凌霜\n发言内容\n${PUMP}`],
    ["a heading for each", `三、研讨\n（一）裴小舟同志发言\n${CANAL}\n（二）凌霜同志发言\n${PUMP}`],
    ["labels for name and words", `发言人：裴小舟\n内容：${CANAL}\n发言人：凌霜\n内容：${PUMP}`],
    ["讲 and 说", `裴小舟讲：${CANAL}\n凌霜说，${PUMP}`],
    ["words of saying of any kind", `裴小舟同志首先发言：${CANAL}\n凌霜接过话头：${PUMP}`],
    ["a dash", `裴小舟——${CANAL}\n凌霜——${PUMP}`],
    ["quotation marks", `裴小舟说：“${CANAL}”\n凌霜：“${PUMP}”`],
    ["square brackets", `【裴小舟】${CANAL}\n【凌霜】${PUMP}`],
    ["numbers and full stops", `1、裴小舟。${CANAL}\n2、凌霜。${PUMP}`],
    ["circled numbers", `①裴小舟：${CANAL}\n②凌霜：${PUMP}`],
    ["one line for both", `发言：裴小舟：${CANAL} 凌霜：${PUMP}`],
    [
      "broken lines",
      `裴小舟：${CANAL.slice(0, 12)}\n${CANAL.slice(12)}\n凌霜：${PUMP.slice(0, 10)}\n${PUMP.slice(10)}`,
    ],
    ["running text", `副局长裴小舟提出，${CANAL}总工程师凌霜建议，${PUMP}`],
  ])("%s", (_layout, body) => {
    const examination = record(body);
    expect(examination.people?.speakers).toEqual(["裴小舟", "凌霜"]);
    expect(examination.discussion).toBe("D3");
    expect(examination.counted).toEqual({ counted: true });
    expect(examination.findings.filter(({ element }) => element.startsWith("spe"))).toEqual([]);
  });

  it("knows a member by surname and post", () => {
    expect(record(`裴局说：${CANAL}\n陈总工说：${PUMP}`).people?.speakers).toEqual(["裴小舟", "陈望川"]);
  });

  it("knows a member without a common surname from the list", () => {
    expect(record(`仓央：${CANAL}\n陈望川：${PUMP}`).people?.speakers).toEqual(["仓央", "陈望川"]);
  });

  it("takes no label for a speaker, whatever its word", () => {
    const head = HEAD.replace("时间：", "日子：").replace("主持人：", "主事：").replace("地点：", "会场：");
    const examination = record(
      `方式：集体学习\n安全：今年排查隐患三处，已改两处。\n裴小舟：${CANAL}\n凌霜：${PUMP}`,
      head,
    );
    expect(examination.people?.speakers).toEqual(["裴小舟", "凌霜"]);
    expect(told(examination, "speaker_not_attending")).toEqual([]);
  });

  it("takes who reads aloud, presides or is only quoted for nobody's speech", () => {
    const examination = record(
      "裴小舟领学第一章，凌霜宣读第二章。\n文章指出，要把水利建设摆在突出位置。会议认为，讲话切中要害。\n祝长河强调，北山渠月底前补上。",
    );
    expect(examination.discussion).toBe("D0");
    expect(examination.people?.speakers).toBeUndefined();
  });
});

describe("what was said", () => {
  it("is D2 where only the matter is told, with a mild word on the record", () => {
    const examination = record("会上，裴小舟围绕渠道管护谈了看法，凌霜就泵站更新作了交流发言。");
    expect(examination.discussion).toBe("D2");
    expect(examination.findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(told(examination, "weak_element")).toEqual(["warning"]);
  });

  it("is set phrases where no speech holds anything of its own", () => {
    const examination = record(
      "裴小舟：深刻认识学习的重大意义，提高政治站位，狠抓落实。\n凌霜：要增强责任感使命感，真抓实干，推动高质量发展。",
    );
    expect(examination.discussion).toBe("D1");
    expect(told(examination, "boilerplate_discussion")).toEqual(["error"]);
  });

  it("is no set phrases where one of the speeches holds a fact", () => {
    const examination = record(`裴小舟：深刻认识学习的重大意义，提高政治站位。\n凌霜：${PUMP}`);
    expect(examination.discussion).toBe("D2");
    expect(told(examination, "boilerplate_discussion")).toEqual([]);
  });

  it("may be concrete without a figure", () => {
    const examination = record(
      "裴小舟：讲解词还是老样子，孩子听不懂，外地来的人也听不出味道，得请讲故事的人来改。\n凌霜：志愿者热情高，可是站在哪里、说什么没有人教，等于白站。",
    );
    expect(examination.discussion).toBe("D3");
  });
});

describe("no discussion", () => {
  it("is an error where the paper surely holds none", () => {
    const examination = record("会议要求各股室抓好贯彻落实。散会。");
    expect(told(examination, "no_discussion")).toEqual(["error"]);
    expect(examination.counted).toEqual({ counted: false, reason: "no_discussion" });
  });

  it("is a question where words stand there that could be one, and the counting is left open", () => {
    const talk =
      "渠的事说得最多。有人提北山渠去年冬天垮了两处，至今没人管；也有人说南坪泵站三台机组带病运行。";
    const examination = record(talk);
    expect(told(examination, "no_discussion")).toEqual(["look"]);
    expect(examination.counted).toBeUndefined();
    expect(record(talk, HEAD, undefined, null).elements.speakers).toMatchObject({
      state: "unsure",
      evidence: expect.stringContaining("北山渠"),
    });
  });

  it("is only a warning in news", () => {
    const text =
      "云溪县水务局党组理论学习中心组开展集体学习\n4月9日，云溪县水务局党组理论学习中心组召开学习会，局长祝长河主持会议，党组成员参加。会议学习了《防洪法》。祝长河要求，要抓好落实。（蒋念）";
    const examination = examine({ text, declaredType: "news_report", asOf: "2025-05-01" }, rulebook);
    expect(told(examination, "no_discussion")).toEqual(["warning"]);
    expect(examination.counted).toBeUndefined();
  });
});

describe("what somebody did at the meeting", () => {
  const known = (line: string) =>
    told(record(`${line}\n凌霜：${PUMP}\n裴小舟：${CANAL}`), "speaker_not_attending");

  it("is no speech where a bracket tells the part", () => expect(known("祁连山（笔录）")).toEqual([]));
  it("is no speech where somebody had told it before", () =>
    expect(known("副局长祁连山在省城开会，事先说过（没到）")).toEqual([]));
});

describe("a speaker who was not there", () => {
  const spoke = (who: string, head = HEAD): string[] =>
    told(record(`${who}：${CANAL}\n凌霜：${PUMP}`, head), "speaker_not_attending");

  it("is a question beside a clean list of names", () => expect(spoke("祁连山")).toEqual(["look"]));
  it("is an error for one who is on the list of the absent", () =>
    expect(spoke("祁连", HEAD.replace("缺席：无", "缺席：祁连（出差）"))).toEqual(["error"]));
  it("is a question where it may be no name", () => expect(spoke("安澜")).toEqual(["look"]));
  it("was there as a guest", () =>
    expect(spoke("祁连山", HEAD.replace("缺席", "列席：仓储股长祁连山\n缺席"))).toEqual([]));
  it("is not asked for beside a list that is no list of names", () =>
    expect(
      spoke(
        "祁连山",
        HEAD.replace("祝长河、裴小舟、凌霜、陈望川、仓央", "祝长河、裴小舟、凌霜等九名班子成员"),
      ),
    ).toEqual([]));
  it("may have written", () =>
    expect(told(record(`祁连山（书面发言）：${CANAL}\n凌霜：${PUMP}`), "speaker_not_attending")).toEqual([]));
});

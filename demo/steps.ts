/**
 * The scenario of a quarter, one step after the other; each reads only what a step before it has set. The demonstration
 * takes it in a service of its own, the smoke test in one that is deployed.
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { ListrTask } from "listr2";
import { hasCurl } from "../client/sending.ts";
import { endpoints } from "../functions/api/contract/endpoints.ts";
import type { Paper } from "../samples/papers/paper.ts";
import { COUNTY } from "../samples/papers/units.ts";
import { describe, type FiledPaper, type FiledPapers, fileAll } from "./filing.ts";
import { draftNotice, issueNotice, type Notice, saveNotice, saveTrails } from "./issuing.ts";
import { administratorOf, type Office, openOffice, type SignIn } from "./office.ts";
import { reviewAll } from "./reviewing.ts";
import { COMMAND, type Stack, startStack } from "./stack.ts";
import { judge, judgeNotice, type Verdict } from "./verdict.ts";

/** A service that answers. */
export interface RunningSystem {
  /** Without a path. */
  readonly url: string;
  readonly administrator: SignIn;
}

export interface Scenario {
  /** Where notice and trails are kept for whoever runs it. */
  readonly out: string;
  /** Behind every name, where an office stands already; empty in one that has just been founded. */
  readonly mark: string;
  readonly papers: readonly Paper[];
  readonly filed: FiledPapers;
  place?: RunningSystem;
  /** Set when the service is the scenario's own. */
  stack?: Stack;
  office?: Office;
  /** Of which quarter the notice is. */
  period: string;
  draft?: Notice;
  trails?: string[];
  verdicts: Verdict[];
}

export type Step = ListrTask<Scenario>;

/** Which of the papers a step sends. */
type Choice = (papers: readonly Paper[]) => readonly Paper[];

const isFirst = ({ corrects }: Paper): boolean => corrects === undefined;
/** Whether a paper mends what a reviewer, not the machine, has sent back. */
const mendsByHand = ({ corrects }: Paper, papers: readonly Paper[]): boolean =>
  papers.some(({ id, byHand }) => byHand && id === corrects);
const first: Choice = (papers) => papers.filter(isFirst);
const corrections: Choice = (papers) => papers.filter((one) => !isFirst(one) && !mendsByHand(one, papers));
const laterCorrections: Choice = (papers) => papers.filter((one) => mendsByHand(one, papers));

/** What a step before has set; a step that runs without it is a mistake in the list below. */
export function set<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError("a step before this one was left out");
  return value;
}

/** Lines that stay on the screen below a step's title. */
export function step(
  title: string,
  run: (scenario: Scenario, say: (line: string) => void) => Promise<string>,
): Step {
  return {
    title,
    task: async (scenario, task) => {
      const summary = await run(scenario, (line) => {
        task.output = line;
      });
      task.title = `${title}：${summary}`;
    },
    rendererOptions: { outputBar: Number.POSITIVE_INFINITY, persistentOutput: true },
  };
}

/** @param byCurl how many of the first are sent by curl, if this machine has it */
function sendStep(title: string, choice: Choice, byCurl = 0): Step {
  return step(title, async ({ place, office, papers, filed }, say) => {
    const chosen = choice(papers);
    const curled = new Set((await hasCurl()) ? chosen.slice(0, byCurl).map(({ id }) => id) : []);
    const sent: FiledPaper[] = [];
    await fileAll(set(place).url, set(office), chosen, filed, curled, (one) => {
      sent.push(one);
      say(describe(one));
    });
    const count = (outcome: FiledPaper["outcome"]) => sent.filter((one) => one.outcome === outcome).length;
    return `${sent.length} 份，${count("in_review")} 份待审核，${count("returned")} 份退回，${count("refused_by_store")} 份被存储拒收`;
  });
}

const reviewStep = (title: string): Step =>
  step(title, async ({ office, filed }, say) => {
    const decided = await reviewAll(set(office).reviewer, filed, say);
    return `${decided} 份`;
  });

/**
 * Starts a service that the scenario has for itself.
 * @param folder where it keeps everything
 */
export const startService = (folder: string): Step =>
  step("启动服务", async (scenario) => {
    scenario.stack = await startStack(folder, ["--empty", "--office", COUNTY]);
    const { url, accounts } = scenario.stack;
    scenario.place = { url, administrator: administratorOf(accounts) };
    return url;
  });

/** From a service that answers until the papers wait for their reviewer. */
export const untilReview: Step[] = [
  step("建立单位、人员和上传链接", async (scenario, say) => {
    const { url, administrator } = set(scenario.place);
    scenario.office = await openOffice(url, administrator, scenario.mark);
    for (const { name, secretary } of scenario.office.units) say(`${name}，学习秘书 ${secretary.name}`);
    return `${scenario.office.units.length} 个单位`;
  }),
  sendStep("三个单位报送", first, 2),
  sendStep("逐条答复退回理由，改正后重新报送", corrections),
];

/** The rest of the quarter. */
export const fromReview: Step[] = [
  reviewStep("审核员领取并审核"),
  sendStep("按审核意见改正", laterCorrections),
  reviewStep("审核改正件"),
  step("起草季度学习通报", async (scenario, say) => {
    const { leader } = set(scenario.office);
    scenario.draft = await draftNotice(leader, scenario.period);
    const { file } = await saveNotice(leader, scenario.draft, scenario.out, "学习通报（草稿）.pdf");
    const area = scenario.draft.figures.filter(({ id }) => id.startsWith("total."));
    for (const figure of area) say(`${figure.label} ${figure.value}${figure.unitLabel}`);
    return file;
  }),
  step("领导签发", async (scenario, say) => {
    const { leader } = set(scenario.office);
    const notice = await issueNotice(leader, set(scenario.draft).id);
    const { file, sha256 } = await saveNotice(leader, notice, scenario.out, "学习通报.pdf");
    if (!notice.number) throw new Error("签发的通报没有文号");
    if (sha256 !== notice.sha256) throw new Error("下载的通报与签发件的 SHA-256 不一致");
    say(`${notice.number} ${file}`);
    return notice.number;
  }),
  step("导出并核验留痕", async (scenario) => {
    const { reviewer } = set(scenario.office);
    const ids = new Set(
      [...scenario.filed.values()]
        .filter(({ outcome }) => outcome !== "refused_by_store")
        .map(({ sent }) => sent.submissionId),
    );
    scenario.trails = await saveTrails(reviewer, [...ids], scenario.out);
    // Its exit code says whether each chain is whole; anything but 0 rejects here.
    await promisify(execFile)(process.execPath, [COMMAND, "trail", "verify", ...scenario.trails]);
    return `${scenario.trails.length} 条留痕，全部完整`;
  }),
  step("核对每份文件的去向", async (scenario) => {
    const { reviewer } = set(scenario.office);
    const ends = new Map<string, string>();
    for (const { sent, outcome } of scenario.filed.values()) {
      if (outcome === "refused_by_store") continue;
      const params = { id: sent.submissionId };
      const { state } = await reviewer.call(endpoints.submission, { params });
      ends.set(sent.submissionId, state);
    }
    scenario.verdicts = judge(scenario.papers, scenario.filed, ends);
    return `${scenario.verdicts.length} 份`;
  }),
];

/** Where nobody else has filed, the notice's figures are exactly those of the papers. */
export const judgeFigures: Step = step("核对通报数字", async (scenario) => {
  const judged = judgeNotice(scenario.papers, set(scenario.draft).figures);
  scenario.verdicts = [...scenario.verdicts, ...judged];
  return `${judged.length} 个`;
});

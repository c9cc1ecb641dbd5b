/** `qiyou found`: gives a deployed stage its office and the first administrator, once. Everybody else is added on the site. */
import type { Command } from "commander";
import { OUTPUTS, stageOutputs } from "../infra/stage-outputs.ts";
import { foundOnce } from "./founding.ts";

interface Options {
  readonly stage: string;
  readonly office: string;
  readonly login: string;
  readonly outputs: string;
}

export function registerFound(program: Command): void {
  program
    .command("found")
    .description("在已部署到 AWS 的环境中建立单位和首位管理员（每个环境一次）")
    .requiredOption("--stage <name>", "环境名，如 production")
    .requiredOption("--office <name>", "辖区名称，如 青槐县")
    .option("--login <name>", "首位管理员的账号", "admin")
    .option("--outputs <file>", "部署时 SST 写下的输出文件", OUTPUTS)
    .action(found);
}

async function found({ stage, office, login, outputs }: Options): Promise<void> {
  const place = stageOutputs(stage, outputs);
  if (!place.ok) return fail(place.refusal.message);
  const { url, table, region } = place.value;
  // As the functions find them there.
  Object.assign(process.env, {
    AWS_REGION: region,
    SST_RESOURCE_App: JSON.stringify({ name: "qiyou", stage }),
    SST_RESOURCES_JSON: JSON.stringify({ Table: { type: "sst.aws.Dynamo", name: table } }),
  });
  const password = await foundOnce({ name: office, login }).catch((error: unknown) => {
    fail(faultOf(error, table, region));
    return null;
  });
  if (password === null) return;
  if (password === undefined)
    return fail(`环境 ${stage} 已经建立过单位，没有改动。其他人员请由管理员在“单位与人员—账号”中添加。`);
  console.log(`已建立${office}。首位管理员（密码只显示这一次，登录后请立即修改）：
  网址 ${url}
  账号 ${login}
  密码 ${password}`);
}

/** What AWS says when somebody may not, by the name of its error. */
const FAULTS: Readonly<Record<string, string>> = {
  CredentialsProviderError: "没有 AWS 凭证。请用部署时的身份运行（AWS_PROFILE 或 aws sso login）。",
  AccessDeniedException: "当前 AWS 身份不能写数据表。请用部署时的身份运行。",
  ExpiredTokenException: "AWS 凭证已过期，请重新登录后再运行。",
  UnrecognizedClientException: "AWS 凭证无效，请核对 AWS_PROFILE。",
};

function faultOf(error: unknown, table: string, region: string): string {
  const name = error instanceof Error ? error.name : "";
  if (name === "ResourceNotFoundException") return `${region} 没有数据表 ${table}，请核对环境名和 AWS 账号。`;
  return FAULTS[name] ?? `没有建立：${error instanceof Error ? error.message : error}`;
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}

/** `qiyou rules overruled`: asks a running system which rules reviewers have overruled, the most often wrong first. */
import type { z } from "zod";
import { ApiClient } from "../client/api-client.ts";
import { endpoints } from "../functions/api/contract/endpoints.ts";
import { Refused } from "../functions/api/contract/refused.ts";
import type { ruleRecord } from "../functions/api/contract/rules.ts";
import { write } from "./stream.ts";

export interface OverruledOptions {
  readonly url: string;
  readonly login: string;
  readonly since?: string;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly asTraining?: boolean;
}

const exitCodes = { ok: 0, refused: 1, usage: 2 } as const;

/** Prints the list; the password comes from the environment so that it stands in no history of commands. */
export async function listOverruled(options: OverruledOptions): Promise<number> {
  const { url, login, since, json, csv, asTraining } = options;
  const password = process.env.QIYOU_PASSWORD;
  if (!password) {
    await write(process.stderr, "请先设置环境变量 QIYOU_PASSWORD（登录密码），再运行本命令。\n");
    return exitCodes.usage;
  }
  const query = since === undefined ? {} : { since };
  try {
    const client = new ApiClient(url);
    await client.signIn(login, password);
    if (csv || asTraining) {
      const wanted = asTraining ? endpoints.overruledPapers : endpoints.overruledSheet;
      const sheet = await client.download(wanted, { query });
      await write(process.stdout, Buffer.from(sheet).toString("utf8"));
      return exitCodes.ok;
    }
    const answer = await client.call(endpoints.overruledRules, { query });
    await write(process.stdout, json ? `${JSON.stringify(answer)}\n` : readable(answer));
    return exitCodes.ok;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await write(process.stderr, `${error.message}\n`);
    return exitCodes.refused;
  }
}

function readable(answer: {
  readonly since: string;
  readonly rulebook: string;
  readonly rules: readonly z.output<typeof ruleRecord>[];
}): string {
  const { since, rulebook, rules } = answer;
  if (rules.length === 0) return `自 ${since} 起没有发现被认定为误判（现行规则库 ${rulebook}）\n`;
  const lines = rules.flatMap(({ rule, name, fired, overruled, share, latest }) => [
    `${rule}　${name}：${fired} 件中认定误判 ${overruled} 件（${share}%）`,
    ...latest.map(({ at, unitName, reason, submissionId }) => {
      return `    ${at.slice(0, 10)} ${unitName} ${reason}（${submissionId}）`;
    }),
  ]);
  return `自 ${since} 起 ${rules.length} 条规则被认定过误判，误判多的在前（现行规则库 ${rulebook}）\n${lines.join("\n")}\n`;
}

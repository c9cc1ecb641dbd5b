/** A service that somebody else has started: where it is, who administers it, and whether it is Qiyou that answers there. */

import { z } from "zod";
import { ApiClient } from "../client/api-client.ts";
import { Refused } from "../functions/api/contract/refused.ts";
import { OUTPUTS, stageOutputs } from "../infra/stage-outputs.ts";
import type { RunningSystem } from "./steps.ts";

/** Something is missing or wrong; the message says what to write. */
export class Unusable extends Error {
  override readonly name = "Unusable";
}

export interface Asked {
  readonly url?: string | undefined;
  readonly stage?: string | undefined;
  readonly login?: string | undefined;
  readonly password?: string | undefined;
  /** Whether records may be left in the production stage. */
  readonly intoProduction?: boolean;
}

/**
 * Where the smoke test goes.
 * @param file of SST's outputs
 */
export function placeOf(
  { url, stage, login, password, intoProduction }: Asked,
  file = OUTPUTS,
): RunningSystem {
  if (stage === "production" && !intoProduction)
    throw new Unusable(
      "冒烟测试会留下三个单位、五个账号、六份材料和一期旧季度的通报，不能删除，并占用一个文号。请先在试用环境运行（--stage trial）；确要在正式环境运行，请加 --into-production。",
    );
  const address = url ?? urlOfStage(stage, file);
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
    throw new Unusable(`网址“${address}”无效，请写成 --url http://127.0.0.1:7070 或 https://… 的形式。`);
  if (!login || !password)
    throw new Unusable(
      "需要一位管理员的账号和密码：--login 和 --password，或环境变量 QIYOU_LOGIN 和 QIYOU_PASSWORD。",
    );
  return { url: new URL(address).origin, administrator: { login, password } };
}

function urlOfStage(stage: string | undefined, file: string): string {
  if (stage === undefined)
    throw new Unusable("请写明测试哪里：--stage trial（已部署的环境），或 --url http://127.0.0.1:7070。");
  const found = stageOutputs(stage, file);
  if (!found.ok) throw new Unusable(`${found.refusal.message}也可以用 --url 写明网址。`);
  return found.value.url;
}

const refusal = z.object({ code: z.string() });

/** Throws Unusable unless Qiyou answers there and lets the administrator in. Answers nothing. */
export async function knock({ url, administrator }: RunningSystem): Promise<void> {
  const answer = await fetch(new URL("/api/me", url)).catch((cause: unknown) => {
    throw new Unusable(`连不上 ${url}。请核对网址，并确认服务已启动、网络可达。`, { cause });
  });
  const body: unknown = await answer.json().catch(() => undefined);
  const said = refusal.safeParse(body);
  if (answer.status !== 401 || !said.success || said.data.code !== "sign_in_required")
    throw new Unusable(
      `${url} 有回应（${answer.status}），但不是七有。请核对网址；如前面有代理，请确认 /api 转到七有。`,
    );
  const client = new ApiClient(url);
  await client.signIn(administrator.login, administrator.password).catch((cause: unknown) => {
    throw new Unusable(
      cause instanceof Refused && cause.status === 429
        ? `账号 ${administrator.login} 登录次数过多，请一刻钟后再试。`
        : `账号 ${administrator.login} 不能登录 ${url}。请核对 --login 和 --password。`,
      { cause },
    );
  });
}

/** Rules of an invented county's own, as its office would write them. */
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { hire, type Office, signedIn } from "../office.ts";
import type { Paper } from "../paper.ts";

/** A type that no product knows: a walk along a river and what was found. */
export const RIVER: Record<string, string> = {
  "types/river_walk.yaml": `type: river_walk
name: 巡河记录
source: 青槐县河长办2026年通知
title:
  - { p: 巡河记录, w: 9 }
samples:
  accept:
    - "巡河记录\\n河段：柳溪上游\\n"
    - "青槐县水务局巡河记录\\n河段：竹河下游\\n"
  reject:
    - "学习记录\\n时间：2026年8月3日\\n主持人：江映川\\n"
    - "2026年度学习计划\\n一、指导思想\\n"
elements:
  - id: reach
    name: 河段
    kind: text
    severity: error
    labels: [河段]
    hint: 请写明从哪里到哪里
`,
  "samples/river_walk.yaml": `reach:
  accept:
    - "巡河记录\\n河段：柳溪上游至石桥\\n"
    - "巡河记录\\n河段：竹河下游\\n"
  reject:
    - "巡河记录\\n河段：____\\n"
    - "巡河记录\\n天气：晴\\n"
`,
};

const REACHES = ["柳溪上游至石桥", "竹河下游", "东渠口到水闸", "白沙河中段"];

/** Papers of that type, marked by its office: none of them calls the reach by its label. */
export const MARKED: Record<string, string> = {
  "papers/river_walk.txt": REACHES.map(
    (reach, at) =>
      `=== river_walk | 第${at + 1}份\n青槐县水务局巡河记录\n走的是：{reach:${reach}}\n${at + 3}日上午沿河步行，见护坡完好。\n`,
  ).join(""),
};

export const walk = (reach: string): Paper => ({
  documentType: "river_walk",
  fileName: "巡河.txt",
  bytes: new TextEncoder().encode(
    `青槐县水务局巡河记录\n河段：${reach}\n8月4日上午沿河步行六公里，见两处护坡松动，已设警示牌。\n`,
  ),
});

/** The same in words that neither the rules nor the marked papers have. */
export function walkInOtherWords(): Paper {
  const paper = walk("");
  const text = new TextDecoder().decode(paper.bytes).replace("河段：", "走了哪里：苇塘到旧渡口");
  return { ...paper, bytes: new TextEncoder().encode(text) };
}

let hired = 0;
/** A new administrator of a jurisdiction, signed in. */
export async function administrator({ url }: Pick<Office, "url">, jurisdiction: string) {
  const login = `admin-${++hired}`;
  await hire(jurisdiction, login, ["administrator"]);
  const client = await signedIn(url, login);
  return {
    login,
    client,
    current: () => client.call(endpoints.rulesInForce),
    editions: async () => (await client.call(endpoints.ruleEditions)).editions,
    files: async (edition?: number) =>
      (await client.call(endpoints.ruleFiles, { query: edition === undefined ? {} : { edition } })).files,
    trial: (files: Record<string, string>) => client.call(endpoints.tryRules, { body: { files } }),
    put: (files: Record<string, string>, base: number, note = "") =>
      client.call(endpoints.importRules, { body: { files, base, note } }),
    restore: (edition: number, base: number) =>
      client.call(endpoints.restoreRules, { body: { edition, base, note: "" } }),
  };
}

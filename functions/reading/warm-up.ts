/** What a child examines before it is given anybody's paper: rules, models and the engine's own work are then at hand. */
import type { ExamineJob } from "./examine-job.ts";

const PAPER = `青槐县水务局党组理论学习中心组学习记录
时间：2026年3月5日上午9:00
地点：三楼会议室
主持人：江映川
记录人：陆知微
参加人员：江映川、陆知微、沈怀远
一、集中学习
陆知微领学有关文件。
二、研讨发言
沈怀远：结合分管工作，谈三点认识。
三、组长小结
江映川：沈怀远负责河道巡查，3月底前办完。`;

export const warmUpJob: ExamineJob = {
  bytes: new TextEncoder().encode(PAPER),
  asOf: "2026-03-06",
  roster: [],
  filedYear: 2026,
  rules: { files: {} },
};

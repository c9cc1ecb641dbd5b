/** An event of a notice as the sentence a person reads in the trail. */
import { chineseDay } from "../calendar/day-name.ts";
import { periodName } from "../calendar/period.ts";
import type { IssuanceEvent } from "./issuance.ts";

const SENTENCES: {
  readonly [E in IssuanceEvent as E["type"]]: (event: E) => string;
} = {
  GatheringStarted: (e) => `开始汇总${periodName(e.period)}数据，截至${chineseDay(e.cutoff)}`,
  Drafted: (e) => `生成通报草稿《${e.title}》`,
  ReturnedByLeader: (e) => `退回修改：${e.note}`,
  GatheringResumed: (e) => `重新汇总数据，截至${chineseDay(e.cutoff)}`,
  Issued: (e) => `签发，编号${e.number}`,
  Published: (e) => `印发定稿，SHA-256 ${e.sha256.slice(0, 16)}…`,
  IssuanceRequested: (e) => `等待签发，应于${chineseDay(e.due)}前签发`,
};

export function describeIssuance(event: IssuanceEvent): string {
  // The table has exactly the sentence of this event's own type.
  const sentence = SENTENCES[event.type] as (event: IssuanceEvent) => string;
  return sentence(event);
}

/** Where a notice stands. */
import { Tag } from "antd";
import type { NoticeLine } from "./shapes.ts";

const STATES: Record<NoticeLine["state"], { readonly name: string; readonly color: string }> = {
  gathering: { name: "正在汇总数据", color: "processing" },
  draft: { name: "草稿，待签发", color: "warning" },
  returned: { name: "领导退回修改", color: "error" },
  issued: { name: "已签发，正在制发", color: "processing" },
  published: { name: "已印发", color: "success" },
};

export function NoticeStateTag({ state }: { readonly state: NoticeLine["state"] }) {
  return (
    <Tag color={STATES[state].color} data-testid="notice-state" data-state={state}>
      {STATES[state].name}
    </Tag>
  );
}

/** The machine is at work: what is shown will change by itself. */
export function moving(state: NoticeLine["state"]): boolean {
  return state === "gathering" || state === "issued";
}

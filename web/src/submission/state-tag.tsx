/** Where a submission stands and whose turn it is, as small marks for lists and heads. */
import { Tag } from "antd";
import type { SubmissionLine, SubmissionState, Turn } from "./shapes.ts";

const STATES: Record<SubmissionState, { readonly name: string; readonly color: string }> = {
  received: { name: "已收到", color: "default" },
  examining: { name: "检查中", color: "processing" },
  returned: { name: "已退回", color: "error" },
  resubmitted: { name: "更正已收到", color: "processing" },
  in_review: { name: "待审核", color: "warning" },
  closed: { name: "已通过", color: "success" },
  rejected: { name: "不予接收", color: "error" },
  withdrawn: { name: "已撤回", color: "default" },
};

/** An archive: its papers go on, each by itself. */
const DIVIDED = { name: "已拆分", color: "default" };

const TURNS: Record<Turn, string> = {
  machine: "系统正在检查，请稍候",
  unit: "轮到单位：请按理由更正",
  reviewer: "轮到审核员：请等待审核",
  nobody: "已办结，无须再做什么",
};

export function StateTag({
  line,
}: {
  readonly line: Pick<SubmissionLine, "state" | "automatic" | "division">;
}) {
  const { name, color } = line.division ? DIVIDED : STATES[line.state];
  return (
    <Tag color={color} data-testid="state" data-state={line.state}>
      {line.state === "returned" && line.automatic ? "自动退回" : name}
    </Tag>
  );
}

/** Whose turn it is, in words; of a scan, how far its recognition is. */
export function turnOf({ turn, recognising }: Pick<SubmissionLine, "turn" | "recognising">): string {
  if (!recognising) return TURNS[turn];
  const { page, pages } = recognising;
  return page === 0 ? `扫描件等待识别，共${pages}页` : `正在识别第 ${page}/${pages} 页`;
}

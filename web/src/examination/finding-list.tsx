/** Findings as sentences, the worst first, each with the words it rests on and what to do. */
import { CloseCircleFilled, ExclamationCircleFilled, InfoCircleFilled } from "@ant-design/icons";
import type { ReactNode } from "react";
import { type Finding, SEVERITY_NAMES } from "./shapes.ts";
import "./finding-list.css";

const ICONS: Record<Finding["severity"], ReactNode> = {
  error: <CloseCircleFilled style={{ color: "#c0392b" }} />,
  warning: <ExclamationCircleFilled style={{ color: "#b9770e" }} />,
  info: <InfoCircleFilled style={{ color: "#3d5a73" }} />,
};
const ORDER: Finding["severity"][] = ["error", "warning", "info"];

export function FindingList(props: {
  readonly findings: readonly Finding[];
  /** What can be done with a finding, by its place in `findings`. */
  readonly action?: (finding: Finding, at: number) => ReactNode;
}) {
  const ordered = props.findings
    .map((finding, at) => ({ finding, at }))
    .sort((a, b) => ORDER.indexOf(a.finding.severity) - ORDER.indexOf(b.finding.severity));
  return (
    <ul className="findings" data-testid="findings">
      {ordered.map(({ finding, at }) => (
        <li key={at} data-code={finding.code} data-severity={finding.severity}>
          <span className="icon" role="img" aria-label={SEVERITY_NAMES[finding.severity]}>
            {ICONS[finding.severity]}
          </span>
          <div className="said">
            <div>{finding.message}</div>
            {finding.evidence && <blockquote className="words">{finding.evidence}</blockquote>}
            {finding.suggestion && <div className="quiet">建议：{finding.suggestion}</div>}
          </div>
          {props.action?.(finding, at)}
        </li>
      ))}
    </ul>
  );
}

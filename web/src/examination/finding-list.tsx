/** Findings as sentences, the worst first, each with the words it rests on and what to do; last, struck, those called wrong. */
import {
  CloseCircleFilled,
  ExclamationCircleFilled,
  InfoCircleFilled,
  QuestionCircleFilled,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import { chineseInstant } from "../calendar/chinese-date.ts";
import { type Finding, SEVERITY_NAMES } from "./shapes.ts";
import "./finding-list.css";
import "./look-marks.css";

const ICONS: Record<Finding["severity"], ReactNode> = {
  error: <CloseCircleFilled style={{ color: "#c0392b" }} />,
  look: <QuestionCircleFilled style={{ color: "var(--look)" }} />,
  warning: <ExclamationCircleFilled style={{ color: "#b9770e" }} />,
  info: <InfoCircleFilled style={{ color: "#3d5a73" }} />,
};
const ORDER: Finding["severity"][] = ["error", "look", "warning", "info"];

const weight = ({ severity, overruled }: Finding) => ORDER.indexOf(severity) + (overruled ? ORDER.length : 0);

export function FindingList(props: {
  readonly findings: readonly Finding[];
  /** What can be done with a finding, by its place in `findings`. */
  readonly action?: (finding: Finding, at: number) => ReactNode;
}) {
  const ordered = props.findings
    .map((finding, at) => ({ finding, at }))
    .sort((a, b) => weight(a.finding) - weight(b.finding));
  return (
    <ul className="findings" data-testid="findings">
      {ordered.map(({ finding, at }) => (
        <li
          key={at}
          data-code={finding.code}
          data-severity={finding.severity}
          data-overruled={finding.overruled && "yes"}
        >
          <span className="icon" role="img" aria-label={SEVERITY_NAMES[finding.severity]}>
            {ICONS[finding.severity]}
          </span>
          <div className="said">
            <div>{finding.overruled ? <s>{finding.message}</s> : finding.message}</div>
            {quoted(finding) && <blockquote className="words">{finding.evidence}</blockquote>}
            {finding.overruled && <OverruledBy overruled={finding.overruled} />}
            {finding.suggestion && !finding.overruled && (
              <div className="quiet">建议：{finding.suggestion}</div>
            )}
          </div>
          {props.action?.(finding, at)}
        </li>
      ))}
    </ul>
  );
}

/** A line that asks for a look holds the nearest words itself. */
const quoted = ({ severity, evidence, message }: Finding): boolean =>
  evidence !== "" && !(severity === "look" && message.includes(evidence));

function OverruledBy({ overruled }: { readonly overruled: NonNullable<Finding["overruled"]> }) {
  const { reason, byName, at } = overruled;
  return (
    <div data-testid="overruled">
      审核员认定为误判，不必改正：{reason}
      <span className="quiet">
        （{byName && `${byName}，`}
        {chineseInstant(at)}）
      </span>
    </div>
  );
}

/** Where the papers of a session, or of a quarter, contradict each other: a cell of the seven lights, a list below them. */
import { Button, Popover, Tag } from "antd";
import { Link } from "react-router";
import { chineseDay } from "../calendar/chinese-date.ts";
import { LookTag } from "../examination/look-marks.tsx";
import type { Contradiction } from "./shapes.ts";

/** Of one session. What a reviewer has approved as it is no longer stands out. */
export function SessionContradictions(props: { readonly contradictions: readonly Contradiction[] }) {
  const { contradictions } = props;
  const open = contradictions.filter(({ settled }) => !settled);
  const sure = open.filter(({ severity }) => severity !== "look").length;
  if (contradictions.length === 0) return <Tag color="success">一致</Tag>;
  return (
    <Popover trigger="click" title="材料之间不一致" content={<ContradictionList of={contradictions} />}>
      <Button size="small" danger={open.some(({ severity }) => severity === "error")}>
        {openWords(sure, open.length - sure)}
      </Button>
    </Popover>
  );
}

function openWords(sure: number, looks: number): string {
  const said = [...(sure > 0 ? [`${sure}处不符`] : []), ...(looks > 0 ? [`${looks}处请核对`] : [])];
  return said.join("，") || "已认可";
}

/** What belongs to no session in the table: a quarter's number of sessions, answers to problems, sessions not filed yet. */
export function OtherContradictions({ of }: { readonly of: readonly Contradiction[] }) {
  if (of.length === 0) return null;
  return (
    <section className="other-contradictions" data-testid="other-contradictions">
      <h3>其他不一致（{of.length}）</h3>
      <ContradictionList of={of} dated />
    </section>
  );
}

function ContradictionList(props: { readonly of: readonly Contradiction[]; readonly dated?: boolean }) {
  return (
    <ul className="contradictions">
      {props.of.map(({ among, date, severity, code, message, submissionIds, settled }) => (
        <li key={`${code} ${message}`} data-code={code}>
          {props.dated && date && among === "session" && `${chineseDay(date)}：`}
          {severity === "look" && <LookTag>请核对</LookTag>}
          {message}
          {submissionIds.map((id, at) => (
            <Link key={id} to={`/review/${id}`} style={{ marginLeft: 8 }}>
              查看材料{submissionIds.length > 1 ? at + 1 : ""}
            </Link>
          ))}
          {settled && <span className="quiet">　审核时已认可</span>}
        </li>
      ))}
    </ul>
  );
}

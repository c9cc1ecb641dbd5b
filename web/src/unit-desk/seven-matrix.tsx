/** 七有 of the quarter: a row for each session, its lights as the rulebook lists them, and whether the session counts. */
import { CheckCircleFilled, MinusCircleOutlined } from "@ant-design/icons";
import { Button, Card, Empty, Popover, Tag } from "antd";
import { Link } from "react-router";
import { chineseDay } from "../calendar/chinese-date.ts";
import { type Names, useNames } from "../rulebook/names.ts";
import { OtherContradictions, SessionContradictions } from "./contradictions.tsx";
import type { Contradiction, Session } from "./shapes.ts";

export function SevenMatrix(props: {
  readonly sessions: readonly Session[];
  readonly contradictions: readonly Contradiction[];
}) {
  const { sessions, contradictions } = props;
  const { dossier, lights, kindName } = useNames();
  const ofSession = ({ date }: Session) =>
    contradictions.filter((one) => one.among === "session" && one.date === date);
  const shown = new Set(sessions.flatMap(ofSession));
  const rows = sessions.toSorted((a, b) => b.date.localeCompare(a.date));
  return (
    <Card size="small" title={<h2>{dossier}</h2>}>
      {rows.length === 0 ? (
        <Empty description="本季度还没有学习场次。报送的学习记录通过后，场次会出现在这里" />
      ) : (
        <div className="scroll-x">
          <table className="seven" data-testid="seven">
            <thead>
              <tr>
                <th scope="col">学习场次</th>
                {lights.map(({ id, name }) => (
                  <th scope="col" key={id}>
                    {name}
                  </th>
                ))}
                <th scope="col">相互核对</th>
                <th scope="col">计入</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((session) => (
                <tr key={session.id} data-testid={`session-${session.id}`}>
                  <th scope="row">
                    {chineseDay(session.date)}
                    <div className="quiet">
                      {kindName(session.kind)}
                      {session.title && ` · ${session.title}`}
                    </div>
                  </th>
                  {lights.map((light) => (
                    <td key={light.id}>
                      <LightMark session={session} light={light} />
                    </td>
                  ))}
                  <td>
                    <SessionContradictions contradictions={ofSession(session)} />
                  </td>
                  <td>
                    <Counting session={session} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <OtherContradictions of={contradictions.filter((one) => !shown.has(one))} />
    </Card>
  );
}

function LightMark(props: { readonly session: Session; readonly light: Names["lights"][number] }) {
  const { session, light } = props;
  const { lit, submissionIds } = session.lights[light.id] ?? { lit: false, submissionIds: [] };
  const name = `${chineseDay(session.date)} ${light.name}：${lit ? "已具备" : "尚缺"}`;
  const icon = lit ? (
    <CheckCircleFilled style={{ color: "#2e7d4f", fontSize: 20 }} />
  ) : (
    <MinusCircleOutlined style={{ color: "#b7afa5", fontSize: 20 }} />
  );
  const papers =
    submissionIds.length === 0 ? (
      <span className="quiet">还没有材料</span>
    ) : (
      submissionIds.map((id, at) => (
        <div key={id}>
          <Link to={`/review/${id}`}>查看材料{submissionIds.length > 1 ? at + 1 : ""}</Link>
        </div>
      ))
    );
  return (
    <Popover trigger="click" title={light.name} content={papers}>
      <Button type="text" aria-label={name} data-lit={lit} icon={icon} />
    </Popover>
  );
}

function Counting({ session: { counting } }: { readonly session: Session }) {
  const { codeName } = useNames();
  if (counting.status === "counted") return <Tag color="success">计入</Tag>;
  if (counting.status === "open") return <Tag>待定</Tag>;
  const reason = counting.reason ? codeName(counting.reason) : "未说明原因";
  return (
    <Popover
      trigger="click"
      title={`不予计入：${reason}`}
      content={
        counting.evidence ? <blockquote className="words">{counting.evidence}</blockquote> : "没有摘录原文"
      }
    >
      <Button size="small" danger>
        不计入：{reason}
      </Button>
    </Popover>
  );
}

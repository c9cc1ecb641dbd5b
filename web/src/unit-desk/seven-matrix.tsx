/** 七有 of the quarter: a row for each session, a light for each of the seven, and whether the session counts. */
import { CheckCircleFilled, MinusCircleOutlined } from "@ant-design/icons";
import { Button, Card, Empty, Popover, Tag } from "antd";
import { Link } from "react-router";
import {
  LIGHT_NAMES,
  LIGHTS,
  type Light,
  NOT_COUNTED_NAMES,
  SESSION_KIND_NAMES,
} from "../../../core/sessions/session.ts";
import { chineseDay } from "../calendar/chinese-date.ts";
import { OtherContradictions, SessionContradictions } from "./contradictions.tsx";
import type { Contradiction, Session } from "./shapes.ts";

export function SevenMatrix(props: {
  readonly sessions: readonly Session[];
  readonly contradictions: readonly Contradiction[];
}) {
  const { sessions, contradictions } = props;
  const ofSession = ({ date }: Session) =>
    contradictions.filter((one) => one.among === "session" && one.date === date);
  const shown = new Set(sessions.flatMap(ofSession));
  const rows = sessions.toSorted((a, b) => b.date.localeCompare(a.date));
  return (
    <Card size="small" title={<h2>七有</h2>}>
      {rows.length === 0 ? (
        <Empty description="本季度还没有学习场次。报送的学习记录通过后，场次会出现在这里" />
      ) : (
        <div className="scroll-x">
          <table className="seven" data-testid="seven">
            <thead>
              <tr>
                <th scope="col">学习场次</th>
                {LIGHTS.map((light) => (
                  <th scope="col" key={light}>
                    {LIGHT_NAMES[light]}
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
                      {SESSION_KIND_NAMES[session.kind]}
                      {session.title && ` · ${session.title}`}
                    </div>
                  </th>
                  {LIGHTS.map((light) => (
                    <td key={light}>
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

function LightMark({ session, light }: { readonly session: Session; readonly light: Light }) {
  const { lit, submissionIds } = session.lights[light];
  const name = `${chineseDay(session.date)} ${LIGHT_NAMES[light]}：${lit ? "已具备" : "尚缺"}`;
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
    <Popover trigger="click" title={LIGHT_NAMES[light]} content={papers}>
      <Button type="text" aria-label={name} data-lit={lit} icon={icon} />
    </Popover>
  );
}

function Counting({ session: { counting } }: { readonly session: Session }) {
  if (counting.status === "counted") return <Tag color="success">计入</Tag>;
  if (counting.status === "open") return <Tag>待定</Tag>;
  const reason = NOT_COUNTED_NAMES[counting.reason ?? ""] ?? counting.reason ?? "未说明原因";
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

/** A task in a list: what is to be done about what, whose turn it is, until when. A row on a desk, a card on a phone. */
import { Checkbox, Tag } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { chineseDay, chineseInstant } from "../calendar/chinese-date.ts";
import { Due } from "../submission/due.tsx";
import { type DoneLine, keyOf, pageOf, type TaskLine } from "./shapes.ts";
import { TaskActs } from "./task-acts.tsx";

export function OpenLine(props: {
  readonly task: TaskLine;
  readonly me: string | undefined;
  /** Where several can be chosen at once. */
  readonly choosing?: { readonly chosen: boolean; readonly onChoose: (chosen: boolean) => void };
}) {
  const { task, me, choosing } = props;
  return (
    <Line
      task={task}
      before={
        choosing && (
          <Checkbox
            aria-label={`选择${task.title}`}
            checked={choosing.chosen}
            disabled={!task.may.includes("urge")}
            onChange={({ target }) => choosing.onChoose(target.checked)}
          />
        )
      }
      marks={
        <>
          {task.onBehalfOfName && <Tag color="purple">代{task.onBehalfOfName}办理</Tag>}
          {task.urgedOn && <Tag color="orange">{chineseDay(task.urgedOn)}催办</Tag>}
        </>
      }
      facts={[
        ["轮到", <Whose key="whose" task={task} me={me} />],
        ["期限", <Due key="due" day={task.due} overdue={task.overdue} />],
      ]}
      acts={<TaskActs subject={task.subject} task={task} />}
    />
  );
}

/** Who has it, and until when it is kept for them. */
function Whose({ task, me }: { readonly task: TaskLine; readonly me: string | undefined }) {
  if (!task.holder) return <>{task.placeName}</>;
  const name = task.holder === me ? "我" : (task.holderName ?? "");
  return (
    <>
      {name}
      {task.until && <span className="quiet">（保留至{chineseDay(task.until)}）</span>}
    </>
  );
}

export function DoneTaskLine({ task }: { readonly task: DoneLine }) {
  return (
    <Line
      task={task}
      marks={task.late && <Tag color="error">逾期办结</Tag>}
      facts={[
        ["办理", task.byName],
        ["时间", chineseInstant(task.at)],
      ]}
    />
  );
}

function Line(props: {
  readonly task: Pick<TaskLine, "subject" | "kind" | "about" | "what" | "title" | "unitName">;
  readonly before?: ReactNode;
  readonly marks?: ReactNode;
  readonly facts: readonly (readonly [string, ReactNode])[];
  readonly acts?: ReactNode;
}) {
  const { task } = props;
  return (
    <li className="task-line" data-testid="task" data-task={keyOf(task)}>
      {props.before}
      <div className="task-what">
        <div>
          <Tag>{task.what}</Tag>
          {props.marks}
        </div>
        <Link className="document-title" to={pageOf(task)}>
          {task.title}
        </Link>
        {task.unitName && <div className="quiet">{task.unitName}</div>}
      </div>
      <dl className="task-facts">
        {props.facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {props.acts && <div className="task-acts">{props.acts}</div>}
    </li>
  );
}

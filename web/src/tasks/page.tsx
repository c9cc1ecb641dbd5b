/** 我的待办: what waits for me, what lies with my role, what I wait for, what I have done. The first page of every role. */
import { useQuery } from "@tanstack/react-query";
import { Button, Card, Checkbox, Empty, Segmented, Tabs } from "antd";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { useMe } from "../account/me.ts";
import { PeriodPicker } from "../calendar/period-picker.tsx";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import { usePageTitle } from "../page/title.ts";
import "./page.css";
import { type Due, type TaskList, useTaskCounts, useTasks, useUrgeMany } from "./queries.ts";
import { keyOf, pageOf, type TaskLine } from "./shapes.ts";
import { DoneTaskLine, OpenLine } from "./task-line.tsx";

const LISTS = ["mine", "pool", "waiting", "done"] as const;
type List = (typeof LISTS)[number];
const isList = (text: string | null): text is List => LISTS.some((list) => list === text);

const NAMES: Record<List, string> = { mine: "我的", pool: "岗位待办", waiting: "等别人办", done: "已办" };

const EMPTY: Record<TaskList, string> = {
  mine: "没有指定给您或由您领取的待办。可到“岗位待办”领取",
  pool: "岗位待办已全部办完。有新的会出现在这里",
  waiting: "没有等别人办理的事项。您或本单位报送、发起的，会在这里显示轮到谁",
};

export default function TasksPage() {
  usePageTitle("我的待办");
  const [params, setParams] = useSearchParams();
  const counts = useTaskCounts();
  const { mine = 0, pool = 0, waiting = 0, overdue = 0 } = counts.data ?? {};
  const asked = params.get("list");
  const [begun, setBegun] = useState<List>();
  // Who has nothing of their own begins with what lies with their role; what is claimed later leads nobody away from there.
  if (counts.data && !begun) setBegun(mine === 0 && pool > 0 ? "pool" : "mine");
  const list: List = isList(asked) ? asked : (begun ?? "mine");
  const due: Due = params.get("due") === "overdue" ? "overdue" : "all";
  const shown = { mine, pool, waiting, done: 0 };
  const show = (next: { readonly list?: List; readonly due?: Due }) =>
    setParams({ list: next.list ?? list, due: next.due ?? due }, { replace: true });
  return (
    <div className="page">
      <div className="page-head">
        <h1>我的待办</h1>
        {overdue > 0 && <span className="overdue">有 {overdue} 项已逾期，请优先办理</span>}
      </div>
      <Card size="small">
        <Answered query={counts}>
          {() => (
            <>
              <Tabs
                activeKey={list}
                onChange={(key) => isList(key) && show({ list: key })}
                items={LISTS.map((key) => ({ key, label: labelOf(key, shown[key]) }))}
              />
              {list === "done" ? (
                <Done />
              ) : (
                <Open key={list} list={list} due={due} onDue={(next) => show({ due: next })} />
              )}
            </>
          )}
        </Answered>
      </Card>
    </div>
  );
}

/** Counts go up to 99. */
const labelOf = (list: List, count: number) => (
  <span data-testid={`list-${list}`}>
    {NAMES[list]}
    {count > 0 && `（${count > 98 ? "99+" : count}）`}
  </span>
);

function Open(props: { readonly list: TaskList; readonly due: Due; readonly onDue: (due: Due) => void }) {
  const { list, due } = props;
  const me = useMe();
  const tasks = useTasks(list, due);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const lines = tasks.data?.pages.flatMap((page) => page.tasks) ?? [];
  const choose = (keys: readonly string[], add: boolean) =>
    setChosen((old) => new Set([...[...old].filter((key) => !keys.includes(key)), ...(add ? keys : [])]));
  const next = list === "waiting" ? undefined : lines[0];
  return (
    <>
      <div className="task-tools">
        <Segmented<Due>
          aria-label="筛选"
          value={due}
          onChange={props.onDue}
          options={[
            { value: "all", label: "全部" },
            { value: "overdue", label: "已逾期" },
          ]}
        />
        {next && (
          <Link to={pageOf(next)}>
            <Button type="primary" data-testid="next">
              办理下一项
            </Button>
          </Link>
        )}
        {list === "waiting" && <UrgeMany lines={lines} chosen={chosen} onChoose={choose} />}
      </div>
      <Answered query={tasks}>
        {() =>
          lines.length === 0 ? (
            <Empty
              style={{ margin: "32px 0" }}
              data-testid="no-tasks"
              description={due === "overdue" ? "没有逾期的待办" : EMPTY[list]}
            />
          ) : (
            <ul className="task-list" data-testid="tasks">
              {lines.map((task) => (
                <OpenLine
                  key={keyOf(task)}
                  task={task}
                  me={me.data?.id}
                  {...(list === "waiting" && {
                    choosing: {
                      chosen: chosen.has(keyOf(task)),
                      onChoose: (add: boolean) => choose([keyOf(task)], add),
                    },
                  })}
                />
              ))}
            </ul>
          )
        }
      </Answered>
      {tasks.hasNextPage && (
        <Button block loading={tasks.isFetchingNextPage} onClick={() => tasks.fetchNextPage()}>
          显示更多
        </Button>
      )}
    </>
  );
}

/** So many at once at most. */
const MAX_URGED = 50;

function UrgeMany(props: {
  readonly lines: readonly TaskLine[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (keys: readonly string[], add: boolean) => void;
}) {
  const urge = useUrgeMany();
  const able = props.lines.filter(({ may }) => may.includes("urge")).slice(0, MAX_URGED);
  const chosen = able.filter((task) => props.chosen.has(keyOf(task)));
  const keys = able.map(keyOf);
  if (able.length === 0) return null;
  return (
    <>
      <Checkbox
        checked={chosen.length === able.length}
        indeterminate={chosen.length > 0 && chosen.length < able.length}
        onChange={({ target }) => props.onChoose(keys, target.checked)}
      >
        全选
      </Checkbox>
      <Button
        data-testid="urge-chosen"
        disabled={chosen.length === 0}
        loading={urge.isPending}
        onClick={() => urge.mutate(chosen, { onSuccess: () => props.onChoose(keys, false) })}
      >
        催办所选{chosen.length > 0 && `（${chosen.length}）`}
      </Button>
    </>
  );
}

function Done() {
  const me = useMe();
  const [chosen, setChosen] = useState<string>();
  const period = chosen ?? me.data?.period ?? "";
  const done = useQuery({
    queryKey: ["tasks", "done", period],
    queryFn: () => call(endpoints.doneTasks, { query: { period } }),
    enabled: period !== "",
  });
  return (
    <>
      <PeriodPicker value={period} current={me.data?.period ?? period} onChange={setChosen} />
      <Answered query={done}>
        {({ tasks, more }) =>
          tasks.length === 0 ? (
            <Empty style={{ margin: "32px 0" }} description="这个季度还没有办结的待办" />
          ) : (
            <>
              <ul className="task-list" data-testid="tasks">
                {tasks.map((task) => (
                  <DoneTaskLine key={`${keyOf(task)} ${task.at}`} task={task} />
                ))}
              </ul>
              {more && <p className="quiet">只显示最近的100项。</p>}
            </>
          )
        }
      </Answered>
    </>
  );
}

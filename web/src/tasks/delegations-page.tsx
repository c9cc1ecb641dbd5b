/** 代办委托: who acts for me while I am away, and for whom I act. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Card, Empty, Popconfirm, Tag } from "antd";
import { useState } from "react";
import type { z } from "zod";
import { afterDays } from "../../../core/calendar/workday.ts";
import type { delegationLine } from "../../../functions/api/contract/delegations.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { chineseDay } from "../calendar/chinese-date.ts";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import { usePageTitle } from "../page/title.ts";
import { DelegationForm } from "./delegation-form.tsx";
import "./page.css";

type DelegationLine = z.infer<typeof delegationLine>;

export default function DelegationsPage() {
  usePageTitle("代办委托");
  const [making, setMaking] = useState(false);
  const delegations = useQuery({ queryKey: ["delegations"], queryFn: () => call(endpoints.delegations) });
  return (
    <div className="page narrow">
      <div className="page-head">
        <h1>代办委托</h1>
        <Button type="primary" data-testid="new-delegation" onClick={() => setMaking(true)}>
          新建委托
        </Button>
      </div>
      <p className="quiet">
        外出期间可以委托一人代您办理待办。代办时留痕中会同时写明两人的姓名；代办人报送的材料，不能由其代审。
      </p>
      <Answered query={delegations}>
        {({ given, received, colleagues, kinds }) => (
          <>
            <Lines title="我委托的" empty="还没有委托别人代办" lines={given} mayRevoke />
            <Lines title="委托给我的" empty="没有别人委托给您的事项" lines={received} />
            {making && (
              <DelegationForm colleagues={colleagues} kinds={kinds} onClose={() => setMaking(false)} />
            )}
          </>
        )}
      </Answered>
    </div>
  );
}

function Lines(props: {
  readonly title: string;
  readonly empty: string;
  readonly lines: readonly DelegationLine[];
  readonly mayRevoke?: boolean;
}) {
  return (
    <Card size="small" title={<h2>{props.title}</h2>}>
      {props.lines.length === 0 && <Empty description={props.empty} />}
      <ul className="task-list">
        {props.lines.map((line) => (
          <li key={line.id} className="task-line" data-testid="delegation">
            <div className="task-what">
              <div>
                {line.principalName} → {line.delegateName}{" "}
                <Tag color={line.standing ? "processing" : "default"}>
                  {line.standing ? "生效中" : "未开始"}
                </Tag>
              </div>
              <div>
                {chineseDay(line.from)}至{chineseDay(afterDays(line.until, -1))}
              </div>
              <div className="quiet">{scopeOf(line)}</div>
            </div>
            {props.mayRevoke && <Revoke id={line.id} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}

const scopeOf = ({ kinds, units }: DelegationLine): string =>
  [kinds ? kinds.join("、") : "全部事项", units && `限${units.join("、")}`].filter(Boolean).join("，");

function Revoke({ id }: { readonly id: string }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const revoke = useMutation({
    mutationFn: () => call(endpoints.revokeDelegation, { params: { id } }),
    onSuccess: () => message.success("委托已撤销"),
    onError: (error) => message.error(error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: ["delegations"] }),
  });
  return (
    <Popconfirm
      title="撤销这项委托？"
      description="撤销后对方不能再代您办理，已办的不受影响。"
      okText="撤销委托"
      onConfirm={() => revoke.mutate()}
    >
      <Button danger data-testid="revoke" loading={revoke.isPending}>
        撤销
      </Button>
    </Popconfirm>
  );
}

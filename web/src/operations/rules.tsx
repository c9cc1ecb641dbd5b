/** For the people who own the rulebook: the office's own rules, and which rules reviewers have overruled, the most often wrong first, with their reasons. */
import { DownloadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Card, Empty, Select, Space, Table } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { z } from "zod";
import { afterDays } from "../../../core/calendar/workday.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import type { ruleRecord } from "../../../functions/api/contract/rules.ts";
import { useMe } from "../account/me.ts";
import { chineseDay, chineseInstant } from "../calendar/chinese-date.ts";
import { addressOf, call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import { OwnRules } from "../rulebook/own-rules.tsx";

type RuleRecord = z.infer<typeof ruleRecord>;

const SPANS = [
  { value: 31, label: "近一个月" },
  { value: 92, label: "近一个季度" },
  { value: 366, label: "近一年" },
];

export function Rules() {
  return (
    <Space orientation="vertical" size="middle" style={{ width: "100%" }}>
      <OwnRules />
      <Overruled />
    </Space>
  );
}

function Overruled() {
  const me = useMe();
  const [days, setDays] = useState(92);
  const since = me.data && afterDays(me.data.today, -days);
  const records = useQuery({
    queryKey: ["overruled-rules", since],
    queryFn: () => call(endpoints.overruledRules, { query: { since } }),
    enabled: since !== undefined,
  });
  return (
    <Answered query={records}>
      {(data) => (
        <Card
          size="small"
          title={`${data.rules.length} 条规则被认定过误判`}
          extra={
            <Space>
              <Select
                aria-label="统计时间"
                data-testid="rules-since"
                value={days}
                options={SPANS}
                onChange={setDays}
              />
              <Button
                icon={<DownloadOutlined />}
                data-testid="rules-sheet"
                href={addressOf(endpoints.overruledSheet, { query: { since: data.since } })}
                download
              >
                导出全部
              </Button>
            </Space>
          }
        >
          <p className="quiet">
            自{chineseDay(data.since)}起，按报送件计。误判多的规则排在前面，宜先改。现行规则库 {data.rulebook}
          </p>
          <Table<RuleRecord>
            rowKey="rule"
            data-testid="overruled-rules"
            dataSource={data.rules}
            pagination={{ pageSize: 50, hideOnSinglePage: true }}
            scroll={{ x: "max-content" }}
            locale={{ emptyText: <Empty description="这段时间没有发现被认定为误判" /> }}
            expandable={{
              defaultExpandedRowKeys: data.rules.slice(0, 1).map(({ rule }) => rule),
              expandedRowRender: (record) => <Latest record={record} />,
            }}
            columns={[
              {
                title: "规则",
                render: (_, record) => (
                  <>
                    <div>{record.name}</div>
                    <code className="quiet">{record.rule}</code>
                  </>
                ),
              },
              { title: "认定误判", align: "right", render: (_, record) => `${record.overruled} 件` },
              { title: "有此发现", align: "right", render: (_, record) => `${record.fired} 件` },
              { title: "误判占比", align: "right", render: (_, record) => `${record.share}%` },
            ]}
          />
        </Card>
      )}
    </Answered>
  );
}

function Latest({ record }: { readonly record: RuleRecord }) {
  return (
    <ul className="findings" data-testid={`latest-${record.rule}`}>
      {record.latest.map((one) => (
        <li key={`${one.submissionId}${one.at}`}>
          <div className="said">
            <div>{one.reason}</div>
            <div className="quiet">
              <Link to={`/review/${one.submissionId}`}>{one.unitName}的材料</Link>：{one.message}（
              {one.byName}，{chineseInstant(one.at)}，规则库 {one.rulebook}）
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

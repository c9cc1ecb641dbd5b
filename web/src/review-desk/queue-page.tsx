/** The review queue: open reviews of the jurisdiction, the most urgent first. */
import { useQuery } from "@tanstack/react-query";
import { Button, Card, Empty, Spin, Table, Tag } from "antd";
import { Link } from "react-router";
import { useMe } from "../account/me.ts";
import { chineseInstant } from "../calendar/chinese-date.ts";
import { Answered } from "../page/answered.tsx";
import { rowNamed } from "../page/row.ts";
import { usePageTitle } from "../page/title.ts";
import { useNames } from "../rulebook/names.ts";
import { CheckTags } from "../submission/check-tags.tsx";
import { Due } from "../submission/due.tsx";
import { RECOGNISING } from "../submission/pace.ts";
import type { SubmissionLine } from "../submission/shapes.ts";
import { turnOf } from "../submission/state-tag.tsx";
import { TypeName } from "../submission/type-name.tsx";
import { nextAfter, queueQuery } from "./queue.ts";

export default function QueuePage() {
  usePageTitle("审核台");
  const me = useMe();
  const queue = useQuery({
    ...queueQuery,
    refetchInterval: ({ state }) => (state.data?.recognising.length ? RECOGNISING : 15_000),
  });
  return (
    <div className="page">
      <div className="page-head">
        <h1>审核台</h1>
        {queue.data && <NextButton lines={queue.data.submissions} me={me.data?.id} />}
      </div>
      <Answered query={queue}>
        {(data) => (
          <>
            <Recognising lines={data.recognising} />
            <Queue lines={data.submissions} me={me.data?.id} />
          </>
        )}
      </Answered>
    </div>
  );
}

/** Scans on their way to this desk. */
function Recognising({ lines }: { readonly lines: readonly SubmissionLine[] }) {
  if (lines.length === 0) return null;
  return (
    <Card size="small" style={{ marginBottom: 12 }} data-testid="recognising" aria-live="polite">
      {lines.map((line) => (
        <div key={line.id}>
          <Spin size="small" /> {line.unitName}《{line.fileName}》：{turnOf(line)}
        </div>
      ))}
    </Card>
  );
}

function NextButton(props: { readonly lines: readonly SubmissionLine[]; readonly me?: string }) {
  const next = nextAfter(props.lines, undefined, props.me);
  if (!next) return null;
  return (
    <Link to={`/review/${next.id}`}>
      <Button type="primary" data-testid="next">
        审核下一份
      </Button>
    </Link>
  );
}

function Queue({ lines, me }: { readonly lines: readonly SubmissionLine[]; readonly me?: string }) {
  const { typeName } = useNames();
  const overdue = lines.filter((line) => line.overdue).length;
  return (
    <Card size="small">
      {overdue > 0 && (
        <p className="overdue" style={{ marginTop: 0 }}>
          有 {overdue} 份已逾期，请优先审核
        </p>
      )}
      <Table<SubmissionLine>
        size="middle"
        rowKey="id"
        data-testid="queue"
        dataSource={[...lines]}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: "max-content" }}
        onRow={({ id }) => rowNamed(`submission-${id}`)}
        locale={{
          emptyText: <Empty description="没有待审核的材料。单位报送并通过自动检查后，会出现在这里" />,
        }}
        columns={[
          { title: "单位", dataIndex: "unitName" },
          {
            title: "材料",
            render: (_, line) => (
              <div className="cell-title">
                <Link className="document-title" to={`/review/${line.id}`}>
                  {line.title ?? line.fileName}
                </Link>
                <div className="quiet">
                  <TypeName id={line.documentType} name={typeName(line.documentType)} />
                  {line.revision > 1 && ` · 第${line.revision}版（更正）`}
                  {Boolean(line.sameBytesAs?.length) && " · 与另一份文件相同"}
                </div>
              </div>
            ),
          },
          {
            title: "检查",
            render: (_, line) => <CheckTags line={line} />,
          },
          { title: "审核期限", render: (_, line) => <Due day={line.due} overdue={line.overdue} /> },
          { title: "收到", render: (_, line) => chineseInstant(line.updatedAt) },
          {
            title: "审核人",
            render: (_, line) => <Holder line={line} me={me} />,
          },
        ]}
      />
    </Card>
  );
}

/** Who has taken the review. */
function Holder({ line, me }: { readonly line: SubmissionLine; readonly me?: string }) {
  if (!line.claimedBy) return <span className="quiet">未领取</span>;
  if (line.claimedBy === me) return <Tag color="processing">我已领取</Tag>;
  return <Tag>{line.claimedByName ? `${line.claimedByName}已领取` : "他人已领取"}</Tag>;
}

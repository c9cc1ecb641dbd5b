/** The unit's papers of the quarter with whose turn it is; an open one can be withdrawn. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Card, Empty, Popconfirm, Table } from "antd";
import { Link } from "react-router";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { chineseInstant } from "../calendar/chinese-date.ts";
import { call } from "../client.ts";
import { rowNamed } from "../page/row.ts";
import { useNames } from "../rulebook/names.ts";
import { CheckTags } from "../submission/check-tags.tsx";
import { Due } from "../submission/due.tsx";
import type { SubmissionLine } from "../submission/shapes.ts";
import { StateTag, turnOf } from "../submission/state-tag.tsx";
import { TypeName } from "../submission/type-name.tsx";

const FINAL = ["closed", "rejected", "withdrawn"];

export function SubmissionTable(props: {
  readonly submissions: readonly SubmissionLine[];
  readonly mayWithdraw: boolean;
}) {
  const { typeName } = useNames();
  const rows = props.submissions.toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  return (
    <Card size="small" title={<h2>报送的材料</h2>}>
      <Table<SubmissionLine>
        size="small"
        rowKey="id"
        dataSource={rows}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        scroll={{ x: "max-content" }}
        onRow={({ id }) => rowNamed(`submission-${id}`)}
        locale={{ emptyText: <Empty description="本季度还没有报送材料。请在下方新建上传链接，发给经办人" /> }}
        columns={[
          {
            title: "材料",
            render: (_, row) => (
              <div className="cell-title">
                <Link className="document-title" to={`/review/${row.id}`}>
                  {row.title ?? row.fileName}
                </Link>
                <div className="quiet">
                  <TypeName id={row.documentType} name={typeName(row.documentType)} /> · 第{row.revision}版
                </div>
              </div>
            ),
          },
          { title: "状态", render: (_, row) => <StateTag line={row} /> },
          {
            title: "检查",
            // What has ended is judged by a person; what the machine was not sure of is past.
            render: (_, row) => !FINAL.includes(row.state) && <CheckTags line={row} />,
          },
          { title: "轮到谁", render: (_, row) => turnOf(row) },
          { title: "期限", render: (_, row) => <Due day={row.due} overdue={row.overdue} /> },
          { title: "更新", render: (_, row) => chineseInstant(row.updatedAt) },
          {
            key: "withdraw",
            hidden: !props.mayWithdraw,
            render: (_, row) => !FINAL.includes(row.state) && <Withdraw id={row.id} />,
          },
        ]}
      />
    </Card>
  );
}

function Withdraw({ id }: { readonly id: string }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const withdraw = useMutation({
    mutationFn: () => call(endpoints.withdraw, { params: { id } }),
    onSuccess: () => message.success("已撤回"),
    onError: (error) => message.error(error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: ["desk"] }),
  });
  return (
    <Popconfirm
      title="撤回这份材料？"
      description="撤回后不再审核，需要时请重新报送。留痕仍会保留。"
      okText="撤回"
      onConfirm={() => withdraw.mutateAsync().catch(() => undefined)}
    >
      <Button size="small" danger loading={withdraw.isPending} data-testid={`withdraw-${id}`}>
        撤回
      </Button>
    </Popconfirm>
  );
}

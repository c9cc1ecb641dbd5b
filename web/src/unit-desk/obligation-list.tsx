/** What is owed in the quarter, the overdue first. */
import { Card, Empty, Table, Tag } from "antd";
import { Link } from "react-router";
import { chineseDay } from "../calendar/chinese-date.ts";
import { Due } from "../submission/due.tsx";
import type { Desk, Obligation } from "./shapes.ts";

const STATUS: Record<
  Obligation["status"],
  { readonly name: string; readonly color: string; readonly order: number }
> = {
  overdue: { name: "已逾期", color: "error", order: 0 },
  returned: { name: "已退回，待更正", color: "error", order: 1 },
  due: { name: "待报送", color: "warning", order: 2 },
  filed: { name: "已报送，办理中", color: "processing", order: 3 },
  closed: { name: "已完成", color: "success", order: 4 },
};
const SCOPES: Record<Obligation["scope"], string> = { year: "全年", quarter: "本季度", session: "每场学习" };

export function ObligationList({ desk }: { readonly desk: Desk }) {
  const rows = desk.obligations.toSorted(
    (a, b) => STATUS[a.status].order - STATUS[b.status].order || (a.due ?? "").localeCompare(b.due ?? ""),
  );
  const open = rows.filter(({ status }) => status !== "closed").length;
  return (
    <Card size="small" title={<h2>应报事项{open > 0 ? `（还有 ${open} 项未完成）` : ""}</h2>}>
      <Table<Obligation>
        size="small"
        rowKey="id"
        data-testid="obligations"
        dataSource={rows}
        pagination={false}
        scroll={{ x: "max-content" }}
        locale={{ emptyText: <Empty description="本季度没有应报事项" /> }}
        columns={[
          {
            title: "事项",
            render: (_, row) => (
              <>
                {row.name}
                <div className="quiet">
                  {row.sessionDate ? `${chineseDay(row.sessionDate)}学习` : SCOPES[row.scope]}
                </div>
              </>
            ),
          },
          {
            title: "状态",
            render: (_, { status }) => <Tag color={STATUS[status].color}>{STATUS[status].name}</Tag>,
          },
          { title: "期限", render: (_, row) => <Due day={row.due} overdue={row.status === "overdue"} /> },
          {
            title: "材料",
            render: (_, row) =>
              row.submissionIds.length === 0 ? (
                <span className="quiet">未报送</span>
              ) : (
                row.submissionIds.map((id, at) => (
                  <div key={id} className="cell-title">
                    <Link className="document-title" to={`/review/${id}`}>
                      {titleOf(desk, id) ?? `材料${at + 1}`}
                    </Link>
                  </div>
                ))
              ),
          },
        ]}
      />
    </Card>
  );
}

function titleOf(desk: Desk, id: string): string | undefined {
  const line = desk.submissions.find((submission) => submission.id === id);
  return line?.title ?? line?.fileName;
}

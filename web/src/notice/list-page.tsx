/** The notices, newest first, and drafting one for a quarter. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Card, Empty, Space, Table } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { periodName } from "../../../core/calendar/period.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { type Me, useMe } from "../account/me.ts";
import { chineseInstant } from "../calendar/chinese-date.ts";
import { PeriodPicker, shifted } from "../calendar/period-picker.tsx";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import { rowNamed } from "../page/row.ts";
import { usePageTitle } from "../page/title.ts";
import type { NoticeLine } from "./shapes.ts";
import { moving, NoticeStateTag } from "./state-tag.tsx";
import "./list-page.css";

export default function NoticesPage() {
  usePageTitle("学习通报");
  const me = useMe();
  const notices = useQuery({
    queryKey: ["notices"],
    queryFn: () => call(endpoints.notices),
    refetchInterval: ({ state }) => (state.data?.notices.some((one) => moving(one.state)) ? 2_000 : 30_000),
  });
  const mayDraft = me.data?.roles.some((role) => role === "reviewer" || role === "leader");
  return (
    <div className="page">
      <div className="page-head">
        <h1>学习通报</h1>
        {mayDraft && me.data && <Draft me={me.data} />}
      </div>
      <Answered query={notices}>
        {(data) => (
          <Card size="small">
            <Table<NoticeLine>
              rowKey="id"
              data-testid="notices"
              dataSource={data.notices}
              pagination={{ pageSize: 20, hideOnSinglePage: true }}
              scroll={{ x: "max-content" }}
              onRow={({ id }) => rowNamed(`notice-${id}`)}
              locale={{
                emptyText: (
                  <Empty
                    description={
                      mayDraft
                        ? "还没有通报。选择季度后点“拟制通报”，系统会汇总当季数据并生成草稿"
                        : "还没有通报。审核员或领导拟制后会出现在这里"
                    }
                  />
                ),
              }}
              columns={[
                { title: "期间", dataIndex: "periodName" },
                {
                  title: "通报",
                  className: "notice-title",
                  render: (_, line) => <Link to={`/notices/${line.id}`}>{line.title}</Link>,
                },
                {
                  title: "文号",
                  render: (_, line) => line.number ?? <span className="quiet">签发后编号</span>,
                },
                { title: "状态", render: (_, line) => <NoticeStateTag state={line.state} /> },
                {
                  title: "日期",
                  render: (_, line) =>
                    line.issuedAt
                      ? `${chineseInstant(line.issuedAt)} 签发`
                      : `${chineseInstant(line.createdAt)} 拟制`,
                },
              ]}
            />
          </Card>
        )}
      </Answered>
    </div>
  );
}

/** A notice is about a quarter that is over; the one before today's is offered first. */
function Draft({ me }: { readonly me: Me }) {
  const [period, setPeriod] = useState(shifted(me.period, -1));
  const { modal, message } = App.useApp();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const draft = useMutation({
    mutationFn: () => call(endpoints.draftNotice, { body: { period } }),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ["notices"] });
      navigate(`/notices/${id}`);
    },
    onError: (error) => message.error(error.message),
  });
  const ask = () => {
    if (period !== me.period) return draft.mutate();
    modal.confirm({
      title: `${periodName(period)}尚未结束`,
      content: "现在拟制，数据只统计到今天。仍要拟制吗？",
      okText: "仍要拟制",
      onOk: () => draft.mutate(),
    });
  };
  return (
    <Space wrap>
      <PeriodPicker value={period} current={me.period} onChange={setPeriod} />
      <Button type="primary" data-testid="draft-notice" loading={draft.isPending} onClick={ask}>
        拟制通报
      </Button>
    </Space>
  );
}

/** One notice: its text as it will be printed, its figures with the papers behind them, the PDF, the leader's decision. */
import { DownloadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Card, Spin, Tabs } from "antd";
import { Link, useParams } from "react-router";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { chineseInstant } from "../calendar/chinese-date.ts";
import { addressOf, call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import { usePageTitle } from "../page/title.ts";
import { TrailList } from "../submission/trail-list.tsx";
import { FigureList } from "./figure-list.tsx";
import { Issuance } from "./issuance.tsx";
import { NoticeText } from "./notice-text.tsx";
import "./page.css";
import type { NoticeDetail } from "./shapes.ts";
import { moving, NoticeStateTag } from "./state-tag.tsx";

export default function NoticePage() {
  const { id = "" } = useParams();
  const notice = useQuery({
    queryKey: ["notice", id],
    queryFn: () => call(endpoints.notice, { params: { id } }),
    refetchInterval: ({ state }) => (state.data && moving(state.data.state) ? 2_000 : 30_000),
  });
  usePageTitle(notice.data?.title ?? "学习通报");
  return (
    <div className="page notice-page">
      <Answered query={notice}>{(data) => <Notice notice={data} />}</Answered>
    </div>
  );
}

function Notice({ notice }: { readonly notice: NoticeDetail }) {
  const pdf = addressOf(endpoints.noticePdf, { params: { id: notice.id } });
  const gathering = notice.state === "gathering";
  return (
    <>
      <div className="page-head">
        <h1>
          {notice.title} <NoticeStateTag state={notice.state} />
        </h1>
        <Link to="/notices">返回通报列表</Link>
      </div>
      <div className="document-meta quiet">
        <span data-testid="notice-number">{notice.number ?? "签发后编号"}</span>
        <span>{notice.periodName}</span>
        <span>
          {notice.issuedAt
            ? `${chineseInstant(notice.issuedAt)} 签发`
            : `${chineseInstant(notice.createdAt)} 拟制`}
        </span>
        {!gathering && (
          <Button
            size="small"
            type="link"
            icon={<DownloadOutlined />}
            href={pdf}
            download
            data-testid="notice-pdf"
          >
            下载 PDF
          </Button>
        )}
      </div>
      {notice.state === "returned" && (
        <Alert
          type="error"
          showIcon
          title={`领导退回修改：${notice.returnNote ?? "没有写明意见"}`}
          data-testid="return-note"
        />
      )}
      {gathering ? (
        <Card>
          <div role="status" className="gathering">
            <Spin /> 正在汇总{notice.periodName}的数据并起草通报，完成后自动显示…
          </div>
        </Card>
      ) : (
        <>
          <Issuance notice={notice} />
          <Tabs
            defaultActiveKey="text"
            destroyOnHidden
            items={[
              { key: "text", label: "正文", children: <NoticeText notice={notice} /> },
              {
                key: "figures",
                label: `数据与来源（${notice.figures.length}）`,
                children: <FigureList notice={notice} />,
              },
              {
                key: "pdf",
                label: "版面",
                children: (
                  <iframe
                    className="pdf"
                    title={`${notice.title} PDF`}
                    src={pdf}
                    data-testid="notice-frame"
                  />
                ),
              },
              { key: "trail", label: "留痕", children: <TrailList trail={notice.trail} /> },
            ]}
          />
          {notice.sha256 && (
            <p className="quiet hash">
              印发件 SHA-256：<code>{notice.sha256}</code>
            </p>
          )}
        </>
      )}
    </>
  );
}

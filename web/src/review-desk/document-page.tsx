/** One document: text and evidence on the left, elements, findings, reasons and the decision on the right. */

import { useQuery } from "@tanstack/react-query";
import { Alert, Select } from "antd";
import { useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { useMe } from "../account/me.ts";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import { usePageTitle } from "../page/title.ts";
import { useNames } from "../rulebook/names.ts";
import { Division } from "../submission/division.tsx";
import { Due } from "../submission/due.tsx";
import { RECOGNISING } from "../submission/pace.ts";
import { ReasonList } from "../submission/reason-list.tsx";
import type { SubmissionDetail } from "../submission/shapes.ts";
import { StateTag, turnOf } from "../submission/state-tag.tsx";
import { TypeName } from "../submission/type-name.tsx";
import { DocumentDesk } from "./document-desk.tsx";
import "./document-page.css";
import { Downloads } from "./downloads.tsx";
import { PapersWithoutText } from "./papers-without-text.tsx";

export default function DocumentPage() {
  const { id = "" } = useParams();
  const detail = useQuery({
    queryKey: ["submission", id],
    queryFn: () => call(endpoints.submission, { params: { id } }),
    refetchInterval: ({ state }) => (state.data?.recognising ? RECOGNISING : 20_000),
  });
  usePageTitle(detail.data ? (detail.data.title ?? detail.data.fileName) : "材料");
  return (
    <div className="page document-page">
      <Answered query={detail}>{(data) => <Document key={data.id} detail={data} />}</Answered>
    </div>
  );
}

function Document({ detail }: { readonly detail: SubmissionDetail }) {
  const [chosen, setChosen] = useState<number>();
  const number = chosen ?? detail.revision;
  const revision = detail.revisions.find((one) => one.number === number);
  const readable = revision?.outcome === "text";
  const examined = useQuery({
    queryKey: ["submission", detail.id, "examination", number],
    queryFn: () => call(endpoints.examined, { params: { id: detail.id, revision: number } }),
    enabled: readable,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <>
      <Head detail={detail} number={number} onRevision={setChosen} />
      {!readable && <PapersWithoutText detail={detail} revision={revision} />}
      {readable && (
        <Answered query={examined}>
          {(data) => <DocumentDesk key={data.revision} detail={detail} examined={data} />}
        </Answered>
      )}
    </>
  );
}

function Head(props: {
  readonly detail: SubmissionDetail;
  readonly number: number;
  readonly onRevision: (number: number) => void;
}) {
  const { detail, number } = props;
  const me = useMe();
  const { typeName } = useNames();
  const [search] = useSearchParams();
  // A message's link leads to the very reason.
  const meant = Number(search.get("reason")) || undefined;
  const reviewer = me.data?.roles.includes("reviewer");
  return (
    <header className="document-head">
      <div className="page-head">
        <h1>
          <span className="document-title" title={detail.title}>
            {detail.title ?? detail.fileName}
          </span>
          <StateTag line={detail} />
        </h1>
        {reviewer ? (
          <Link to="/review">返回审核台</Link>
        ) : (
          <Link to={`/unit/${detail.unitId}`}>返回单位工作台</Link>
        )}
      </div>
      <div className="document-meta quiet">
        <span>{detail.unitName}</span>
        <span>
          <TypeName id={detail.documentType} name={typeName(detail.documentType)} />
        </span>
        <span data-testid="turn">
          {reviewer && detail.turn === "reviewer" ? "轮到审核员：请审核" : turnOf(detail)}
        </span>
        {detail.due && detail.turn !== "nobody" && (
          <span>
            期限 <Due day={detail.due} overdue={detail.overdue} />
          </span>
        )}
        {detail.revisions.length > 1 && (
          <Select
            size="small"
            aria-label="版本"
            data-testid="revision"
            value={number}
            options={detail.revisions.map((one) => ({ value: one.number, label: `第${one.number}版` }))}
            onChange={props.onRevision}
          />
        )}
        <Downloads id={detail.id} revision={number} />
      </div>
      {number !== detail.revision && <Alert type="info" showIcon title="这是旧版本，不能据此审核" />}
      {detail.sameBytesAs && detail.sameBytesAs.length > 0 && (
        <Alert
          type="warning"
          showIcon
          data-testid="same-bytes"
          title={
            <>
              与另一份报送的文件完全相同：
              {detail.sameBytesAs.map((id, at) => (
                <Link key={id} to={`/review/${id}`} style={{ marginRight: 12 }}>
                  查看相同的材料{at + 1}
                </Link>
              ))}
            </>
          }
        />
      )}
      {detail.division && <Division {...detail.division} />}
      {(detail.state === "returned" || detail.state === "rejected") && detail.reasons && (
        <Alert
          type="error"
          title={
            detail.state === "returned" ? "已按以下理由退回，等待单位通过上传链接更正" : "不予接收的理由"
          }
          description={<ReasonList reasons={detail.reasons} meant={meant} />}
        />
      )}
    </header>
  );
}

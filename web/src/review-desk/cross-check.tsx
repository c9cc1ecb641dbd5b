/** The document compared with others: where they contradict each other, and what it is a copy of. */
import { useQuery } from "@tanstack/react-query";
import { Card, Tag, Tooltip } from "antd";
import { Link } from "react-router";
import type { z } from "zod";
import type { crossCheck } from "../../../functions/api/contract/cross-check.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { chineseDay } from "../calendar/chinese-date.ts";
import { call } from "../client.ts";
import type { Mark } from "../document/segments.ts";
import { FindingList } from "../examination/finding-list.tsx";
import { SeeWords } from "../examination/see-words.tsx";
import type { Reason } from "../submission/shapes.ts";
import { AsReason } from "./finding-actions.tsx";
import "./cross-check.css";
import { reasonOfFinding } from "./reasons.ts";

export type CrossCheck = z.infer<typeof crossCheck>;
type Similar = CrossCheck["similar"][number];

/** Documents arrive while one is looked at: asked again and again. */
export function useCrossCheck(id: string): CrossCheck | undefined {
  const { data } = useQuery({
    queryKey: ["submission", id, "cross-check"],
    queryFn: () => call(endpoints.crossCheck, { params: { id } }),
    refetchInterval: 20_000,
  });
  return data;
}

const contradictionMark = (at: number) => `contradiction:${at}`;
const similarMark = (at: number, passage: number) => `similar:${at}.${passage}`;

/** The words of this document that others contradict, and those that stand in an earlier one too. */
export function crossCheckMarks({ findings, similar }: CrossCheck): Mark[] {
  const contradicted = findings.map(({ start, end }, at) => ({
    id: contradictionMark(at),
    start,
    end,
    tone: "warning" as const,
  }));
  const copied = similar.flatMap(({ passages }, at) =>
    passages.map(({ own: { start, end } }, passage) => ({
      id: similarMark(at, passage),
      start,
      end,
      tone: "warning" as const,
    })),
  );
  return [...contradicted, ...copied].filter(({ start, end }) => end > start);
}

export function CrossCheckResult(props: {
  readonly crossCheck: CrossCheck;
  readonly onActive: (mark: string) => void;
  readonly onAdd?: (reason: Reason) => void;
}) {
  const { crossCheck, onActive, onAdd } = props;
  const { findings, documents, similar, date } = crossCheck;
  return (
    <>
      {(documents.length > 0 || findings.length > 0) && (
        <Card size="small" title={<h2>与其他材料核对（{findings.length}）</h2>}>
          <div data-testid="cross-check">
            <Compared documents={documents} date={date} />
            {findings.length === 0 && <p className="quiet">没有发现不一致的地方</p>}
            <FindingList
              findings={findings}
              action={(finding, at) => (
                <span className="finding-actions">
                  <There there={findings[at]?.other} />
                  <SeeWords of={finding} onSee={() => onActive(contradictionMark(at))} />
                  {onAdd && (
                    <AsReason
                      finding={finding}
                      name={`reason-from-cross-check-${at}`}
                      onAdd={() => onAdd(reasonOfFinding(finding))}
                    />
                  )}
                </span>
              )}
            />
          </div>
        </Card>
      )}
      {similar.length > 0 && (
        <Card size="small" title={<h2>与先前材料相似（{similar.length}）</h2>}>
          {similar.map((one, at) => (
            <Alike key={one.submissionId} similar={one} onPassage={(n) => onActive(similarMark(at, n))} />
          ))}
        </Card>
      )}
    </>
  );
}

function Compared({ documents, date }: Pick<CrossCheck, "documents" | "date">) {
  if (documents.length === 0) return null;
  return (
    <p className="quiet">
      {date && `${chineseDay(date)}这场学习，`}已核对：
      {documents.map(({ submissionId, typeName, fileName }) => (
        <Link key={submissionId} to={`/review/${submissionId}`} title={fileName} className="compared">
          {typeName}
        </Link>
      ))}
    </p>
  );
}

/** The words of the other document. */
function There({ there }: { readonly there?: CrossCheck["findings"][number]["other"] }) {
  if (!there) return null;
  return (
    <Tooltip title={there.evidence || "没有可摘录的原文"}>
      <Link to={`/review/${there.submissionId}`} data-testid="cross-check-document">
        {there.typeName}
      </Link>
    </Tooltip>
  );
}

function Alike({
  similar,
  onPassage,
}: {
  readonly similar: Similar;
  readonly onPassage: (at: number) => void;
}) {
  return (
    <section className="alike" data-testid="alike">
      <div>
        <Tag color={similar.share >= 60 ? "error" : "warning"}>相似{similar.share}%</Tag>
        <Link to={`/review/${similar.submissionId}`}>{similar.fileName}</Link>
        <span className="quiet">　{similar.unitName}</span>
      </div>
      {similar.passages.map(({ own, other }, at) => (
        <div className="passages" key={own.start}>
          <button type="button" className="words" onClick={() => onPassage(at)} title="在原文中查看">
            <span className="quiet">本件</span>
            {own.evidence}
          </button>
          <blockquote className="words">
            <span className="quiet">先前</span>
            {other.evidence}
          </blockquote>
        </div>
      ))}
    </section>
  );
}

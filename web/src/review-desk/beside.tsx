/** The paper beside the unit's others: where they contradict each other, and what it is a copy of. */
import { useQuery } from "@tanstack/react-query";
import { Card, Tag, Tooltip } from "antd";
import { Link } from "react-router";
import type { z } from "zod";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import type * as shape from "../../../functions/api/contract/shapes.ts";
import { chineseDay } from "../calendar/chinese-date.ts";
import { call } from "../client.ts";
import type { Mark } from "../document/segments.ts";
import { FindingList } from "../examination/finding-list.tsx";
import type { Reason } from "../submission/shapes.ts";
import { AsReason, SeeWords } from "./finding-actions.tsx";
import "./beside.css";
import { reasonOfFinding } from "./reasons.ts";

export type Beside = z.infer<typeof shape.beside>;
type Like = Beside["likes"][number];

/** Papers arrive while one is looked at: asked again and again. */
export function useBeside(id: string): Beside | undefined {
  const { data } = useQuery({
    queryKey: ["submission", id, "beside"],
    queryFn: () => call(endpoints.beside, { params: { id } }),
    refetchInterval: 20_000,
  });
  return data;
}

const besideMark = (at: number) => `beside:${at}`;
const likeMark = (at: number, passage: number) => `like:${at}.${passage}`;

/** The words of this paper that others contradict, and those that stand in an earlier one too. */
export function besideMarks({ findings, likes }: Beside): Mark[] {
  const contradicted = findings.map(({ start, end }, at) => ({
    id: besideMark(at),
    start,
    end,
    tone: "unsure" as const,
  }));
  const copied = likes.flatMap(({ passages }, at) =>
    passages.map(({ own: { start, end } }, passage) => ({
      id: likeMark(at, passage),
      start,
      end,
      tone: "unsure" as const,
    })),
  );
  return [...contradicted, ...copied].filter(({ start, end }) => end > start);
}

export function BesidePapers(props: {
  readonly beside: Beside;
  readonly onActive: (mark: string) => void;
  readonly onAdd?: (reason: Reason) => void;
}) {
  const { beside, onActive, onAdd } = props;
  const { findings, papers, likes, date } = beside;
  return (
    <>
      {(papers.length > 0 || findings.length > 0) && (
        <Card size="small" title={<h2>与其他材料核对（{findings.length}）</h2>}>
          <div data-testid="beside">
            <Compared papers={papers} date={date} />
            {findings.length === 0 && <p className="quiet">没有发现不一致的地方</p>}
            <FindingList
              findings={findings}
              action={(finding, at) => (
                <span className="finding-actions">
                  <There there={findings[at]?.beside} />
                  <SeeWords of={finding} onSee={() => onActive(besideMark(at))} />
                  {onAdd && (
                    <AsReason
                      finding={finding}
                      name={`reason-from-beside-${at}`}
                      onAdd={() => onAdd(reasonOfFinding(finding))}
                    />
                  )}
                </span>
              )}
            />
          </div>
        </Card>
      )}
      {likes.length > 0 && (
        <Card size="small" title={<h2>与先前材料相似（{likes.length}）</h2>}>
          {likes.map((like, at) => (
            <Alike key={like.submissionId} like={like} onPassage={(n) => onActive(likeMark(at, n))} />
          ))}
        </Card>
      )}
    </>
  );
}

function Compared({ papers, date }: Pick<Beside, "papers" | "date">) {
  if (papers.length === 0) return null;
  return (
    <p className="quiet">
      {date && `${chineseDay(date)}这场学习，`}已核对：
      {papers.map(({ submissionId, typeName, fileName }) => (
        <Link key={submissionId} to={`/review/${submissionId}`} title={fileName} className="compared">
          {typeName}
        </Link>
      ))}
    </p>
  );
}

/** The words of the other paper. */
function There({ there }: { readonly there?: Beside["findings"][number]["beside"] }) {
  if (!there) return null;
  return (
    <Tooltip title={there.evidence || "没有可摘录的原文"}>
      <Link to={`/review/${there.submissionId}`} data-testid="beside-paper">
        {there.typeName}
      </Link>
    </Tooltip>
  );
}

function Alike({ like, onPassage }: { readonly like: Like; readonly onPassage: (at: number) => void }) {
  return (
    <section className="alike" data-testid="alike">
      <div>
        <Tag color={like.share >= 60 ? "error" : "warning"}>相似{like.share}%</Tag>
        <Link to={`/review/${like.submissionId}`}>{like.fileName}</Link>
        <span className="quiet">　{like.unitName}</span>
      </div>
      {like.passages.map(({ own, other }, at) => (
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

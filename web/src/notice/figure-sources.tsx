/** The papers, sessions and arrears a figure was counted from. */
import { useQueries } from "@tanstack/react-query";
import { Empty } from "antd";
import { Link } from "react-router";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { chineseDay } from "../calendar/chinese-date.ts";
import { call } from "../client.ts";
import { useNames } from "../rulebook/names.ts";
import type { SubmissionLine } from "../submission/shapes.ts";
import { TypeName } from "../submission/type-name.tsx";
import { useUnitNames } from "../unit-desk/unit-names.ts";
import type { Figure } from "./shapes.ts";
import { type Source, sourceOf } from "./source.ts";

/** Titles are asked for this many papers; the rest are listed by their numbers. */
const NAMED = 30;

export function FigureSources({ figure, period }: { readonly figure: Figure; readonly period: string }) {
  const unitName = useUnitNames();
  const papers = useQueries({
    queries: figure.sources
      .filter((id) => id.startsWith("sub_"))
      .slice(0, NAMED)
      .map((id) => ({
        queryKey: ["submission", id],
        queryFn: () => call(endpoints.submission, { params: { id } }),
        staleTime: 60_000,
      })),
  });
  const found = new Map(papers.flatMap(({ data }) => (data ? [[data.id, data] as const] : [])));
  if (figure.sources.length === 0) return <Empty description="数值为零，没有对应的材料" />;
  return (
    <ol className="sources" data-testid="sources">
      {figure.sources.map((id) => (
        <li key={id}>
          <SourceLine source={sourceOf(id)} period={period} paper={found.get(id)} unitName={unitName} />
        </li>
      ))}
    </ol>
  );
}

function SourceLine(props: {
  readonly source: Source;
  readonly period: string;
  readonly paper?: SubmissionLine;
  readonly unitName: (id: string) => string;
}) {
  const { source, period, paper, unitName } = props;
  const { typeName, obligationName } = useNames();
  switch (source.kind) {
    case "session":
      return (
        <Link to={`/unit/${source.unitId}?period=${source.period}`}>
          {unitName(source.unitId)} {chineseDay(source.date)}学习
        </Link>
      );
    case "obligation":
      return (
        <Link to={`/unit/${source.unitId}?period=${period}`}>
          {unitName(source.unitId)}：{source.date && `${chineseDay(source.date)}学习的`}
          {obligationName(source.rule.replace(/-\d+$/, ""))}
        </Link>
      );
    case "unit":
      return <Link to={`/unit/${source.unitId}?period=${period}`}>{unitName(source.unitId)}</Link>;
    case "paper":
      return (
        <>
          <Link className="document-title" to={`/review/${source.id}`}>
            {paper ? (paper.title ?? paper.fileName) : `材料 ${source.id}`}
          </Link>
          {paper && (
            <div className="quiet">
              {paper.unitName} · <TypeName id={paper.documentType} name={typeName(paper.documentType)} />
              {paper.effectiveDate && ` · ${chineseDay(paper.effectiveDate)}`}
            </div>
          )}
        </>
      );
  }
}

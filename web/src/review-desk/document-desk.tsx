/** The desk on which one readable revision is looked at and decided. */
import { QuestionCircleOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Tabs } from "antd";
import { type Dispatch, type SetStateAction, useCallback, useMemo, useState } from "react";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import { Comparison } from "../document/comparison.tsx";
import { Preview } from "../document/preview.tsx";
import { type Span, TextView } from "../document/text-view.tsx";
import type { Examined } from "../examination/shapes.ts";
import { Answered } from "../page/answered.tsx";
import type { Reason, SubmissionDetail } from "../submission/shapes.ts";
import { TrailList } from "../submission/trail-list.tsx";
import { crossCheckMarks, useCrossCheck } from "./cross-check.tsx";
import type { DecisionKind } from "./decision.ts";
import { DecisionBar } from "./decision-bar.tsx";
import { inReadingOrder } from "./element-panel.tsx";
import { type DeskKey, useDeskKeys } from "./keyboard.tsx";
import { elementMark, marksOf } from "./marks.ts";
import { reasonOfSelection, withReason } from "./reasons.ts";
import { SidePanel } from "./side-panel.tsx";

export function DocumentDesk(props: { readonly detail: SubmissionDetail; readonly examined: Examined }) {
  const { detail, examined } = props;
  const [active, setActive] = useState<string>();
  const [reasons, setReasons] = useState<readonly Reason[]>([]);
  const [asking, setAsking] = useState<DecisionKind>();
  const [selected, setSelected] = useState<Span>();
  const current = examined.revision === detail.revision;
  const mayReturn = current && (detail.may.includes("return") || detail.may.includes("reject"));
  const mayPoint = mayReturn || (current && detail.may.includes("overrule"));
  const elements = useMemo(() => inReadingOrder(examined.elements), [examined]);
  // What other papers say is about the newest revision.
  const newest = useCrossCheck(detail.id);
  const crossCheck = current ? newest : undefined;
  const marks = useMemo(
    () => [...marksOf(examined, reasons), ...(crossCheck ? crossCheckMarks(crossCheck) : [])],
    [examined, reasons, crossCheck],
  );
  const add = useCallback((reason: Reason) => setReasons((all) => withReason(all, reason)), []);

  const act = useCallback(
    (key: DeskKey) => {
      if (key === "a" && current && detail.may.includes("approve")) setAsking("approve");
      if (key === "r" && current && detail.may.includes("return")) setAsking("return");
      if (key !== "j" && key !== "k") return;
      const at = elements.findIndex(({ id }) => elementMark(id) === active);
      const count = elements.length;
      const to = key === "j" ? (at + 1) % count : (at <= 0 ? count : at) - 1;
      const next = elements[to];
      if (next) setActive(elementMark(next.id));
    },
    [active, current, detail.may, elements],
  );
  const { help, openHelp } = useDeskKeys(act);

  return (
    <div className="desk-columns">
      <div className="left">
        <Papers
          detail={detail}
          examined={examined}
          text={
            <Text
              examined={examined}
              marks={marks}
              active={active}
              onMark={(ids) => setActive(ids.find((id) => id.startsWith("element:")) ?? ids[0])}
              selected={selected}
              onSelect={mayPoint ? setSelected : undefined}
              onReason={mayReturn ? add : undefined}
            />
          }
        />
      </div>
      <aside className="right" aria-label="要素、发现与审核">
        <SidePanel
          detail={detail}
          examined={examined}
          crossCheck={crossCheck}
          elements={elements}
          active={active}
          reasons={reasons}
          selected={selected}
          onActive={setActive}
          onReasons={setReasons}
          onAdd={mayReturn ? add : undefined}
        />
        <DecisionBar
          detail={current ? detail : { ...detail, may: [] }}
          revision={examined.revision}
          reasons={reasons}
          dialogue={{ asking, ask: setAsking }}
          extra={
            <Button
              type="text"
              className="wide-only"
              icon={<QuestionCircleOutlined />}
              aria-label="快捷键"
              onClick={openHelp}
            />
          }
        />
      </aside>
      {help}
    </div>
  );
}

function Text(props: {
  readonly examined: Examined;
  readonly marks: ReturnType<typeof marksOf>;
  readonly active?: string;
  readonly onMark: (ids: readonly string[]) => void;
  readonly selected?: Span;
  readonly onSelect?: Dispatch<SetStateAction<Span | undefined>>;
  readonly onReason?: (reason: Reason) => void;
}) {
  const { examined, selected: span, onSelect, onReason } = props;
  const select = useCallback(
    (next: Span | undefined) =>
      onSelect?.((old) => (old?.start === next?.start && old?.end === next?.end ? old : next)),
    [onSelect],
  );
  return (
    <>
      <TextView
        text={examined.text}
        places={examined.places}
        marks={props.marks}
        active={props.active}
        onMark={props.onMark}
        onSelect={onSelect && select}
      />
      {span && onReason && (
        <div className="selection-bar">
          <span className="quiet">已选中 {span.end - span.start} 字</span>
          <Button
            type="primary"
            data-testid="reason-from-selection"
            // Keep the selection: pressing elsewhere would drop it before the click arrives.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => {
              onReason(reasonOfSelection(examined.text, span.start, span.end));
              window.getSelection()?.removeAllRanges();
            }}
          >
            以此为据退回
          </Button>
        </div>
      )}
    </>
  );
}

function Papers(props: {
  readonly detail: SubmissionDetail;
  readonly examined: Examined;
  readonly text: React.ReactNode;
}) {
  const { detail, examined } = props;
  const earlier = detail.revisions.findLast(
    (one) => one.number < examined.revision && one.outcome === "text",
  );
  return (
    <Tabs
      defaultActiveKey="text"
      destroyOnHidden
      items={[
        { key: "text", label: "文本", children: props.text },
        ...(earlier
          ? [
              {
                key: "comparison",
                label: <span data-testid="compare">新旧对照</span>,
                children: <Compared detail={detail} examined={examined} earlier={earlier.number} />,
              },
            ]
          : []),
        ...(/\.docx$/i.test(detail.revisions[examined.revision - 1]?.fileName ?? "")
          ? [
              {
                key: "preview",
                label: "原貌预览",
                children: <Preview id={detail.id} revision={examined.revision} />,
              },
            ]
          : []),
        { key: "trail", label: "留痕", children: <TrailList trail={detail.trail} /> },
      ]}
    />
  );
}

function Compared(props: {
  readonly detail: SubmissionDetail;
  readonly examined: Examined;
  readonly earlier: number;
}) {
  const { detail, examined, earlier } = props;
  const before = useQuery({
    queryKey: ["submission", detail.id, "examination", earlier],
    queryFn: () => call(endpoints.examined, { params: { id: detail.id, revision: earlier } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Answered query={before}>
      {(old) => (
        <Comparison
          before={old.text}
          after={examined.text}
          beforeName={`第${earlier}版`}
          afterName={`第${examined.revision}版`}
        />
      )}
    </Answered>
  );
}

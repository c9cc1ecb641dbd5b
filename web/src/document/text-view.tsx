/** The text of a document as read, its evidence highlighted in place; selecting words offers to point at them. */
import { memo, useEffect, useMemo, useRef } from "react";
import { type Line, linesOf, type Mark, segmentsOf, toneOf } from "./segments.ts";
import { spanOf } from "./selection.ts";
import "./text-view.css";

export interface DocumentPlace {
  readonly start: number;
  readonly end: number;
  readonly page?: number;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

export function TextView(props: {
  readonly text: string;
  readonly places: readonly DocumentPlace[];
  readonly marks: readonly Mark[];
  /** The mark that is looked at: shown strongly and scrolled to. */
  readonly active?: string;
  readonly onMark?: (ids: readonly string[]) => void;
  /** Words were selected, or (undefined) the selection is gone. */
  readonly onSelect?: (span: Span | undefined) => void;
}) {
  const { text, places, marks, active, onMark, onSelect } = props;
  const home = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => linesOf(text), [text]);
  const pages = useMemo(() => pageStarts(lines, places), [lines, places]);

  useEffect(() => {
    if (!active) return;
    const first = home.current?.querySelector(`[data-marks~="${CSS.escape(active)}"]`);
    first?.scrollIntoView({ block: "center", behavior: "smooth" });
  }, [active]);

  useEffect(() => {
    if (!onSelect) return;
    const look = () => home.current && onSelect(spanOf(home.current, window.getSelection()));
    document.addEventListener("selectionchange", look);
    return () => document.removeEventListener("selectionchange", look);
  }, [onSelect]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the marks are reachable through the element list's buttons
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above; a click on a mark is only a shortcut
    <div
      ref={home}
      className="document-text"
      data-testid="document-text"
      onClick={({ target }) => {
        const ids = target instanceof HTMLElement ? target.dataset.marks?.split(" ") : undefined;
        if (ids) onMark?.(ids);
      }}
    >
      {lines.map((line, at) => (
        <TextLine
          key={line.start}
          text={text}
          line={line}
          page={pages.get(at)}
          marks={marks}
          active={active && touches(line, marks, active) ? active : undefined}
        />
      ))}
    </div>
  );
}

const TextLine = memo(function TextLine(props: {
  readonly text: string;
  readonly line: Line;
  readonly page?: number;
  readonly marks: readonly Mark[];
  readonly active?: string;
}) {
  const { text, line, page, marks, active } = props;
  return (
    <>
      {page !== undefined && (
        <div className="page-mark" aria-hidden>
          第 {page} 页
        </div>
      )}
      <p>
        {segmentsOf(line, marks).map((segment) => {
          const words = text.slice(segment.start, segment.end);
          if (segment.marks.length === 0) {
            return (
              <span key={segment.start} data-start={segment.start}>
                {words}
              </span>
            );
          }
          const ids = segment.marks.map(({ id }) => id);
          const strong = active !== undefined && ids.includes(active);
          return (
            <mark
              key={segment.start}
              data-start={segment.start}
              data-marks={ids.join(" ")}
              data-tone={toneOf(segment.marks)}
              className={strong ? "active" : undefined}
            >
              {words}
            </mark>
          );
        })}
        {line.start === line.end && "\u200b"}
      </p>
    </>
  );
});

function touches(line: Line, marks: readonly Mark[], id: string): boolean {
  return marks.some((mark) => mark.id === id && mark.start < line.end && mark.end > line.start);
}

/** The lines at which a page begins, for documents that have pages. */
function pageStarts(lines: readonly Line[], places: readonly DocumentPlace[]): Map<number, number> {
  const starts = new Map<number, number>();
  let at = 0;
  let page: number | undefined;
  for (const place of places) {
    if (place.page === undefined || place.page === page) continue;
    page = place.page;
    while ((lines[at]?.end ?? Number.POSITIVE_INFINITY) < place.start) at++;
    if (!starts.has(at)) starts.set(at, page);
  }
  return starts;
}

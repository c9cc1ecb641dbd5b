/** The reasons of a return or rejection, numbered, each with the words it rests on. */
import { useEffect, useRef } from "react";
import type { Reason } from "./shapes.ts";
import "./reason-list.css";

/** @param meant the one that a link leads to, counted from 1: it is brought into sight and marked */
export function ReasonList(props: { readonly reasons: readonly Reason[]; readonly meant?: number }) {
  const { reasons, meant } = props;
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (meant !== undefined) item.current?.scrollIntoView({ block: "center" });
  }, [meant]);
  return (
    <ol className="reasons" data-testid="reasons">
      {reasons.map((reason, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: a reason is known by its place, answers refer to it
          key={index}
          {...(index + 1 === meant && { ref: item, className: "meant", "data-testid": "meant-reason" })}
        >
          <ReasonText reason={reason} />
        </li>
      ))}
    </ol>
  );
}

export function ReasonText({ reason }: { readonly reason: Reason }) {
  return (
    <>
      <div>{reason.message}</div>
      {reason.evidence && <blockquote className="words">{reason.evidence}</blockquote>}
      {reason.suggestion && <div className="quiet">建议：{reason.suggestion}</div>}
    </>
  );
}

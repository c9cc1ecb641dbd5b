/** The reasons of a return or rejection, numbered, each with the words it rests on. */
import type { Reason } from "./shapes.ts";
import "./reason-list.css";

export function ReasonList({ reasons }: { readonly reasons: readonly Reason[] }) {
  return (
    <ol className="reasons" data-testid="reasons">
      {reasons.map((reason, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a reason is known by its place, answers refer to it
        <li key={index}>
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

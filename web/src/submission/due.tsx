/** A due day, red when it has passed. */
import { chineseDay } from "../calendar/chinese-date.ts";

export function Due(props: { readonly day?: string; readonly overdue?: boolean }) {
  if (!props.day) return <span className="quiet">—</span>;
  return (
    <span className={props.overdue ? "overdue" : undefined}>
      {chineseDay(props.day)}
      {props.overdue && "（已逾期）"}
    </span>
  );
}

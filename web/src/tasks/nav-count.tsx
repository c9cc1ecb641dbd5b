/** How many tasks wait for me, in the menu: red once one of them is overdue. */
import { Badge } from "antd";
import { useTaskCounts } from "./queries.ts";

export function NavCount() {
  const { data } = useTaskCounts();
  const open = (data?.mine ?? 0) + (data?.pool ?? 0);
  if (open === 0) return null;
  const overdue = data?.overdue ?? 0;
  return (
    <Badge
      className="nav-count"
      data-testid="task-count"
      count={open}
      overflowCount={99}
      size="small"
      color={overdue > 0 ? "#c0392b" : "#6b655d"}
      title={overdue > 0 ? `${open} 项待办，其中 ${overdue} 项已逾期` : `${open} 项待办`}
    />
  );
}

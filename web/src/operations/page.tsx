/** For the administrator: units, people, rules, and events that could not be handled. */
import { Tabs } from "antd";
import { useSearchParams } from "react-router";
import { usePageTitle } from "../page/title.ts";
import { DeadLetters } from "./dead-letters.tsx";
import { People } from "./people.tsx";
import { Rules } from "./rules.tsx";
import { Units } from "./units.tsx";

export default function OperationsPage() {
  usePageTitle("管理");
  const [search, setSearch] = useSearchParams();
  return (
    <div className="page">
      <h1>管理</h1>
      <Tabs
        activeKey={search.get("tab") ?? "units"}
        onChange={(tab) => setSearch({ tab })}
        items={[
          { key: "units", label: "单位", children: <Units /> },
          { key: "people", label: "人员", children: <People /> },
          { key: "rules", label: "规则", children: <Rules /> },
          { key: "letters", label: "未能处理的事项", children: <DeadLetters /> },
        ]}
      />
    </div>
  );
}

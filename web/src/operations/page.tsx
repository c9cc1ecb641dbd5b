/** For the administrator: units, people, rules, and events that could not be handled. */
import { Button, Result, Tabs } from "antd";
import { Link, useSearchParams } from "react-router";
import { useMe } from "../account/me.ts";
import { Channels } from "../messages/channels.tsx";
import { Templates } from "../messages/templates.tsx";
import { usePageTitle } from "../page/title.ts";
import { DeadLetters } from "./dead-letters.tsx";
import { People } from "./people.tsx";
import { Rules } from "./rules.tsx";
import { Units } from "./units.tsx";

export default function OperationsPage() {
  usePageTitle("管理");
  const [search, setSearch] = useSearchParams();
  const { data: me } = useMe();
  if (!me?.roles.includes("administrator"))
    return (
      <Result
        status="403"
        title="这里由管理员使用"
        subTitle="需要增减单位、人员或重置密码时，请联系本办公室的管理员。"
        extra={
          <Link to="/">
            <Button type="primary">回到首页</Button>
          </Link>
        }
      />
    );
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
          { key: "channels", label: "消息渠道", children: <Channels /> },
          { key: "templates", label: "消息模板", children: <Templates /> },
          { key: "letters", label: "未能处理的事项", children: <DeadLetters /> },
        ]}
      />
    </div>
  );
}

/** For the administrator: rules, and events that could not be handled. */
import { Button, Result, Tabs } from "antd";
import { Link, useSearchParams } from "react-router";
import { useMe } from "../account/me.ts";
import { Channels } from "../messages/channels.tsx";
import { Templates } from "../messages/templates.tsx";
import { usePageTitle } from "../page/title.ts";
import { SignInSecurity } from "../sign-in/security.tsx";
import { DeadLetters } from "./dead-letters.tsx";
import { Rules } from "./rules.tsx";

export default function OperationsPage() {
  usePageTitle("管理");
  const [search, setSearch] = useSearchParams();
  const { data: me } = useMe();
  if (!me?.roles.includes("administrator"))
    return (
      <Result
        status="403"
        title="这里由管理员使用"
        subTitle="需要修改规则时，请联系本办公室的管理员。"
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
        activeKey={search.get("tab") ?? "rules"}
        onChange={(tab) => setSearch({ tab })}
        items={[
          { key: "sign-in", label: "登录安全", children: <SignInSecurity /> },
          { key: "rules", label: "规则", children: <Rules /> },
          { key: "channels", label: "消息渠道", children: <Channels /> },
          { key: "templates", label: "消息模板", children: <Templates /> },
          { key: "letters", label: "未能处理的事项", children: <DeadLetters /> },
        ]}
      />
    </div>
  );
}

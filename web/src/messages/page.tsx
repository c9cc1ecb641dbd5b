/** One's own messages, and how one wants to hear. */
import { Tabs } from "antd";
import { useSearchParams } from "react-router";
import { usePageTitle } from "../page/title.ts";
import { Inbox } from "./inbox.tsx";
import "./page.css";
import { Preferences } from "./preferences.tsx";

export default function MessagesPage() {
  usePageTitle("消息");
  const [search, setSearch] = useSearchParams();
  return (
    <div className="page narrow">
      <h1>消息</h1>
      <Tabs
        activeKey={search.get("tab") ?? "inbox"}
        onChange={(tab) => setSearch({ tab })}
        items={[
          { key: "inbox", label: "全部消息", children: <Inbox /> },
          { key: "preferences", label: "接收设置", children: <Preferences /> },
        ]}
      />
    </div>
  );
}

/** A secretary keeps the members of the own unit. */
import { Empty } from "antd";
import { useMe } from "../account/me.ts";
import { usePageTitle } from "../page/title.ts";
import { Members } from "./members.tsx";

export default function MembersPage() {
  usePageTitle("成员名单");
  const { data: me } = useMe();
  if (!me) return null;
  return (
    <div className="page">
      <h1>{me.unitName ? `${me.unitName}成员名单` : "成员名单"}</h1>
      {me.unitId ? (
        <Members unitId={me.unitId} />
      ) : (
        <Empty description="您的账号还没有关联单位，请联系管理员" />
      )}
    </div>
  );
}

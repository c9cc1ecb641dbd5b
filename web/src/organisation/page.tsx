/** For the administrator: first steps, units and their members, accounts and rights, import, links, settings, register. */
import { Button, Result, Tabs } from "antd";
import { Link, useSearchParams } from "react-router";
import { useMe } from "../account/me.ts";
import { usePageTitle } from "../page/title.ts";
import { FirstSteps, useFirstSteps } from "./first-steps.tsx";
import { Imports } from "./imports.tsx";
import { UnitLinks } from "./links.tsx";
import { People } from "./people.tsx";
import { Register } from "./register.tsx";
import { Settings } from "./settings.tsx";
import { Units } from "./units.tsx";

export default function OrganisationPage() {
  usePageTitle("单位与人员");
  const { data: me } = useMe();
  if (!me) return null;
  if (!me.roles.includes("administrator"))
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
      <h1>单位与人员</h1>
      <Places />
    </div>
  );
}

/** An office that is not ready yet begins with what is missing. */
function Places() {
  const [search, setSearch] = useSearchParams();
  const { data } = useFirstSteps();
  const isReady = data?.steps.every(({ done, optional }) => done || optional) ?? true;
  const go = (tab: string) => setSearch({ tab });
  const steps = { key: "steps", label: "起步", children: <FirstSteps go={go} /> };
  if (!data) return null;
  return (
    <Tabs
      activeKey={search.get("tab") ?? (isReady ? "units" : "steps")}
      onChange={go}
      items={[
        ...(isReady ? [] : [steps]),
        { key: "units", label: "单位", children: <Units /> },
        { key: "people", label: "账号", children: <People /> },
        { key: "import", label: "导入", children: <Imports /> },
        { key: "links", label: "上传链接", children: <UnitLinks /> },
        { key: "settings", label: "办公室设置", children: <Settings /> },
        { key: "register", label: "变更登记", children: <Register /> },
        ...(isReady ? [steps] : []),
      ]}
    />
  );
}

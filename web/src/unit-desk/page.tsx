/** The unit desk: what a unit owes in a quarter, its sessions with their seven lights, its papers and links. */

import { useQuery } from "@tanstack/react-query";
import { Empty, Select, Space } from "antd";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { UNIT_ROLES } from "../../../core/organisation/role.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { type Me, useMe } from "../account/me.ts";
import { PeriodPicker } from "../calendar/period-picker.tsx";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import { usePageTitle } from "../page/title.ts";
import { RECOGNISING } from "../submission/pace.ts";
import { LinkList } from "./link-list.tsx";
import { ObligationList } from "./obligation-list.tsx";
import { useUnits } from "./unit-names.ts";
import "./page.css";
import { SevenMatrix } from "./seven-matrix.tsx";
import { SubmissionTable } from "./submission-table.tsx";

export default function UnitDeskPage() {
  const me = useMe();
  return me.data ? <Chosen me={me.data} /> : null;
}

/** A secretary is at the own unit's desk; staff choose one. */
function Chosen({ me }: { readonly me: Me }) {
  const { id = me.unitId } = useParams();
  usePageTitle("单位工作台");
  const staff = me.roles.some((role) => !UNIT_ROLES.has(role));
  return (
    <div className="page">
      {staff && <UnitPicker chosen={id} />}
      {id ? (
        <DeskOf key={id} unitId={id} me={me} />
      ) : (
        <Empty description={staff ? "请先选择一个单位" : "您的账号还没有关联单位，请联系管理员"} />
      )}
    </div>
  );
}

function UnitPicker({ chosen }: { readonly chosen?: string }) {
  const navigate = useNavigate();
  const units = useUnits();
  const options = (units.data?.units ?? [])
    .toSorted((a, b) => a.order - b.order)
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select
      aria-label="单位"
      data-testid="unit"
      style={{ width: 300, maxWidth: "100%" }}
      placeholder="选择单位"
      showSearch={{ optionFilterProp: "label" }}
      loading={units.isPending}
      status={units.error ? "error" : undefined}
      notFoundContent={units.error?.message ?? "还没有单位，请由管理员添加"}
      value={chosen}
      options={options}
      onChange={(id) => navigate(`/unit/${id}`)}
    />
  );
}

function DeskOf({ unitId, me }: { readonly unitId: string; readonly me: Me }) {
  const [search, setSearch] = useSearchParams();
  const chosen = search.get("period") ?? undefined;
  const desk = useQuery({
    queryKey: ["desk", unitId, chosen],
    queryFn: () => call(endpoints.desk, { params: { id: unitId }, query: { period: chosen } }),
    refetchInterval: ({ state }) =>
      state.data?.submissions.some((one) => one.recognising) ? RECOGNISING : 15_000,
  });
  // Not chosen: the server opens the quarter that is being worked on.
  const period = chosen ?? desk.data?.period ?? me.period;
  usePageTitle(desk.data ? `${desk.data.unit.shortName} ${desk.data.periodName}` : "单位工作台");
  const mayLink = me.roles.some((role) => ["secretary", "reviewer", "administrator"].includes(role));
  return (
    <>
      <div className="page-head">
        <h1>{desk.data?.unit.name ?? "单位工作台"}</h1>
        <PeriodPicker value={period} current={me.period} onChange={(next) => setSearch({ period: next })} />
      </div>
      <Answered query={desk}>
        {(data) => (
          <Space orientation="vertical" size={16} style={{ width: "100%" }} className="desk">
            <ObligationList desk={data} />
            <SevenMatrix sessions={data.sessions} contradictions={data.contradictions} />
            <SubmissionTable
              submissions={data.submissions}
              mayWithdraw={me.roles.includes("secretary") && me.unitId === unitId}
            />
            {mayLink && <LinkList desk={data} />}
          </Space>
        )}
      </Answered>
    </>
  );
}

/** The first steps of an office as a checklist; each is ticked by what there is. */
import { CheckCircleFilled, MinusCircleOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Card } from "antd";
import { useNavigate } from "react-router";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import type { FIRST_STEPS } from "../../../functions/api/contract/offices.ts";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import "./first-steps.css";

type Step = (typeof FIRST_STEPS)[number];

export const useFirstSteps = () =>
  useQuery({ queryKey: ["first-steps"], queryFn: () => call(endpoints.firstSteps) });

/** What a step is called, what its button says, and where it leads. */
const STEPS: Readonly<Record<Step, { readonly name: string; readonly todo: string; readonly to: string }>> = {
  settings: { name: "核对办公室名称、发文机关和发文字号", todo: "去核对", to: "settings" },
  units: { name: "添加单位", todo: "用表格导入", to: "import" },
  members: { name: "录入各单位中心组成员", todo: "去录入", to: "units" },
  people: { name: "添加审核员和领导", todo: "去添加", to: "people" },
  links: { name: "给各单位上传链接", todo: "去建链接", to: "links" },
  rules: { name: "检查规则", todo: "去查看", to: "/operations?tab=rules" },
};

export function FirstSteps({ go }: { readonly go: (tab: string) => void }) {
  const steps = useFirstSteps();
  const navigate = useNavigate();
  const open = (to: string) => (to.startsWith("/") ? navigate(to) : go(to));
  return (
    <Answered query={steps}>
      {(data) => (
        <Card size="small">
          {data.steps.every(({ done, optional }) => done || optional) && (
            <Alert type="success" showIcon title="准备就绪，各单位可以报送了" data-testid="ready" />
          )}
          <ol className="first-steps" data-testid="first-steps">
            {data.steps.map(({ step, done, optional, detail }) => (
              <li key={step} data-testid={`step-${step}`} data-done={done}>
                {done ? (
                  <CheckCircleFilled className="done" aria-label="已完成" />
                ) : (
                  <MinusCircleOutlined className="quiet" aria-label={optional ? "可不做" : "未完成"} />
                )}
                <div className="said">
                  <div>{STEPS[step].name}</div>
                  <div className="quiet">{detail}</div>
                </div>
                <Button
                  type={done || optional ? "default" : "primary"}
                  size="small"
                  onClick={() => open(STEPS[step].to)}
                >
                  {done ? "查看" : STEPS[step].todo}
                </Button>
              </li>
            ))}
          </ol>
        </Card>
      )}
    </Answered>
  );
}

/** Behind an invitation: whom it is for, and the own password. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Button, Descriptions, Form, Input } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { chineseInstant } from "../calendar/chinese-date.ts";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import { usePageTitle } from "../page/title.ts";
import { type Step, useArrival } from "./entering.ts";
import { Entrance } from "./entrance.tsx";
import { PASSWORD_HINT, passwordRules } from "./new-password.ts";
import { SecondStep } from "./second-step.tsx";

export default function InvitationPage() {
  usePageTitle("设置密码");
  const [token] = useState(() => window.location.hash.slice(1));
  const [step, setStep] = useState<Step>();
  const navigate = useNavigate();
  const arrive = useArrival();
  const invitation = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => call(endpoints.invitation, { body: { token } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const accept = useMutation({
    mutationFn: (password: string) => call(endpoints.acceptInvitation, { body: { token, password } }),
    onSuccess: (answer) => {
      if ("step" in answer) setStep(answer.step);
      else arrive(answer, "/");
    },
  });
  if (step)
    return (
      <Entrance>
        <SecondStep step={step} onDone={(me) => arrive(me, "/")} onBack={() => navigate("/sign-in")} />
      </Entrance>
    );
  return (
    <Entrance>
      <Answered query={invitation}>
        {({ name, login, officeName, unitName, expiresAt }) => (
          <>
            <h2>{name}，请设置登录密码</h2>
            <Descriptions
              column={1}
              size="small"
              style={{ margin: "12px 0" }}
              items={[
                { key: "login", label: "账号", children: <b data-testid="invited-login">{login}</b> },
                { key: "where", label: "单位", children: unitName ?? officeName },
                { key: "until", label: "有效期至", children: chineseInstant(expiresAt) },
              ]}
            />
            <Form<{ password: string }>
              layout="vertical"
              requiredMark={false}
              onFinish={({ password }) => accept.mutate(password)}
            >
              {accept.error && (
                <Form.Item>
                  <Alert type="error" showIcon title={accept.error.message} data-testid="invitation-error" />
                </Form.Item>
              )}
              <input type="hidden" autoComplete="username" value={login} readOnly />
              <Form.Item name="password" label="新密码" extra={PASSWORD_HINT} rules={passwordRules}>
                <Input.Password
                  size="large"
                  autoFocus
                  autoComplete="new-password"
                  data-testid="new-password"
                />
              </Form.Item>
              <Button
                block
                type="primary"
                size="large"
                htmlType="submit"
                loading={accept.isPending}
                data-testid="accept-invitation"
              >
                设置密码并登录
              </Button>
            </Form>
          </>
        )}
      </Answered>
    </Entrance>
  );
}

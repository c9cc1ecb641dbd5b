/** Signing in with login and password, in a second step where one is asked for, or through the single sign-on. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Button, Divider, Form, Input } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import { usePageTitle } from "../page/title.ts";
import { type Entered, type Step, stepOf, useArrival } from "./entering.ts";
import { Entrance } from "./entrance.tsx";
import { SecondStep } from "./second-step.tsx";

export default function SignInPage() {
  usePageTitle("登录");
  const [search] = useSearchParams();
  const [step, setStep] = useState<Step>();
  const arrive = useArrival();
  const next = search.get("next");
  const onEntered = (answer: Entered) => {
    if ("step" in answer) setStep(stepOf(answer));
    else arrive(answer, next);
  };
  return (
    <Entrance foot={step ? undefined : "只报送材料、没有账号？请使用审核部门发给您的上传链接。"}>
      {step ? (
        <SecondStep step={step} onDone={(me) => arrive(me, next)} onBack={() => setStep(undefined)} />
      ) : (
        <>
          <PasswordStep onEntered={onEntered} />
          <SignOn next={next} />
        </>
      )}
    </Entrance>
  );
}

interface Fields {
  readonly login: string;
  readonly password: string;
}

function PasswordStep({ onEntered }: { readonly onEntered: (answer: Entered) => void }) {
  const signIn = useMutation({
    mutationFn: ({ login, password }: Fields) =>
      call(endpoints.signIn, { body: { login: login.trim(), password } }),
    onSuccess: onEntered,
  });
  return (
    <Form<Fields> layout="vertical" requiredMark={false} onFinish={(fields) => signIn.mutate(fields)}>
      {signIn.error && (
        <Form.Item>
          <Alert type="error" showIcon title={signIn.error.message} data-testid="sign-in-error" />
        </Form.Item>
      )}
      <Form.Item name="login" label="账号" rules={[{ required: true, message: "请输入账号" }]}>
        <Input size="large" data-testid="login" autoComplete="username" autoFocus autoCapitalize="none" />
      </Form.Item>
      <Form.Item name="password" label="密码" rules={[{ required: true, message: "请输入密码" }]}>
        <Input.Password size="large" data-testid="password" autoComplete="current-password" />
      </Form.Item>
      <Button
        block
        type="primary"
        size="large"
        htmlType="submit"
        loading={signIn.isPending}
        data-testid="sign-in"
      >
        登录
      </Button>
    </Form>
  );
}

/** Shown only where the office has a single sign-on. */
function SignOn({ next }: { readonly next: string | null }) {
  const ways = useQuery({ queryKey: ["sign-in-ways"], queryFn: () => call(endpoints.signInWays) });
  const begin = useMutation({
    mutationFn: () => call(endpoints.beginSignOn, { body: { next: next ?? "/" } }),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  if (!ways.data?.signOn) return null;
  return (
    <>
      <Divider plain>或</Divider>
      {begin.error && (
        <Alert type="error" showIcon title={begin.error.message} style={{ marginBottom: 16 }} />
      )}
      <Button
        block
        size="large"
        loading={begin.isPending || begin.isSuccess}
        onClick={() => begin.mutate()}
        data-testid="sign-on"
      >
        用单位统一身份登录
      </Button>
    </>
  );
}

/** The second step of signing in: a code, or setting up the second factor that a role must have. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { AuthenticatorSetup } from "../account/authenticator-setup.tsx";
import type { Me } from "../account/me.ts";
import { RecoveryCodes } from "../account/recovery-codes.tsx";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import type { Step } from "./entering.ts";

interface Props {
  readonly onDone: (me: Me) => void;
  readonly onBack: () => void;
}

export function SecondStep({ step, ...props }: Props & { readonly step: Step }) {
  return step === "code" ? <CodeStep {...props} /> : <EnrolStep {...props} />;
}

function CodeStep({ onDone, onBack }: Props) {
  const [recovering, setRecovering] = useState(false);
  const give = useMutation({
    mutationFn: (code: string) => call(endpoints.signInCode, { body: { code } }),
    onSuccess: onDone,
  });
  return (
    <Form<{ code: string }> layout="vertical" requiredMark={false} onFinish={({ code }) => give.mutate(code)}>
      <h2 style={{ marginBottom: 12 }}>{recovering ? "用恢复码登录" : "输入验证码"}</h2>
      {give.error && (
        <Form.Item>
          <Alert type="error" showIcon title={give.error.message} data-testid="code-error" />
        </Form.Item>
      )}
      <Form.Item
        key={recovering ? "recovery" : "code"}
        name="code"
        label={recovering ? "恢复码" : "手机上的6位数字"}
        extra={recovering ? "启用第二因素时打印或保存的任意一个，用过即作废" : undefined}
        rules={[{ required: true, message: recovering ? "请输入恢复码" : "请输入验证码" }]}
      >
        <Input
          size="large"
          autoFocus
          data-testid="code"
          autoComplete={recovering ? "off" : "one-time-code"}
          inputMode={recovering ? "text" : "numeric"}
          style={{ letterSpacing: recovering ? 1 : 6, fontVariantNumeric: "tabular-nums" }}
        />
      </Form.Item>
      <Button
        block
        type="primary"
        size="large"
        htmlType="submit"
        loading={give.isPending}
        data-testid="give-code"
      >
        登录
      </Button>
      <div style={{ display: "flex", justifyContent: "space-between", marginTop: 12 }}>
        <Button type="link" style={{ padding: 0 }} onClick={onBack}>
          换个账号
        </Button>
        <Button
          type="link"
          style={{ padding: 0 }}
          data-testid="use-recovery"
          onClick={() => {
            give.reset();
            setRecovering(!recovering);
          }}
        >
          {recovering ? "改用手机验证码" : "手机不在身边？用恢复码"}
        </Button>
      </div>
    </Form>
  );
}

function EnrolStep({ onDone, onBack }: Props) {
  const begun = useQuery({
    queryKey: ["sign-in-enrol"],
    queryFn: () => call(endpoints.signInEnrol),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const confirm = useMutation({
    mutationFn: (code: string) => call(endpoints.signInEnrolConfirm, { body: { code } }),
  });
  const done = confirm.data;
  if (done)
    return (
      <RecoveryCodes codes={done.recoveryCodes} onKept={() => onDone(done.me)} kept="我已保存，进入系统" />
    );
  return (
    <>
      <h2>启用第二因素</h2>
      <p className="quiet">您的角色须用手机验证码登录。只设置这一次。</p>
      <Answered query={begun}>
        {(enrolment) => (
          <AuthenticatorSetup
            enrolment={enrolment}
            pending={confirm.isPending}
            error={confirm.error}
            onCode={(code) => confirm.mutate(code)}
          />
        )}
      </Answered>
      <Button type="link" style={{ padding: 0, marginTop: 12 }} onClick={onBack}>
        换个账号
      </Button>
    </>
  );
}

/** What the office asks of those who sign in: roles with a second factor, whom the single sign-on may bring. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Checkbox, Form, Radio, Switch } from "antd";
import { ROLE_NAMES, ROLES } from "../../../core/organisation/role.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import { GroupLines } from "./group-lines.tsx";
import type { PolicyAnswer, PolicyFields } from "./policy-fields.ts";

export function Policy() {
  const policy = useQuery({ queryKey: ["sign-in-policy"], queryFn: () => call(endpoints.signInPolicy) });
  return (
    <Answered query={policy}>{(answer) => <PolicyForm key={answer.version} policy={answer} />}</Answered>
  );
}

function PolicyForm({ policy }: { readonly policy: PolicyAnswer }) {
  const [form] = Form.useForm<PolicyFields>();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const provision = Form.useWatch(["signOn", "provision"], form) ?? policy.signOn.provision;
  const change = useMutation({
    mutationFn: (fields: PolicyFields) =>
      call(endpoints.changeSignInPolicy, {
        // What is not shown stays as it was.
        body: {
          secondFactorFor: fields.secondFactorFor,
          signOn: { ...policy.signOn, ...fields.signOn },
          base: policy.version,
        },
      }),
    onSuccess: (answer) => {
      message.success("登录要求已保存，从下次登录起生效");
      queries.setQueryData(["sign-in-policy"], answer);
      return queries.invalidateQueries({ queryKey: ["accounts"] });
    },
  });
  return (
    <Card size="small" title="登录要求">
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={policy}
        onFinish={(fields) => change.mutate(fields)}
      >
        {change.error && (
          <Form.Item>
            <Alert type="error" showIcon title={change.error.message} />
          </Form.Item>
        )}
        <Form.Item
          name="secondFactorFor"
          label="必须启用第二因素（手机验证码）的角色"
          extra="选中的角色下次登录时须先设置，否则不能进入"
        >
          <Checkbox.Group
            data-testid="factor-roles"
            options={ROLES.map((role) => ({ value: role, label: ROLE_NAMES[role] }))}
          />
        </Form.Item>
        {policy.signOnSet ? (
          <>
            <Form.Item name={["signOn", "knownBy"]} label="统一身份与本系统账号怎样对应">
              <Radio.Group
                style={{ display: "grid", gap: 4 }}
                options={[
                  { value: "binding", label: "由本人登录后在“我的账户”中绑定" },
                  { value: "login", label: "登录名相同即绑定（统一身份的登录名须由管理员分配，本人不能改）" },
                ]}
              />
            </Form.Item>
            <Form.Item
              name={["signOn", "provision"]}
              valuePropName="checked"
              label="没有账号的人按所在的组自动建立账号"
            >
              <Switch aria-label="自动建立账号" data-testid="provision" />
            </Form.Item>
            {provision && <GroupLines />}
          </>
        ) : (
          <p className="quiet">
            没有接入单位统一身份登录。要接入，请运维人员按操作手册设置 QIYOU_OIDC_ISSUER 和
            QIYOU_OIDC_CLIENT。
          </p>
        )}
        <Button type="primary" htmlType="submit" loading={change.isPending} data-testid="save-policy">
          保存
        </Button>
      </Form>
    </Card>
  );
}

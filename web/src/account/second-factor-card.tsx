/** The own second factor: on or off, set up, its recovery codes renewed, given up. */
import { useQueryClient } from "@tanstack/react-query";
import { Button, Card, Tag } from "antd";
import { useState } from "react";
import { chineseInstant } from "../calendar/chinese-date.ts";
import { EndFactor } from "./end-factor.tsx";
import { RenewCodes } from "./renew-codes.tsx";
import { SetUpFactor } from "./set-up-factor.tsx";

interface Props {
  readonly since?: string | undefined;
  readonly recoveryCodesLeft: number;
  readonly required: boolean;
}

type Doing = "set-up" | "renew" | "end";

/** Fewer than these left are worth a word. */
const FEW_CODES = 3;

export function SecondFactorCard({ since, recoveryCodesLeft, required }: Props) {
  const [doing, setDoing] = useState<Doing>();
  const queries = useQueryClient();
  const close = () => {
    setDoing(undefined);
    return queries.invalidateQueries({ queryKey: ["account"] });
  };
  return (
    <Card
      size="small"
      title="第二因素（手机验证码）"
      extra={
        since ? (
          <Tag color="green" data-testid="factor-on">
            已启用
          </Tag>
        ) : (
          <Tag data-testid="factor-off">未启用</Tag>
        )
      }
    >
      {since ? (
        <>
          <p style={{ marginTop: 0 }}>
            自{chineseInstant(since)}起，登录时除密码外还要输入手机上的验证码。
            <br />
            恢复码还剩 <b>{recoveryCodesLeft}</b> 个
            {recoveryCodesLeft < FEW_CODES && <span className="overdue">，请尽快重新生成</span>}。
          </p>
          <div style={{ display: "flex", flexWrap: "wrap", gap: 8 }}>
            <Button onClick={() => setDoing("renew")} data-testid="renew-codes">
              重新生成恢复码
            </Button>
            {required ? (
              <span className="quiet" style={{ alignSelf: "center" }}>
                您的角色必须使用；换手机请联系管理员重置
              </span>
            ) : (
              <Button danger onClick={() => setDoing("end")} data-testid="end-factor">
                停用
              </Button>
            )}
          </div>
        </>
      ) : (
        <>
          <p style={{ marginTop: 0 }}>
            启用后，别人即使知道您的密码也不能登录。需要手机上的验证器，约一分钟。
          </p>
          <Button type="primary" onClick={() => setDoing("set-up")} data-testid="set-up-factor">
            启用
          </Button>
        </>
      )}
      <SetUpFactor open={doing === "set-up"} onClose={close} />
      <RenewCodes open={doing === "renew"} onClose={close} />
      <EndFactor open={doing === "end"} onClose={close} />
    </Card>
  );
}

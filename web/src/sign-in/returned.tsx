/** Back from the single sign-on: what it said is checked once, then one is in, bound, or told why not. */
import { useMutation } from "@tanstack/react-query";
import { Alert, App, Button, Spin } from "antd";
import { useEffect, useRef } from "react";
import { Link, useNavigate } from "react-router";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import { usePageTitle } from "../page/title.ts";
import { stepOf, useArrival } from "./entering.ts";
import { Entrance } from "./entrance.tsx";
import { nextOf } from "./next.ts";
import { SecondStep } from "./second-step.tsx";

export default function ReturnedPage() {
  usePageTitle("登录");
  const navigate = useNavigate();
  const arrive = useArrival();
  const { message } = App.useApp();
  const finish = useMutation({
    mutationFn: (answer: string) => call(endpoints.finishSignOn, { body: { answer } }),
    onSuccess: ({ entered, next }) => {
      if (entered && !("step" in entered)) arrive(entered, next);
      if (entered) return;
      message.success("已绑定统一身份，下次可以直接用它登录");
      navigate(nextOf(next), { replace: true });
    },
  });
  // The answer is good once: sent once, also where React mounts twice, and taken out of the history.
  const sent = useRef(false);
  useEffect(() => {
    if (sent.current) return;
    sent.current = true;
    const answer = window.location.search.slice(1);
    window.history.replaceState(null, "", window.location.pathname);
    finish.mutate(answer);
  }, [finish.mutate]);
  const { entered, next = "/" } = finish.data ?? {};
  const step = entered && stepOf(entered);
  return (
    <Entrance>
      {step && (
        <SecondStep
          step={step}
          onDone={(me) => arrive(me, next)}
          onBack={() => navigate("/sign-in", { replace: true })}
        />
      )}
      {finish.error && (
        <>
          <Alert type="error" showIcon title={finish.error.message} data-testid="sign-on-error" />
          <Link to="/sign-in" replace>
            <Button block size="large" style={{ marginTop: 16 }}>
              回到登录页
            </Button>
          </Link>
        </>
      )}
      {!step && !finish.error && (
        <div role="status" style={{ textAlign: "center", padding: 24 }}>
          <Spin size="large" />
          <p className="quiet">正在核对统一身份…</p>
        </div>
      )}
    </Entrance>
  );
}

/** The buttons by which people arrange a task: on its line in a list, and on its subject's page. */
import { Button } from "antd";
import { useState } from "react";
import { useArranging } from "./queries.ts";
import type { OpenTask } from "./shapes.ts";
import { TransferForm } from "./transfer-form.tsx";

export function TaskActs(props: { readonly subject: string; readonly task: OpenTask }) {
  const task = { subject: props.subject, ...props.task };
  const arrange = useArranging(task);
  const [giving, setGiving] = useState<"transfer" | "take_over">();
  const may = (act: OpenTask["may"][number]) => task.may.includes(act);
  const busy = (act: string) => arrange.isPending && arrange.variables.act === act;
  return (
    <>
      {may("claim") && (
        <Button data-testid="claim" loading={busy("claim")} onClick={() => arrange.mutate({ act: "claim" })}>
          领取
        </Button>
      )}
      {may("release") && (
        <Button
          data-testid="release"
          loading={busy("release")}
          onClick={() => arrange.mutate({ act: "release" })}
        >
          放回
        </Button>
      )}
      {may("take_over") && (
        <Button data-testid="take-over" onClick={() => setGiving("take_over")}>
          接办
        </Button>
      )}
      {may("transfer") && (
        <Button type="text" data-testid="transfer" onClick={() => setGiving("transfer")}>
          转交
        </Button>
      )}
      {may("urge") && (
        <Button data-testid="urge" loading={busy("urge")} onClick={() => arrange.mutate({ act: "urge" })}>
          催办
        </Button>
      )}
      {giving && (
        <TransferForm task={task} takingOver={giving === "take_over"} onClose={() => setGiving(undefined)} />
      )}
    </>
  );
}

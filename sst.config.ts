/// <reference path="./.sst/platform/config.d.ts" />

/** What is deployed to AWS, by `npx sst deploy --stage production`. Each noun has its file in `infra/`. */
export default $config({
  async app({ stage }) {
    const { application } = await import("./infra/application.ts");
    return application(stage, process.env);
  },
  async run() {
    // Hardening first: it reaches only what is declared after it.
    await import("./infra/hardening.ts");
    await import("./infra/storage.ts");
    await import("./infra/table.ts");
    await import("./infra/queue.ts");
    await import("./infra/gateway.ts");
    await import("./infra/site.ts");
    await import("./infra/functions.ts");
    await import("./infra/state-machines.ts");
    await import("./infra/turns.ts");
    await import("./infra/intake.ts");
    await import("./infra/schedules.ts");
    await import("./infra/alarms.ts");
    const { outputs } = await import("./infra/outputs.ts");
    return outputs;
  },
});

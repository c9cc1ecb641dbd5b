/** The three deployments that every test here looks at, made once. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import type { Plan } from "./synth/plan.ts";
import { synth, WORK_FOLDER } from "./synth/synth.ts";

interface Plans {
  readonly production: Plan;
  /** One person's own stage, to try things. */
  readonly personal: Plan;
  readonly china: Plan;
}

declare module "vitest" {
  export interface ProvidedContext {
    plans: Plans;
  }
}

export const DOMAIN = "study.example.gov.cn";
export const ISSUER = "https://id.example.gov.cn/office";
export const SIGN_ON_SECRET = "what-the-issuer-has-given";

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "qiyou-plans-"));
  process.env[WORK_FOLDER] = folder;
  project.provide("plans", {
    production: await synth({
      stage: "production",
      environment: {
        AWS_REGION: "ap-east-1",
        QIYOU_DOMAIN: DOMAIN,
        QIYOU_ALARM_MAIL: "on-duty@example.gov.cn",
        QIYOU_OIDC_ISSUER: ISSUER,
        QIYOU_OIDC_CLIENT: "qiyou",
        SST_SECRET_SignOnSecret: SIGN_ON_SECRET,
      },
    }),
    personal: await synth({ stage: "liming" }),
    china: await synth({
      stage: "production",
      environment: {
        AWS_REGION: "cn-north-1",
        QIYOU_DOMAIN: DOMAIN,
        QIYOU_CERTIFICATE: "ASCAEXAMPLE00EXAMPLE0",
      },
    }),
  });
  return () => rm(folder, { recursive: true });
}

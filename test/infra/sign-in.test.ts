/** What signs people in is told to the one function that does, and its secrets lie open nowhere. */
import { expect, inject, test } from "vitest";
import { ISSUER, SIGN_ON_SECRET } from "./plans.ts";
import { field, ofType, type Plan } from "./synth/plan.ts";
import { SIGN_IN_KEY } from "./synth/synth.ts";

const { production, personal } = inject("plans");
const FUNCTION = "aws:lambda/function:Function";

const environments = (plan: Plan) =>
  ofType(plan, FUNCTION).map(({ name, inputs }) => ({
    name,
    variables: Object(field(inputs.environment, "variables")),
  }));

test("the API alone knows the single sign-on, and a stage without one knows none", () => {
  const knowing = environments(production).filter(({ variables }) => "QIYOU_OIDC_ISSUER" in variables);
  expect(knowing).toMatchObject([
    { name: "ApiFunction", variables: { QIYOU_OIDC_ISSUER: ISSUER, QIYOU_OIDC_CLIENT: "qiyou" } },
  ]);
  expect(JSON.stringify(environments(personal))).not.toContain("QIYOU_OIDC");
});

test("ASVS 13.3.1: no secret stands in a function's environment", () => {
  for (const secret of [SIGN_IN_KEY, SIGN_ON_SECRET])
    expect(JSON.stringify(environments(production))).not.toContain(secret);
});

/** The function that migrates a stage: nobody reaches it but who may invoke it by hand, and its name is told. */
import { expect, inject, test } from "vitest";
import { find, list, ofType, rights } from "./synth/plan.ts";

const { production, personal, china } = inject("plans");
const NAME = "MigrateFunction";

test("nothing calls it: no address, no schedule, no queue, no workflow, no leave for any service", () => {
  for (const plan of [production, personal, china]) {
    const callers = plan.resources.filter(
      ({ type, inputs }) =>
        /permission:Permission|functionUrl|eventSourceMapping|apigatewayv2\/(route|integration)|scheduler|stateMachine/i.test(
          type,
        ) && /migrate/i.test(JSON.stringify(inputs)),
    );
    expect(callers.map(({ type, name }) => `${type} ${name}`)).toEqual([]);
    expect(ofType(plan, "aws:lambda/permission:Permission").length).toBeGreaterThan(0);
  }
});

test("it may go through the table and change rows, read what lies in two buckets, and nothing else", () => {
  const role = find(production, "aws:iam/role:Role", "MigrateRole");
  const actions = rights(role).flatMap(({ Action }) =>
    Action.filter((action) => !action.startsWith("logs:")),
  );
  expect([...new Set(actions)].toSorted()).toEqual([
    "dynamodb:ConditionCheckItem",
    "dynamodb:DeleteItem",
    "dynamodb:PutItem",
    "dynamodb:Scan",
    "dynamodb:UpdateItem",
    "s3:GetObject",
    "s3:GetObjectVersion",
    "s3:ListBucket",
  ]);
});

test("nobody else may go through the whole table", () => {
  const scanning = ofType(production, "aws:iam/role:Role").filter((role) =>
    rights(role).some(({ Action }) => list(Action).includes("dynamodb:Scan")),
  );
  expect(scanning.map(({ name }) => name)).toEqual(["MigrateRole"]);
});

test("a deployment tells its name, for who invokes it", () => {
  const { name } = find(production, "aws:lambda/function:Function", NAME).inputs;
  expect(production.outputs.migrate).toBe(name);
  expect(name).toMatch(/^qiyou-production-Migrate/);
});

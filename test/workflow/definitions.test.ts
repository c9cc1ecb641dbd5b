/** The state machines as they are deployed: valid, and wired to functions that exist. */
import { readFileSync } from "node:fs";
import aslValidator from "asl-validator";
import { describe, expect, test } from "vitest";
import { handlers } from "../../functions/entry/handlers.ts";
import { functionNames, functions, schedules } from "../../functions/manifest/registry.ts";
import { buckets, machines } from "../../functions/manifest/resources.ts";
import { fill, placeholders } from "../../workflows/placeholder.ts";

const arn = (name: string) => `arn:aws:lambda:cn-north-1:111122223333:function:${name}`;
const registered: readonly string[] = functionNames;

function filled(asl: string, partition: string): string {
  const values = placeholders(asl).map((name) => [name, name === "Partition" ? partition : arn(name)]);
  return fill(asl, Object.fromEntries(values));
}

/** Every object anywhere in a definition. */
function* objectsIn(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const inner of Object.values(value)) yield* objectsIn(inner);
}

describe.each(machines.map(({ name, definition }) => ({ name, asl: readFileSync(definition, "utf8") })))(
  "$name",
  ({ asl }) => {
    test.each(["aws", "aws-cn"])("is valid in partition %s", (partition) => {
      const { isValid, errorsText } = aslValidator(JSON.parse(filled(asl, partition)));
      expect(isValid, errorsText()).toBe(true);
    });

    test("the validator would tell: without StartAt it is not", () => {
      const { StartAt: _, ...broken } = JSON.parse(filled(asl, "aws"));
      expect(aslValidator(broken).isValid).toBe(false);
    });

    test("speaks JSONata and names no place", () => {
      expect(JSON.parse(asl).QueryLanguage).toBe("JSONata");
      expect(asl).not.toMatch(/arn:aws|us-east-1|\d{12}/);
    });

    test("calls only functions of the registry", () => {
      const called = placeholders(asl).filter((name) => name !== "Partition");
      expect(called.length).toBeGreaterThan(0);
      expect(
        called.map((name) => name.replace(/FunctionArn$/, "")).filter((name) => !registered.includes(name)),
      ).toEqual([]);
    });

    // The States Language has no way to say it once, and a placeholder in place of a list would leave the file unreadable
    // to every other tool; so it stands at each task, and is held to be the same.
    test("every task is tried again in one manner, whatever it does about errors of its own before", () => {
      for (const state of objectsIn(JSON.parse(asl)))
        if (state.Type === "Task")
          expect(Array.isArray(state.Retry) && state.Retry.at(-1)).toEqual({
            ErrorEquals: ["States.ALL"],
            IntervalSeconds: 2,
            BackoffRate: 2,
            MaxAttempts: 6,
            MaxDelaySeconds: 60,
            JitterStrategy: "FULL",
          });
    });

    test("every task ends some day and hands its token to nobody but the function", () => {
      for (const state of objectsIn(JSON.parse(asl))) {
        if (state.Type !== "Task") continue;
        expect(state.TimeoutSeconds).toBeGreaterThan(0);
        expect(JSON.stringify(state.Output ?? "")).not.toContain("Token");
      }
    });

    test("no task gives up before its function does", () => {
      for (const state of objectsIn(JSON.parse(asl))) {
        const name = /\$\{(\w+)FunctionArn\}/.exec(JSON.stringify(state.Arguments ?? ""))?.[1];
        const entry = Object.entries(functions).find(([known]) => known === name)?.[1];
        if (entry) expect(state.TimeoutSeconds, name).toBeGreaterThanOrEqual(entry.timeoutSeconds);
      }
    });
  },
);

test("every function of the registry is called by something, and nothing else is", () => {
  const flows = machines.flatMap(({ definition }) => placeholders(readFileSync(definition, "utf8")));
  const called = new Set<string>([
    ...flows.filter((name) => name !== "Partition").map((name) => name.replace(/FunctionArn$/, "")),
    ...schedules.map(({ name }) => name),
    ...buckets.flatMap(({ notifies }) => notifies ?? []),
    // The front door, the dispatcher's letters, and an operator by hand.
    ...["Api", "RecordDeadLetter", "Migrate"],
  ]);
  expect([...called].toSorted()).toEqual(registered.toSorted());
});

test.each(Object.entries(handlers))(
  "%s loads and has the handler it is registered with",
  async (name, { load }) => {
    const registeredWith = Object.entries(functions).find(([known]) => known === name)?.[1].handler ?? "";
    expect(registeredWith).toMatch(/^functions\/[\w/-]+\.handler$/);
    const file = `../../${registeredWith.replace(/\.handler$/, ".ts")}`;
    expect((await load()).handler).toBe((await import(file)).handler);
    expect(typeof (await load()).handler).toBe("function");
  },
);

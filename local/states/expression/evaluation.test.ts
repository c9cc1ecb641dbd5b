import { describe, expect, test } from "vitest";
import { EvaluationFailure } from "../errors.ts";
import type { Json, JsonObject } from "../json.ts";
import { evaluate, evaluateAs, syntaxFault } from "./evaluation.ts";

const evaluated = (template: Json, variables: JsonObject = {}, input: Json = {}) =>
  evaluate(template, "Output", { variables, states: { input } });

test.each([
  ["a literal", "plain {% not %} ", "plain {% not %} "],
  ["a template", { a: ["{% 1 + 1 %}", null], b: { c: "{% $v.w %}" } }, { a: [2, null], b: { c: "变量" } }],
  ["input", "{% $states.input.unit %}", "示例局"],
  ["a sequence becomes an array", "{% $states.input.list[n > 1].n %}", [2, 3]],
  ["partition", "{% $partition([1, 2, 3, 4, 5], 2) %}", [[1, 2], [3, 4], [5]]],
  ["range down", "{% $range(5, 1, -2) %}", [5, 3, 1]],
  [
    "hash",
    "{% $hash('七有', 'SHA-256') %}",
    "1e9b20fb04a68963f96d8f4e9f1e2e3b6eac19bb516c00a217adffae74b96dc1",
  ],
  ["parse", "{% $parse('{\"a\":1}').a %}", 1],
])("%s", async (_, template, result) => {
  const input = { unit: "示例局", list: [{ n: 1 }, { n: 2 }, { n: 3 }] };
  const value = await evaluated(template, { v: { w: "变量" } }, input);
  expect(value).toEqual(result);
});

test("random numbers: the same for a seed, never outside [0, 1)", async () => {
  expect(await evaluated("{% $random(7) = $random(7) %}")).toBe(true);
  expect(await evaluated("{% $random(7) = $random(8) %}")).toBe(false);
  expect(await evaluated("{% $random() >= 0 and $random() < 1 %}")).toBe(true);
});

describe("refused in AWS's words", () => {
  test.each([
    [
      "{% $nothing %}",
      "The JSONata expression '$nothing' specified for the field 'Output' returned nothing (undefined).",
    ],
    [
      "{% $sum %}",
      "The JSONata expression '$sum' specified for the field 'Output' returned an unsupported result type.",
    ],
    [
      "{% 1 + 'a' %}",
      /^The JSONata expression '1 \+ 'a'' specified for the field 'Output' threw an error during evaluation\. T2002: /,
    ],
    ["{% $eval('1') %}", /Attempted to invoke a non-function/],
    ["{% $range(1, 5000, 1) %}", /A range holds at most 1000 numbers/],
  ])("%s", async (template, cause) => {
    const thrown = await evaluated(template).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(EvaluationFailure);
    expect(thrown).toMatchObject({
      location: "Output",
      failure: {
        error: "States.QueryEvaluationError",
        cause: typeof cause === "string" ? cause : expect.stringMatching(cause),
      },
    });
  });

  test("a value of another type, or out of range", async () => {
    const scope = { variables: {}, states: {} };
    await expect(evaluateAs("number", "{% 'a' %}", "Seconds", scope)).rejects.toThrow(
      /Expected 'number', but was 'string' for value: "a"/,
    );
    await expect(evaluateAs("number", "{% -1 %}", "Seconds", scope, (value) => value >= 0)).rejects.toThrow(
      /invalid value: -1/,
    );
  });
});

test("grammar is checked without evaluating", () => {
  expect(syntaxFault("{% $states.input. %}")).toMatch(/is invalid: S\d+/);
  expect(syntaxFault("{% $anything.at.all %}")).toBeUndefined();
});

import { describe, expect, test } from "vitest";
import { fill, placeholders } from "./placeholder.ts";

describe("placeholders", () => {
  test("are named once each", () => {
    expect(placeholders(`\${A}-\${B2}-\${A}`)).toEqual(["A", "B2"]);
  });

  test("leave JSONata and what only looks like one alone", () => {
    expect(placeholders(`{% $states.input.x %} $A {A} \${1a} \${}`)).toEqual([]);
  });

  test("are filled everywhere, and values are taken as they are", () => {
    expect(fill(`\${A}/\${B}/\${A}`, { A: "$&", B: `\${A}` })).toBe(`$&/\${A}/$&`);
  });

  test("without a value are refused", () => {
    expect(() => fill(`\${A}\${B}`, { A: "1" })).toThrow(`no value for \${B}`);
  });

  test("that do not exist are refused", () => {
    expect(() => fill(`\${A}`, { A: "1", B: "2" })).toThrow("no placeholder for B");
  });
});

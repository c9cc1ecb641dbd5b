import { expect, test } from "vitest";
import { groundWords } from "./ground.ts";
import { countLooks, untoldElements } from "./looks.ts";

const line = (
  id: string,
  state: "ok" | "unsure" | "missing",
  severity: "error" | "warning" | "optional" = "error",
) => ({
  id,
  state,
  severity,
});

test("a finding and its unsure element are one thing to look at", () => {
  const lines = [line("host", "unsure"), line("place", "ok")];
  expect(countLooks(lines, [{ severity: "look", element: "host" }])).toBe(1);
  expect(countLooks(lines, [{ severity: "look", element: "" }])).toBe(2);
});

test("an unsure element of which nothing is said still counts where it is required", () => {
  const lines = [
    line("host", "unsure"),
    line("guests", "unsure", "optional"),
    line("absent", "unsure", "warning"),
    line("place", "missing"),
  ];
  expect(untoldElements(lines, []).map(({ id }) => id)).toEqual(["host"]);
  expect(countLooks(lines, [{ severity: "error", element: "place" }])).toBe(1);
});

test("certainty is told in words", () => {
  expect(groundWords({ by: "label", label: "主持人" })).toBe("按标签“主持人”");
  expect(groundWords({ by: "wording" })).toBe("按写法");
  expect(groundWords({ by: "likeness", percent: 92 })).toBe("与已有材料相像 92%");
  expect(groundWords({ by: "likeness", percent: 71, label: "会场" })).toBe("与已有材料相像 71%，标签“会场”");
});

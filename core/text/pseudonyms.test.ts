import fc from "fast-check";
import { expect, test } from "vitest";
import { pseudonymised } from "./pseudonyms.ts";

const NAMES = {
  people: ["梁月", "顾南溪", "阿依·古丽"],
  units: ["青禾农场", "云溪县水务局", "水务局", "云溪县"],
};

test("people and units have other names of the same length, the same throughout", () => {
  const text = "云溪县水务局党组学习记录\n主持人：顾南溪\n顾南溪同志主持，梁　月、阿依·古丽发言。";
  const told = pseudonymised(text, NAMES);
  expect(told).toHaveLength(text.length);
  for (const gone of ["云溪", "水务", "南溪", "梁", "古丽"]) expect(told).not.toContain(gone);
  const host = /主持人：(.+)/.exec(told)?.[1] ?? "";
  expect(told).toContain(`${host}同志主持`);
  expect(told).toMatch(/.　.、..·..发言/);
  expect(told).toMatch(/局党组学习记录/);
});

test("a surname before a post goes with its name; another's stays", () => {
  const told = pseudonymised("顾南溪主持。顾书记领学，白书记补充，顾全大局。", NAMES);
  expect(told).toContain(`${told.charAt(0)}书记领学`);
  expect(told).toContain("白书记补充，顾全大局");
});

test("numbers of telephones and identity cards go, dates stay", () => {
  expect(pseudonymised("电话13912345678，20260713，身份证11010119900307123X", NAMES)).toBe(
    "电话00000000000，20260713，身份证000000000000000000",
  );
});

test("whatever the text, no listed name is left and no offset moves", () => {
  const word = fc.constantFrom("梁月", "顾南溪", "水务局", "云溪县", "学习", "，", "\n", "书记", "青禾农场");
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), (words) => {
      const text = words.join("");
      const told = pseudonymised(text, NAMES);
      expect(told).toHaveLength(text.length);
      for (const name of [...NAMES.people, ...NAMES.units]) expect(told).not.toContain(name);
      expect(told.split("\n")).toHaveLength(text.split("\n").length);
    }),
  );
});

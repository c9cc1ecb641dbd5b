import { expect, it } from "vitest";
import { satisfies } from "./predicate.ts";
import { validate } from "./validation.ts";
import type { AttributeValue } from "./value.ts";

const base64 = (...bytes: number[]) => Buffer.from(bytes).toString("base64");
const item = {
  id: { S: "a" },
  title: { S: "𠮷林学习" },
  wide: { S: "ｚ" },
  count: { N: "12345678901234567890123456789012345678" },
  bytes: { B: base64(0xff, 0xfe, 0x00) },
  tags: { SS: ["甲", "乙"] },
  steps: { L: [{ S: "x" }, { M: { deep: { L: [{ N: "1" }] } } }] },
  nothing: { NULL: true },
};

/** Expression, values, whether the item satisfies it. */
const CASES: [string, Record<string, AttributeValue>, boolean][] = [
  // U+20BB7 comes after U+FF5A in UTF-8, before it in UTF-16.
  ["title > wide AND NOT title < wide", {}, true],
  ["title BETWEEN wide AND :v", { ":v": { S: "𠮸" } }, true],
  ["begins_with(title, :v)", { ":v": { S: "𠮷林" } }, true],
  ["contains(title, :v)", { ":v": { S: "习学" } }, false],
  ["#count > :v", { ":v": { N: "12345678901234567890123456789012345677" } }, true],
  ["#count = :v", { ":v": { S: "12345678901234567890123456789012345678" } }, false],
  ["begins_with(#bytes, :v)", { ":v": { B: base64(0xff) } }, true],
  ["begins_with(#bytes, :v)", { ":v": { B: base64(0xfe) } }, false],
  ["contains(#bytes, :v)", { ":v": { B: base64(0xfe, 0x00) } }, true],
  ["tags = :v", { ":v": { SS: ["乙", "甲"] } }, true],
  ["tags = :v", { ":v": { SS: ["乙"] } }, false],
  ["contains(tags, :v)", { ":v": { S: "乙" } }, true],
  ["steps[1].deep = :v", { ":v": { L: [{ N: "1" }] } }, true],
  ["steps[1] = :v", { ":v": { M: { deep: { L: [{ N: "2" }] } } } }, false],
  ["contains(steps, :v)", { ":v": { M: { deep: { L: [{ N: "1" }] } } } }, true],
  ["size(tags) = :v AND size(#bytes) > :v", { ":v": { N: "2" } }, true],
  ["attribute_type(nothing, :v)", { ":v": { S: "NULL" } }, true],
  ["absent <> :v AND attribute_not_exists(steps[2])", { ":v": { S: "x" } }, true],
  ["absent < :v OR absent = :v", { ":v": { S: "x" } }, false],
  ["id IN (:v, :w)", { ":v": { S: "b" }, ":w": { S: "a" } }, true],
];

it.each(CASES)("%s %j: %s", (ConditionExpression, values, expected) => {
  const names = Object.fromEntries(
    ["count", "bytes"]
      .filter((name) => ConditionExpression.includes(`#${name}`))
      .map((name) => [`#${name}`, name]),
  );
  const request = validate("DeleteItem", {
    TableName: "table",
    Key: { id: item.id },
    ConditionExpression,
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: structuredClone(values) }),
  });
  expect(request._condition && satisfies(item, request._condition.expression)).toBe(expected);
});

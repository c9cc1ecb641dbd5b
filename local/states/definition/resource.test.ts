import { expect, test } from "vitest";
import { functionNameOf, targetOf } from "./resource.ts";

test.each([
  ["arn:aws:states:::lambda:invoke", { kind: "invoke", token: false, resource: "invoke" }],
  [
    "arn:aws-cn:states:::lambda:invoke.waitForTaskToken",
    { kind: "invoke", token: true, resource: "invoke.waitForTaskToken" },
  ],
  [
    "arn:aws-cn:lambda:cn-north-1:111122223333:function:examine",
    { kind: "function", functionName: "examine" },
  ],
  [
    "arn:aws:lambda:us-east-1:111122223333:function:examine:$LATEST",
    { kind: "function", functionName: "examine" },
  ],
  ["arn:aws:states:::lambda:invoke.sync", undefined],
  ["arn:aws:states:::dynamodb:putItem", undefined],
  ["examine", undefined],
])("%s", (resource, target) => {
  expect(targetOf(resource)).toEqual(target);
});

test.each([
  "examine",
  "examine:$LATEST",
  "arn:aws:lambda:us-east-1:111122223333:function:examine",
  "111122223333:function:examine:7",
])("the bare name in %s", (reference) => expect(functionNameOf(reference)).toBe("examine"));

import { expect, test } from "vitest";
import { rulebookFrom } from "../../functions/adapters/rulebook/folder.ts";
import { isRulebook } from "../rulebook/rulebook.ts";
import { unnoticed } from "./switched-off.ts";

const rulebook = rulebookFrom();
if (!isRulebook(rulebook)) throw new Error(rulebook.message);

test("each rule switched off is missed by a sample of its own", () => {
  expect(unnoticed(rulebook)).toEqual([]);
}, 120_000);

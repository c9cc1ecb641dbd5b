import { expect, test } from "vitest";
import type { Actor } from "../subject/kind.ts";
import type { Command } from "./command.ts";
import {
  approve,
  close,
  colleague,
  examined,
  fixed,
  link,
  machine,
  reason,
  reviewer,
  takeIn,
  toReturn,
  toReview,
  walk,
} from "./fixture.ts";
import { turnOf } from "./turn.ts";
import { outcomeOf } from "./wait-outcome.ts";

type Way = readonly (readonly [Command, Actor])[];
const returned: Command = { type: "Return", revision: 1, reasons: [reason], due: "2026-07-17" };
const reject: Command = { type: "Reject", revision: 1, reasons: [reason] };
const corrected = { corrected: true };

/** Way there, whose turn, how a review wait and a correction wait have ended. */
const TABLE: readonly (readonly [string, Way, string, object | undefined, object | undefined])[] = [
  ["received", toReview.slice(0, 1), "machine", { decision: "return" }, corrected],
  ["examining", toReview.slice(0, 2), "machine", { decision: "return" }, corrected],
  ["in_review", toReview, "reviewer", undefined, corrected],
  [
    "in_review, approved",
    [...toReview, [approve(), reviewer]],
    "machine",
    { decision: "approve" },
    corrected,
  ],
  ["returned", toReturn, "unit", { decision: "return" }, undefined],
  ["returned by hand", [...toReview, [returned, reviewer]], "unit", { decision: "return" }, undefined],
  ["resubmitted", [...toReturn, [takeIn(2, fixed(0)), link]], "machine", { decision: "return" }, corrected],
  [
    "examined again",
    [...toReturn, [takeIn(2, fixed(0)), link], [examined(2, "correct"), machine]],
    "machine",
    { decision: "return" },
    corrected,
  ],
  [
    "closed",
    [...toReview, [approve(), reviewer], [close, machine]],
    "nobody",
    { decision: "approve" },
    corrected,
  ],
  ["rejected", [...toReview, [reject, reviewer]], "nobody", { decision: "reject" }, corrected],
  [
    "withdrawn",
    [...toReturn, [{ type: "Withdraw" }, colleague]],
    "nobody",
    { decision: "withdraw" },
    corrected,
  ],
];

test.each(TABLE)("%s", (_, way, turn, review, correction) => {
  const { submission } = walk(way);
  expect(turnOf(submission)).toBe(turn);
  expect(outcomeOf(submission, "review")).toEqual(review);
  expect(outcomeOf(submission, "correction")).toEqual(correction);
});

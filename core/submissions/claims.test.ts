/** Who may not judge, and who holds a review for how long. */
import { expect, test } from "vitest";
import type { Actor } from "../subject/kind.ts";
import type { Command } from "./command.ts";
import {
  approve,
  claim,
  examined,
  fixed,
  link,
  machine,
  other,
  overrule,
  reason,
  requestReview,
  reviewer,
  takeIn,
  toReturn,
  toReview,
  walk,
} from "./fixture.ts";

type Step = readonly [Command, Actor];
const returned: Command = { type: "Return", revision: 1, reasons: [reason], due: "2026-07-17" };
const reject: Command = { type: "Reject", revision: 1, reasons: [reason] };
const next = (way: readonly Step[], command: Command, actor: Actor) => walk([...way, [command, actor]]);

test("nobody judges what they have filed themselves: the link's maker, whoever sent a file while signed in", () => {
  const takenIn = { ...takeIn(1), filers: [other.id] } as Command;
  const corrected = { ...takeIn(2, fixed(0)), filers: [other.id, reviewer.id] } as Command;
  const takeOver: Command = { type: "TakeOver", reason: "急", until: "2026-07-20" };
  const all = [approve(), returned, reject, claim, takeOver, overrule()];
  const begun: readonly Step[] = [[takenIn, link], ...toReview.slice(1)];
  for (const command of all) expect(next(begun, command, other).refused, command.type).toBe("own_filing");
  expect(next(begun, approve(), reviewer).events).toEqual(["Approved"]);
  const again: readonly Step[] = [
    [takenIn, link],
    ...toReturn.slice(1),
    [corrected, link],
    [examined(2, "review"), machine],
    [requestReview, machine],
  ];
  for (const by of [other, reviewer]) expect(next(again, approve(2), by).refused).toBe("own_filing");
  expect(next(again, claim, { id: "user_third" }).events).toEqual(["Claimed"]);
});

test("a claim ends: others claim what is no longer held, and take over what is with a reason", () => {
  const held: readonly Step[] = [...toReview, [claim, reviewer]];
  const later: Command = { type: "Claim", today: "2026-07-15", until: "2026-07-17" };
  expect(next(held, { ...later, today: "2026-07-14" }, other).refused).toBe("claimed_by_other");
  expect(next(held, later, other).events).toEqual(["Claimed"]);
  const takeOver = (reason: string): Command => ({ type: "TakeOver", reason, until: "2026-07-17" });
  expect(next(held, takeOver(" "), other).refused).toBe("reason_required");
  expect(next(held, takeOver("出差"), other).events).toEqual(["TakenOver"]);
  expect(next(held, takeOver("出差"), reviewer).events).toEqual([]);
  const taken: readonly Step[] = [...held, [takeOver("出差"), other]];
  expect(next(taken, approve(), reviewer).refused).toBe("claimed_by_other");
  const free = (holder: string): Command => ({ type: "FreeClaim", holder, why: "expired" });
  expect(next(taken, free(reviewer.id), machine).events).toEqual([]);
  expect(next(taken, free(other.id), machine).events).toEqual(["Released"]);
});

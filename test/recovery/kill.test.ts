/**
 * Killed again and again at random moments while papers are uploaded and decided: nothing acknowledged is lost or done
 * twice. The seed is printed; QIYOU_SEED=… runs the same moments again, QIYOU_KILLS=20 more of them.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ListObjectVersionsCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { waitUntil } from "../../client/wait-until.ts";
import { replayed } from "../../core/subject/change.ts";
import { verify } from "../../core/subject/trail.ts";
import type { SubmissionEvent } from "../../core/submissions/event.ts";
import { submissionKind } from "../../core/submissions/kind.ts";
import { deadLetters } from "../../functions/adapters/table/dead-letters.ts";
import { putOffice } from "../../functions/adapters/table/offices.ts";
import { sessionsOfUnit } from "../../functions/adapters/table/sessions.ts";
import { type Cloud, openCloud } from "../../local/cloud.ts";
import { bucketName } from "../../local/names.ts";
import { shifted } from "../clock.ts";
import { foundUnit, hire, type TestUnit, TODAY } from "../office.ts";
import { isSettled, type Kept, keptOf } from "./held.ts";
import { MortalStack } from "./mortal-stack.ts";
import { newLedger, People } from "./people.ts";

const KILLS = Number(process.env.QIYOU_KILLS ?? 8);
/** A life ends after one to so many acknowledgements, in every third life after a decision. */
const MAX_ACKNOWLEDGED = 3;
const WAIT_MS = 30_000;
/** Every fifth life ends while the stack is still rising. */
const STILLBORN = 5;
const JURISDICTION = "office";

const seed = Number(process.env.QIYOU_SEED ?? Date.now() % 1_000_000);
let drawn = seed;
/** Between 0 and 1, the same row of numbers for the same seed. */
function random(): number {
  drawn = (Math.imul(drawn, 1_664_525) + 1_013_904_223) >>> 0;
  return drawn / 2 ** 32;
}

const shift = Date.parse(TODAY) - Date.now();
const ledger = newLedger();
const units: TestUnit[] = [];
let folder: string;
let cloud: Cloud;
/** What the last, living stack holds. */
let held: Kept[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "qiyou-kill-"));
  await found();
  const stack = new MortalStack(folder, shift);
  let life = stack.rise();
  const people = new People(stack, ledger);
  const work = Promise.all([
    ...units.map((unit, index) => people.file(unit, "甲乙丙"[index] ?? "")),
    people.review("reviewer"),
    people.review("colleague"),
  ]);
  for (let kill = 0; kill < KILLS; kill++) {
    if (kill % STILLBORN === STILLBORN - 1) await pause(random() * 1500);
    else {
      await life;
      // A fault of theirs ends the test at once.
      await Promise.race([someWork(kill), work]);
      await pause(random() * 100);
    }
    await stack.die();
    life = stack.rise();
  }
  await life;
  people.stop();
  await work;
  await stack.die();

  // The rest is looked at from inside; an hour later, so that the sweeper takes up whatever was left lying.
  cloud = await openCloud({ folder, host: "127.0.0.1", port: 0, clock: shifted(shift + 3_600_000) });
  await cloud.idle();
  await cloud.invoke("Sweep", {});
  held = await waitUntil("the machine's part of everything", settled, 60_000);
  const states = Map.groupBy(held, ({ submission }) => submission.state);
  console.log(
    `seed ${seed}: ${KILLS} kills, ${ledger.interrupted} calls cut off, ${ledger.filed.length} uploads and ${ledger.decided.size} decisions acknowledged; in the end ${[...states].map(([state, all]) => `${all.length} ${state}`).join(", ")}`,
  );
}, 300_000);

afterAll(async () => {
  await cloud?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Until something more has been acknowledged. */
async function someWork(kill: number): Promise<void> {
  const uploads = () => ledger.filed.length;
  const decisions = () => ledger.decided.size;
  const acknowledged = kill % 3 === 2 ? decisions : () => uploads() + decisions();
  const enough = acknowledged() + 1 + (kill % 3 === 2 ? 0 : Math.floor(random() * MAX_ACKNOWLEDGED));
  await waitUntil("some work", async () => (acknowledged() >= enough ? true : undefined), WAIT_MS);
}

/** The office, made by a stack that ends peacefully. */
async function found(): Promise<void> {
  const first = await openCloud({ folder, host: "127.0.0.1", port: 0, clock: shifted(shift) });
  await putOffice({
    jurisdiction: JURISDICTION,
    name: "青槐县",
    issuer: "中共青槐县委宣传部",
    mark: "青宣通",
  });
  for (const [index, name] of ["青槐县水务局", "青槐县农业农村局", "青槐县漱石镇"].entries())
    units.push(await foundUnit(JURISDICTION, name, index + 1));
  await hire(JURISDICTION, "reviewer", ["reviewer"]);
  await hire(JURISDICTION, "colleague", ["reviewer"]);
  await first.close();
}

/** Everything of all units, once nothing is the machine's turn any more. */
async function settled() {
  await cloud.idle();
  const ids = units.map(({ id }) => id);
  return (await isSettled(JURISDICTION, ids)) ? keptOf(JURISDICTION, ids) : undefined;
}

const of = (id: string) => {
  const one = held.find(({ submission }) => submission.id === id);
  if (!one) throw new Error(`${id} was acknowledged and is lost`);
  const count = (type: SubmissionEvent["type"]) =>
    one.trail.filter(({ event }) => event.type === type).length;
  return { ...one, count };
};

describe(`after ${KILLS} kills`, () => {
  test("there was something to lose", () => {
    expect(ledger.filed.length + ledger.decided.size).toBeGreaterThanOrEqual(KILLS - KILLS / STILLBORN);
    expect(ledger.decided.size).toBeGreaterThanOrEqual(KILLS / 4);
    expect(ledger.interrupted).toBeGreaterThan(0);
  });

  test("every acknowledged upload was received once and went where its content leads", () => {
    for (const { submissionId, faulty } of ledger.filed) {
      const { count, trail } = of(submissionId);
      expect(count("Received"), submissionId).toBe(1);
      const first = trail.find(({ event }) => event.type === "Examined")?.event;
      expect(first, submissionId).toMatchObject({ revision: 1, route: faulty ? "correct" : "review" });
    }
  });

  test("every acknowledged correction is the second revision, once, and went on to review", () => {
    const corrected = ledger.filed.filter((filed) => filed.corrected);
    for (const { submissionId } of corrected) {
      const { count, trail } = of(submissionId);
      expect(count("Resubmitted"), submissionId).toBe(1);
      const second = trail.filter(({ event }) => event.type === "Examined")[1]?.event;
      expect(second, submissionId).toMatchObject({ revision: 2, route: "review" });
    }
  });

  test("every acknowledged decision stands, and none was taken twice", () => {
    for (const { submission, trail } of held) {
      const decisions = trail.filter(
        ({ event }) =>
          event.type === "Approved" ||
          event.type === "Rejected" ||
          (event.type === "Returned" && !event.automatic),
      );
      const decided = ledger.decided.get(submission.id);
      if (decided) expect(decisions.length, submission.id).toBe(1);
      expect(decisions.length, submission.id).toBeLessThanOrEqual(1);
      const state = { approve: "closed", reject: "rejected", return: "returned" } as const;
      if (decided) expect(submission.state, submission.id).toBe(state[decided]);
    }
  });

  test("every closed paper lights its session, each once", async () => {
    for (const unit of units) {
      const closed = held.filter(
        ({ submission }) => submission.unitId === unit.id && submission.state === "closed",
      );
      const sessions = await sessionsOfUnit(unit.id, "2026-01-01", "2026-12-31");
      const lit = sessions.flatMap((session) => session.lit.record ?? []);
      expect(lit.toSorted()).toEqual(closed.map(({ submission }) => submission.id).toSorted());
    }
  });

  test("all trails verify up to their heads, and replay to what is stored", () => {
    for (const { submission, headHash, trail } of held) {
      expect(verify(trail, { sequence: submission.version, hash: headHash }), submission.id).toEqual([]);
      expect(replayed(submissionKind, submission.id, trail)).toEqual(submission);
    }
  });

  test("the inbox holds exactly what submissions hold", async () => {
    const s3 = new S3Client({});
    const Bucket = bucketName("Inbox");
    const listed = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    expect(listed.IsTruncated).toBe(false);
    expect(listed.DeleteMarkers ?? []).toEqual([]);
    const stored = (listed.Versions ?? []).map(({ Key, VersionId }) => `${Key} ${VersionId}`);
    const known = held.flatMap(({ submission }) =>
      [...submission.revisions, ...submission.setAside].map(
        ({ object }) => `${object.key} ${object.versionId}`,
      ),
    );
    expect(stored.toSorted()).toEqual(known.toSorted());
    s3.destroy();
  });

  test("nothing was given up", async () => {
    expect(await deadLetters()).toEqual([]);
  });
});

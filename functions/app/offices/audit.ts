/** The register read: who changed what when, and whether it is whole. */
import { registerId } from "../../../core/organisation/register.ts";
import { subjects } from "../../adapters/table/subjects.ts";
import { trailOf, trailUpTo } from "../../adapters/table/trail.ts";
import { namesOfPeople } from "../people/names.ts";
import { verifySubject } from "../subjects/verify.ts";

const PAGE = 50;

/** A page of the register, the newest first. @param before the entry it ends before */
export async function registerPage(jurisdiction: string, before: number | undefined) {
  const id = registerId(jurisdiction);
  const [register, names] = await Promise.all([subjects.register.read(id), namesOfPeople(jurisdiction)]);
  const total = register?.state.version ?? 0;
  const entries = await trailUpTo(id, before ?? total + 1, PAGE);
  return { entries, names, total };
}

/** A register in which nothing has been recorded is whole. */
export async function verifiedRegister(jurisdiction: string) {
  const id = registerId(jurisdiction);
  const [register, verified] = await Promise.all([
    subjects.register.read(id),
    verifySubject(subjects.register, id),
  ]);
  const whole = !verified || (verified.faults.length === 0 && !verified.diverged);
  return { entries: register?.state.version ?? 0, whole };
}

export const wholeRegister = (jurisdiction: string) => trailOf(registerId(jurisdiction));

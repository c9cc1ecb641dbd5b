/** What the organisation's pages get from the server. */
import type { z } from "zod";
import type { members } from "../../../functions/api/contract/members.ts";
import type { personLine } from "../../../functions/api/contract/people.ts";
import type { unit } from "../../../functions/api/contract/units.ts";

export type UnitLine = z.infer<typeof unit>;
export type PersonLine = z.infer<typeof personLine>;
export type MemberLine = z.infer<typeof members>["members"][number];

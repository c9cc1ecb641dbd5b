/** Until when people have time for what waits for them, by the rulebook in force. */
import { afterWorkdays } from "../../core/calendar/workday.ts";
import type { Rulebook } from "../../core/rulebook/rulebook.ts";
import { clock } from "./clock.ts";
import { rulebookInForce } from "./rulebook/in-force.ts";

export async function dueDayOf(kind: keyof Rulebook["waiting"], from = clock.today()): Promise<string> {
  const { waiting } = await rulebookInForce();
  return afterWorkdays(from, waiting[kind].workdays);
}

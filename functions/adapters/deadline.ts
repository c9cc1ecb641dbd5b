/** Until when people have time for what waits for them, by the rules in force in their office. */
import { afterWorkdays } from "../../core/calendar/workday.ts";
import type { Rulebook } from "../../core/rulebook/rulebook.ts";
import { clock } from "./clock.ts";

export function dueDayOf(
  kind: keyof Rulebook["waiting"],
  { waiting }: Pick<Rulebook, "waiting">,
  from = clock.today(),
): string {
  return afterWorkdays(from, waiting[kind].workdays);
}

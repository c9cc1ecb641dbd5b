/** Somebody who signs in, as rules see them today. */
import { principalOn } from "../../../core/organisation/person.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import type { Principal } from "../../../core/subject/kind.ts";
import { clock } from "../../adapters/clock.ts";

export const principalOf = (person: Person): Principal => principalOn(person, clock.today());

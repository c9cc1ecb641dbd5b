/** Somebody who signs in, as rules see them. */
import type { Person } from "../../../core/organisation/unit.ts";
import type { Principal } from "../../../core/subject/kind.ts";

export const principalOf = ({ id, unitId, roles }: Person): Principal => ({
  id,
  ...(unitId && { unitId }),
  roles,
});

/** What an office asks of those who sign in, as data: who needs a second factor, whom its single sign-on may bring. */
import * as z from "zod";
import { ROLES, type Role } from "../organisation/role.ts";

const groupMapping = z.object({
  /** A group as the sign-on names it. */
  group: z.string(),
  role: z.enum(ROLES),
  /** Whose papers a secretary files. */
  unitId: z.string().optional(),
});
export type GroupMapping = Readonly<z.output<typeof groupMapping>>;

export const signInPolicy = z.object({
  /** Roles that do not get in with one factor. */
  secondFactorFor: z.array(z.enum(ROLES)),
  signOn: z.object({
    /**
     * How the sign-on's person becomes one of ours: `binding`, by the person's own deed; `login`, once, by the same login,
     * where the office knows that nobody chooses theirs in the sign-on.
     */
    knownBy: z.enum(["binding", "login"]),
    /** Whether somebody unknown whose groups are mapped gets an account. */
    provision: z.boolean(),
    groups: z.array(groupMapping),
  }),
});
export type SignInPolicy = Readonly<z.output<typeof signInPolicy>>;

/** Of an office that has said nothing. */
export const DEFAULT_POLICY: SignInPolicy = {
  secondFactorFor: [],
  signOn: { knownBy: "binding", provision: false, groups: [] },
};

export const needsSecondFactor = (roles: readonly Role[], { secondFactorFor }: SignInPolicy): boolean =>
  roles.some((role) => secondFactorFor.includes(role));

/** What somebody is by the groups of the sign-on. */
export interface Mapped {
  readonly roles: readonly Role[];
  readonly unitId?: string;
}

/**
 * The roles of an office that somebody's groups in its sign-on give, each once, in the order of the mapping, with the unit of
 * the first line that names one. A secretary without a unit files for nobody: such a line gives nothing. No roles: the
 * mapping does not know this person.
 */
export function rolesOfGroups(groups: readonly string[], mapping: readonly GroupMapping[]): Mapped {
  const fitting = mapping.filter(
    ({ group, role, unitId }) => groups.includes(group) && (role !== "secretary" || unitId !== undefined),
  );
  const unitId = fitting.find((line) => line.unitId !== undefined)?.unitId;
  return {
    roles: [...new Set(fitting.map(({ role }) => role))],
    ...(unitId !== undefined && { unitId }),
  };
}

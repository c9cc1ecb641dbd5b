/** Second factors: one a person at most, all of an office together. */
import { type SecondFactor, secondFactor } from "../../../core/sign-in/second-factor.ts";
import { json, number, optional, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { primary, table } from "./table.ts";
import { conditionHeld } from "./transaction.ts";

const SecondFactorRow = new Entity({
  model: { entity: "secondFactor", version: "1", service },
  attributes: {
    jurisdiction: text,
    personId: text,
    secret: text,
    since: optional,
    lastStep: number,
    failures: number,
    recovery: json,
    version: number,
    format: written(1),
  },
  indexes: {
    byPerson: {
      pk: { field: primary.pk, composite: ["jurisdiction"] },
      sk: { field: primary.sk, composite: ["personId"] },
    },
  },
});

export const secondFactorRows = rowKind(SecondFactorRow, {
  label: "第二因素",
  key: ["jurisdiction", "personId"],
  schema: secondFactor,
});

interface Whose {
  readonly jurisdiction: string;
  readonly id: string;
}

export async function secondFactorOf({ jurisdiction, id }: Whose): Promise<SecondFactor | undefined> {
  const { data } = await SecondFactorRow.get({ jurisdiction, personId: id }).go({
    ...table(),
    consistent: true,
  });
  return secondFactorRows.one(data);
}

/** All of an office, those being set up too. */
export async function secondFactorsIn(jurisdiction: string): Promise<SecondFactor[]> {
  const { data } = await SecondFactorRow.query.byPerson({ jurisdiction }).go({ ...table(), pages: "all" });
  return secondFactorRows.all(data);
}

/**
 * Writes what follows from one that was read, which bears the number after its own. `false`: somebody else has changed it
 * in the meantime; it must be read and decided upon again.
 * @param read absent where there was none
 */
export function replaceSecondFactor(
  read: SecondFactor | undefined,
  next: Omit<SecondFactor, "version">,
): Promise<boolean> {
  const version = (read?.version ?? 0) + 1;
  return conditionHeld(
    SecondFactorRow.put({ ...next, recovery: [...next.recovery], version })
      .where((field, { eq, notExists }) =>
        read ? eq(field.version, read.version) : notExists(field.version),
      )
      .go(table()),
  );
}

export async function removeSecondFactor({ jurisdiction, id }: Whose): Promise<void> {
  await SecondFactorRow.delete({ jurisdiction, personId: id }).go(table());
}

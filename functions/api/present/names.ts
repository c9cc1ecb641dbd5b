/** The rulebook's names as lists of ids and names. */
import type * as z from "zod";
import type { rulebookNames } from "../../app/rules/names.ts";
import type * as contract from "../contract/names.ts";

const named = ({ id, name }: { id: string; name: string }) => ({ id, name });

export function namesView({
  version,
  types,
  sessions: { name: dossier, lights, kinds, obligations },
  codes: { names: codes, families, other },
}: Awaited<ReturnType<typeof rulebookNames>>): z.input<typeof contract.names> {
  return {
    rulebook: version,
    types: types.map(({ id, name, negative, byOffice }) => ({ id, name, filed: !negative && !byOffice })),
    dossier,
    lights: lights.map(named),
    kinds: kinds.map(named),
    obligations: obligations.map(named),
    codes: { names: { ...codes }, families: families.map((one) => ({ ...one })), other },
  };
}

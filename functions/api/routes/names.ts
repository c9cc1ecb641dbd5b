/** How the rulebook in force calls things: what lists and screens show for ids. */
import { accept } from "../../../core/outcome.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import type { Routes } from "../server.ts";

const named = ({ id, name }: { id: string; name: string }) => ({ id, name });

export const nameRoutes: Pick<Routes, "names"> = {
  async names() {
    const { version, types, sessions, codes } = await rulebookInForce();
    const { name, lights, kinds, obligations } = sessions;
    return accept({
      rulebook: version,
      types: [...types.values()].map(({ id, name: typeName, negative, byOffice }) => ({
        id,
        name: typeName,
        filed: !negative && !byOffice,
      })),
      dossier: name,
      lights: lights.map(named),
      kinds: kinds.map(named),
      obligations: obligations.map(named),
      codes: { ...codes, names: { ...codes.names }, families: codes.families.map((one) => ({ ...one })) },
    });
  },
};

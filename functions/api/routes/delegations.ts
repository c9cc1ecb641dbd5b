/** Delegations: who acts for whom. */
import { accept } from "../../../core/outcome.ts";
import { delegableKinds, delegate, delegationsAround, revoke } from "../../app/delegations/delegations.ts";
import type { Routes } from "../call.ts";
import type { delegationEndpoints } from "../contract/delegations.ts";
import { delegationLine } from "../present/delegations.ts";

export const delegationRoutes: Pick<Routes, keyof typeof delegationEndpoints> = {
  async delegations({ person }) {
    const { given, received, names, colleagues } = await delegationsAround(person);
    return accept({
      given: given.map((one) => delegationLine(one, names)),
      received: received.map((one) => delegationLine(one, names)),
      colleagues: colleagues.map(({ id, name }) => ({ id, name })),
      kinds: delegableKinds(),
    });
  },
  delegate: ({ person, body }) => delegate(person, body),
  revokeDelegation: ({ subject, actor }) => revoke(subject, actor),
};

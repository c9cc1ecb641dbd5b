/** How the rulebook in force calls things: what lists and screens show for ids. */
import { accept } from "../../../core/outcome.ts";
import { rulebookNames } from "../../app/rules/names.ts";
import type { Routes } from "../call.ts";
import { namesView } from "../present/names.ts";

export const nameRoutes: Pick<Routes, "names"> = {
  names: async ({ person }) => accept(namesView(await rulebookNames(person.jurisdiction))),
};

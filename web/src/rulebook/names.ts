/** What the office's rulebook calls document types, lights, kinds of session, obligations and codes. */
import { useSuspenseQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { codeName } from "../../../core/rulebook/code-name.ts";
import { typeName } from "../../../core/rulebook/type-name.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import type { names } from "../../../functions/api/contract/names.ts";
import { call } from "../client.ts";

type Given = z.infer<typeof names>;

export interface Names extends Pick<Given, "types" | "dossier" | "lights"> {
  readonly typeName: (id: string | undefined) => string;
  readonly kindName: (id: string) => string;
  readonly obligationName: (id: string) => string;
  /** Of a finding code: also why a session does not count. */
  readonly codeName: (code: string) => string;
}

/** An id that the rulebook knows no more stays as it is; a document without a type is yet to be recognised. */
export function namesOf({ types, dossier, lights, kinds, obligations, codes }: Given): Names {
  const nameIn = (list: readonly { id: string; name: string }[]) => (id: string) =>
    list.find((one) => one.id === id)?.name ?? id;
  const byId = new Map(types.map((type) => [type.id, type]));
  return {
    types,
    dossier,
    lights,
    typeName: (id) => (id ? typeName(byId, id) : "类型待识别"),
    kindName: nameIn(kinds),
    obligationName: nameIn(obligations),
    codeName: (code) => codeName(codes, code),
  };
}

/** Asked once and kept for some minutes; the page waits for them, so that nobody reads bare ids. */
export function useNames(): Names {
  const { data } = useSuspenseQuery({
    queryKey: ["names"],
    queryFn: () => call(endpoints.names),
    staleTime: 5 * 60_000,
  });
  return namesOf(data);
}

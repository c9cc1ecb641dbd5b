/** The rules by which this page checks before sending: the same that the server will go by, of the link's office. */
import { useSuspenseQuery } from "@tanstack/react-query";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import { namesOf } from "../rulebook/names.ts";

/** Asked once and kept for some minutes; the page waits for them, so that nobody reads bare ids. */
export function useLinkRules(token: string) {
  const { data } = useSuspenseQuery({
    queryKey: ["link", token, "rules"],
    queryFn: () => call(endpoints.linkRules, { params: { token } }),
    staleTime: 5 * 60_000,
  });
  const { files, edition, names } = data;
  return { own: { files, ...(edition !== undefined && { edition }) }, names: namesOf(names) };
}

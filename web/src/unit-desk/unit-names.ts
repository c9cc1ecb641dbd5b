/** The units of the jurisdiction, asked once, and their names by id. */
import { useQuery } from "@tanstack/react-query";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";

export function useUnits() {
  return useQuery({ queryKey: ["units"], queryFn: () => call(endpoints.units) });
}

/** The short name of a unit; “单位” until the list is there, or where the unit is not in it. */
export function useUnitNames(): (id: string) => string {
  const units = useUnits();
  return (id) => units.data?.units.find((unit) => unit.id === id)?.shortName ?? "单位";
}

/** What follows from an answer to a sign-in: in, or the second step. */
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import type { z } from "zod";
import type { entered, secondStep } from "../../../functions/api/contract/sign-in.ts";
import type { Me } from "../account/me.ts";
import { nextOf } from "./next.ts";

export type Entered = z.infer<typeof entered>;
export type Step = z.infer<typeof secondStep>["step"];

export const stepOf = (answer: Entered): Step | undefined => ("step" in answer ? answer.step : undefined);

/** Leads whoever is signed in to where they wanted to go; nothing of who was here before is kept. */
export function useArrival() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return (me: Me, next: string | null) => {
    queries.clear();
    queries.setQueryData(["me"], me);
    navigate(nextOf(next), { replace: true });
  };
}

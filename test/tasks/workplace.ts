/** People at work on tasks, one morning after the other. */
import type { ApiClient } from "../../client/api-client.ts";
import type { Role } from "../../core/organisation/role.ts";
import { peopleOf } from "../../functions/adapters/table/people.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { LeapClock } from "../clock.ts";
import { hire, type Office, openOffice, PASSWORD, signedIn, TODAY, untilState, upload } from "../office.ts";
import { minutes } from "../paper.ts";

export const about = "review";

export const list = async (
  client: ApiClient,
  name: "mine" | "pool" | "waiting",
  due: "all" | "overdue" = "all",
) => (await client.call(endpoints.tasks, { query: { list: name, due } })).tasks;

export const subjectsOf = async (...asked: Parameters<typeof list>) =>
  (await list(...asked)).map(({ subject }) => subject);

export const claim = (client: ApiClient, id: string) =>
  client.call(endpoints.claimTask, { params: { id }, body: { about } });

export const approve = (client: ApiClient, id: string) =>
  client.call(endpoints.decide, { params: { id }, body: { decision: "approve", revision: 1 } });

export const trailText = async (client: ApiClient, id: string) =>
  (await client.call(endpoints.submission, { params: { id } })).trail.map(
    ({ byName, text }) => `${byName}：${text}`,
  );

export interface Workplace extends Office {
  /** Somebody new, signed in. */
  employ(login: string, role: Role, unitId?: string): Promise<ApiClient>;
  /** Another morning: all sign in anew. */
  leap(day: string): Promise<void>;
  idOf(login: string): Promise<string>;
  /** A paper that waits for its reviewer. */
  inReview(mark: string): Promise<string>;
}

export async function openWorkplace(): Promise<Workplace> {
  const clock = new LeapClock(TODAY);
  const office = await openOffice(clock);
  const { reviewer, colleague, leader, secretary, jurisdiction, url, water } = office;
  const people = new Map(Object.entries({ reviewer, colleague, leader, secretary }));
  return {
    ...office,
    async employ(login, role, unitId) {
      await hire(jurisdiction, login, [role], unitId);
      const client = await signedIn(url, login);
      people.set(login, client);
      return client;
    },
    async leap(day) {
      clock.leap(`${day}T01:00:00Z`);
      for (const [login, client] of people) await client.signIn(login, PASSWORD);
    },
    idOf: async (login) => (await peopleOf(jurisdiction)).find((one) => one.login === login)?.id ?? "",
    async inReview(mark) {
      const id = await upload(url, water.link, minutes({ mark }));
      await untilState(reviewer, id, "in_review");
      return id;
    },
  };
}

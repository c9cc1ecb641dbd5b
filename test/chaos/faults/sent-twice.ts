import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { post, signedIn, ticketFor, untilState } from "../../office.ts";
import { minutes } from "../../paper.ts";
import type { Fault } from "../fault.ts";

const PAPERS = 4;

export const sentTwice: Fault = {
  name: "sent-twice",
  hypothesis: "Whoever clicks twice has sent once and decided once.",
  expected:
    "Of two files under one leave one is the revision and one is set aside; of two decisions one stands.",
  async inject(scene) {
    const { stack, people, ledger } = scene;
    const reviewer = await signedIn(stack.url, "reviewer");
    for (let n = 0; n < PAPERS; n++) {
      const paper = minutes({ mark: `双${n}` });
      const ticket = await ticketFor(stack.url, scene.unit(n).link, paper);
      await Promise.all([post(ticket, paper), post(ticket, paper)]);
      const { submissionId: id } = people.acknowledge(ticket);
      await untilState(reviewer, id, "in_review");
      const decide = () =>
        reviewer.call(endpoints.decide, { params: { id }, body: { decision: "approve", revision: 1 } });
      const decided = await Promise.allSettled([decide(), decide(), decide()]);
      // The reviewer at the desk may have been quicker.
      if (decided.some(({ status }) => status === "fulfilled")) ledger.decided.set(id, "approve");
    }
    return `${PAPERS} papers sent twice and approved three times at once`;
  },
};

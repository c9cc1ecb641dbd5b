import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { post, signedIn, ticketFor, untilState } from "../../office.ts";
import { minutes, minutesWithoutPlace } from "../../paper.ts";
import type { Fault } from "../fault.ts";

export const linkRevoked: Fault = {
  name: "link-revoked",
  hypothesis:
    "A file that was sent through a link that has been revoked meanwhile is kept, and changes nothing.",
  expected: "Paper and correction are set aside; the returned paper still waits for its unit.",
  async inject(scene) {
    const { stack, people } = scene;
    const unit = scene.unit(2);
    const administrator = await signedIn(stack.url, "administrator");
    const reviewer = await signedIn(stack.url, "reviewer");
    const { link, url } = await administrator.call(endpoints.createLink, {
      params: { id: unit.id },
      body: { period: "2026-Q3" },
    });
    const other = { ...unit, link: url.split("/").at(-1) ?? "" };
    const faulty = await people.send(other, minutesWithoutPlace("撤"), true);
    const { id, reasons = [] } = await untilState(reviewer, faulty.submissionId, "returned");
    const answers = reasons.map((_, reason) => ({ reason, answer: "fixed" as const }));
    const late = minutes({ mark: "迟" });
    const granted = await ticketFor(stack.url, other.link, late);
    const correction = await ticketFor(stack.url, other.link, late, { submissionId: id, answers });
    await administrator.call(endpoints.revokeLink, { params: { id: unit.id, link: link.id } });
    await post(granted, late);
    people.acknowledge(granted);
    await post(correction, late);
    faulty.keys.push(correction.fields.key ?? "");
    const { state } = await reviewer.call(endpoints.submission, { params: { id } });
    if (state !== "returned") throw new Error(`the paper is ${state}`);
    return "a paper and a correction sent after their link was revoked";
  },
};

import { request } from "node:http";
import { formOf, post, ticketFor } from "../../office.ts";
import { minutes } from "../../paper.ts";
import type { Fault } from "../fault.ts";
import type { Scene } from "../scene.ts";

const UPLOADS = 3;

/** Sends the first half of an upload; resolves when the connection is gone. */
async function sendHalf(url: string, form: FormData, meanwhile: () => Promise<void>): Promise<void> {
  const whole = new Response(form);
  const bytes = new Uint8Array(await whole.arrayBuffer());
  const headers = { "content-type": whole.headers.get("content-type") ?? "", "content-length": bytes.length };
  const sending = request(url, { method: "POST", headers });
  const gone = new Promise<void>((resolve) => sending.on("error", () => resolve()).on("close", resolve));
  sending.write(bytes.subarray(0, bytes.length / 2));
  await meanwhile();
  await gone;
}

async function cutOff(scene: Scene, mark: string): Promise<void> {
  const { stack, people } = scene;
  const { link } = scene.unit(0);
  const paper = minutes({ mark });
  const ticket = await ticketFor(stack.url, link, paper);
  await sendHalf(ticket.url, formOf(ticket, paper), async () => {
    await scene.moment(300);
    await stack.die();
  });
  await stack.rise();
  await post(ticket, paper);
  people.acknowledge(ticket);
}

export const restartMidUpload: Fault = {
  name: "restart-mid-upload",
  hypothesis: "Half a file is no file, and leave to upload outlives the service.",
  expected: "The sender sends it again with the same leave; it is taken in once.",
  async inject(scene) {
    for (let upload = 0; upload < UPLOADS; upload++) await cutOff(scene, `半${upload}`);
    return `${UPLOADS} uploads cut off in their middle`;
  },
};

/** Names of files are only names (ASVS 5.3.2, 5.4.1, 5.4.2): nothing leaves its folder, nothing breaks a header. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { ApiClient } from "../../client/api-client.ts";
import { waitUntil } from "../../client/wait-until.ts";
import { getSubmission } from "../../functions/adapters/table/submissions.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { foundUnit, type Office, openOffice, PASSWORD, post, type TestUnit, ticketFor } from "../office.ts";
import { minutes } from "../paper.ts";
import { ask, cookieOf } from "./asking.ts";

let office: Office;
let cookie: string;
beforeAll(async () => {
  office = await openOffice();
  cookie = await cookieOf(office.url, "reviewer", PASSWORD);
});
afterAll(() => office.close());

const arrived = (id: string) =>
  waitUntil(`${id} in review`, async () => {
    const submission = await getSubmission(id);
    return submission?.state === "in_review" ? submission : undefined;
  });

/** Name as it is sent → name as it is kept. */
const NAMES: readonly (readonly [string, string, string])[] = [
  ["a way up", "../../../../etc/passwd.txt", "passwd.txt"],
  ["a Windows path", "C:\\Users\\admin\\记录.txt", "记录.txt"],
  ["a mixed path", "a/..\\../b.txt", "b.txt"],
  ["line breaks", "记录\r\nX-Evil: 1\r\n.txt", "记录X-Evil: 1.txt"],
  ["a zero byte", "记录.txt\u0000.exe", "记录.txt.exe"],
  ["only a path", "../", "未命名文件"],
  ["nothing but spaces", "   ", "未命名文件"],
  ["quotes and a semicolon", '记录"; filename="evil.exe', '记录"; filename="evil.exe'],
  ["markup", "<img src=x onerror=alert(1)>.txt", "<img src=x onerror=alert(1)>.txt"],
  ["percent and plus", "100%+记录%2F..%2F.txt", "100%+记录%2F..%2F.txt"],
  ["the longest Chinese name", `${"长".repeat(251)}.txt`, `${"长".repeat(251)}.txt`],
  ["characters beyond the plane", "𠮷野家📄.txt", "𠮷野家📄.txt"],
  ["fillers that are not seen", "\u061c记\u200b录\u2060\ufeff\u00ad\u3164.\u2028txt", "记录.txt"],
  ["a mark that picks a form", "社\ufe00区.txt", "社\ufe00区.txt"],
  ["the other direction", "记录\u202Etxt.exe", "记录txt.exe"],
];

test.each(NAMES)("%s", async (what, sent, kept) => {
  const unit = await foundUnit(office.jurisdiction, `单位${what}`, 10);
  const paper = { ...minutes(), fileName: sent };
  const ticket = await ticketFor(office.url, unit.link, paper);
  await post(ticket, { ...paper, fileName: "upload.txt" });
  const submission = await arrived(ticket.submissionId);
  const [revision] = submission.revisions;
  expect(revision?.fileName).toBe(kept);
  expect(revision?.object.key).toMatch(new RegExp(`^inbox/${unit.id}/tkt_[0-9A-Z]+/[^/]+$`, "s"));

  const params = { id: ticket.submissionId, revision: "1" };
  const moved = await ask(office.url, endpoints.original, { params }, { cookie });
  expect(moved.status).toBe(302);
  const download = await fetch(moved.headers.get("location") ?? "");
  expect(Buffer.from(await download.arrayBuffer()).equals(Buffer.from(paper.bytes))).toBe(true);
  const disposition = download.headers.get("content-disposition") ?? "";
  expect(disposition).toMatch(/^attachment; filename="[^"\\\r\n]*"; filename\*=UTF-8''[^\s;'"()]*$/);
  expect(decodeURIComponent(disposition.split("UTF-8''")[1] ?? "")).toBe(kept);
  expect(download.headers.get("x-evil")).toBeNull();
});

test("a name longer than any file system bears is refused when leave is asked for", async () => {
  const input = { params: { token: office.water.link }, body: { fileName: "长".repeat(256), size: 1 } };
  expect(await ask(office.url, endpoints.ticket, input)).toMatchObject({ status: 400, code: "bad_request" });
});

test("curl's own file name cannot leave the folder either", async () => {
  const unit: TestUnit = await foundUnit(office.jurisdiction, "单位curl", 10);
  const text = await (await fetch(`${office.url}/api/links/${unit.link}/curl?type=minutes_record`)).text();
  const fields = Object.fromEntries(
    [...text.matchAll(/-F (\S+?)=(\S+)/g)].map(([, name, value]) => [name, value]),
  );
  const url = text.split(" ").at(-1) ?? "";
  await post({ url, fields }, { ...minutes(), fileName: "../../../outside/记录.txt" });
  const client = new ApiClient(office.url);
  const line = await waitUntil("arrival", async () => {
    const info = await client.call(endpoints.linkInfo, { params: { token: unit.link } });
    return info.submissions[0];
  });
  const submission = await arrived(line.id);
  expect(submission.revisions[0]?.object.key).toMatch(new RegExp(`^inbox/${unit.id}/tkt_`));
  expect(submission.revisions[0]?.fileName).toBe("记录.txt");
});

test("a leave for one key does not serve another, and not another bucket", async () => {
  const paper = minutes({ mark: "别" });
  const ticket = await ticketFor(office.url, office.water.link, paper);
  const key = ticket.fields.key ?? "";
  const elsewhere = {
    ...ticket,
    fields: { ...ticket.fields, key: key.replace(office.water.id, office.farm.id) },
  };
  await expect(post(elsewhere, paper)).rejects.toThrow(/403/);
  await expect(post({ ...ticket, url: ticket.url.replace("inbox", "notices") }, paper)).rejects.toThrow(
    /403/,
  );
});

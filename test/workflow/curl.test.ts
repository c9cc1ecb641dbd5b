/** Filing without a browser (issue 2, faces): what the link's page tells to type, sent as curl would send it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { ApiClient } from "../../client/api-client.ts";
import { waitUntil } from "../../client/wait-until.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { type Office, openOffice } from "../office.ts";
import { minutes } from "../paper.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

/** The words of a command line and what curl makes of `-F name=value`; `${filename}` is the store's to fill. */
function formOf(words: readonly string[]): { url: string; form: FormData } {
  const form = new FormData();
  for (const [at, word] of words.entries()) {
    if (word !== "-F") continue;
    const [name = "", ...value] = (words[at + 1] ?? "").split("=");
    form.append(name, value.join("="));
  }
  return { url: words.at(-1) ?? "", form };
}

test("curl's arguments are words without blanks, and send a file that is examined like any other", async () => {
  const client = new ApiClient(office.url);
  const params = { token: office.farm.link };
  const text = new TextDecoder().decode(
    await client.download(endpoints.curlArguments, { params, query: { type: "minutes_record" } }),
  );
  const words = text.split(" ");
  expect(words.filter((word) => word.trim() === "")).toEqual([]);
  const paper = minutes({ mark: "命令行" });
  const { url, form } = formOf(words);
  form.append("file", new Blob([Buffer.from(paper.bytes)]), paper.fileName);
  expect((await fetch(url, { method: "POST", body: form })).status).toBe(204);
  const line = await waitUntil("the file to be examined", async () => {
    const { submissions } = await client.call(endpoints.linkInfo, { params });
    return submissions.find(({ state }) => state === "in_review");
  });
  expect(line).toMatchObject({ fileName: paper.fileName, documentType: "minutes_record" });
});

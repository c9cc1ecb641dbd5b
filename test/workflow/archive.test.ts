/** An archive through the upload link: each paper in it goes its own way, told twice or broken off or not. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { ApiClient } from "../../client/api-client.ts";
import { makeZip } from "../../core/reading/fixtures/packages.ts";
import { verify } from "../../core/subject/trail.ts";
import { getSubmission, submissionsOfUnit } from "../../functions/adapters/table/submissions.ts";
import { trailOf } from "../../functions/adapters/table/trail.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { divide } from "../../functions/app/submissions/division.ts";
import { handler as examine } from "../../functions/entry/examine.ts";
import { handler as intake } from "../../functions/entry/intake.ts";
import { correct, type Detail, type Office, openOffice, untilIt, untilState, upload } from "../office.ts";
import { minutes, minutesWithoutPlace, type Paper } from "../paper.ts";
import { statusOf } from "./executions.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const zip = async (fileName: string, members: Record<string, string | Uint8Array>): Promise<Paper> => ({
  fileName,
  documentType: "minutes_record",
  bytes: await makeZip(members),
});
const mp3 = new Uint8Array([0x49, 0x44, 0x33, 3, 0, 0, 0, 0, 0, 0]);

/** The store tells once more of a file that it has told of before. */
async function tellAgain(id: string): Promise<void> {
  const object = (await getSubmission(id))?.revisions[0]?.object;
  if (!object) throw new Error(`${id} has no file`);
  const { key, size, etag, versionId } = object;
  const s3 = { object: { key: encodeURIComponent(key), size, eTag: etag, versionId } };
  const body = JSON.stringify({ Records: [{ eventName: "ObjectCreated:Post", s3 }] });
  expect(await intake({ Records: [{ messageId: "1", body }] })).toEqual({ batchItemFailures: [] });
}

test("each paper becomes a submission; the archive says what came out of it, and why the rest did not", async () => {
  const id = await upload(
    office.url,
    office.water.link,
    await zip("七月材料.zip", {
      "七月/": new Uint8Array(),
      "七月/记录.txt": minutes({ mark: "四" }).bytes,
      "七月/记录（缺地点）.txt": minutesWithoutPlace("五").bytes,
      "七月/录音.mp3": mp3,
      "__MACOSX/._记录.txt": "x",
    }),
  );
  const detail = await untilState(office.reviewer, id, "withdrawn");
  expect(detail.division?.into.map(({ fileName }) => fileName)).toEqual(["记录.txt", "记录（缺地点）.txt"]);
  expect(detail.division?.refused).toEqual([
    { fileName: "录音.mp3", message: expect.stringMatching(/音视频.*请/) },
  ]);
  const [good = "", faulty = ""] = detail.division?.into.map(({ submissionId }) => submissionId) ?? [];
  await untilState(office.reviewer, good, "in_review");
  await untilState(office.reviewer, faulty, "returned");
  expect(detail.trail.at(-1)?.text).toContain("已拆分为2份");
  const { submissions } = await new ApiClient(office.url).call(endpoints.linkInfo, {
    params: { token: office.water.link },
  });
  expect(submissions.map((line) => line.id).toSorted()).toEqual([id, good, faulty].toSorted());
  await office.cloud.idle();
  expect(await statusOf("review", id)).toBe("SUCCEEDED");
  for (const one of [id, good, faulty]) expect(verify(await trailOf(one))).toEqual([]);

  const before = await submissionsOfUnit(office.jurisdiction, office.water.id);
  for (const one of [id, good, faulty]) await tellAgain(one);
  expect(await examine({ submissionId: id })).toEqual({ submissionId: id, route: "ended" });
  await office.cloud.idle();
  expect(await submissionsOfUnit(office.jurisdiction, office.water.id)).toEqual(before);
});

test("work broken off between the papers and the record is done again, and nothing twice", async () => {
  const id = await upload(
    office.url,
    office.farm.link,
    await zip("八月材料.zip", { "记录.txt": minutes({ mark: "六" }).bytes }),
  );
  const { division } = await untilState(office.reviewer, id, "withdrawn");
  const [member = ""] = division?.into.map(({ submissionId }) => submissionId) ?? [];
  await untilState(office.reviewer, member, "in_review");
  const before = await getSubmission(member);
  const archive = await getSubmission(id);
  const revision = archive?.revisions[0];
  if (!archive || !revision) throw new Error("no archive");
  // as the table stood before the record was written: its condition fails, the papers' do not come again
  const row = { headHash: "", state: { ...archive, state: "received" as const, version: 1 } };
  const papers = [{ fileName: "记录.txt", bytes: minutes({ mark: "六" }).bytes }];
  await divide(row, revision, {
    outcome: "bundle",
    papers,
    refused: [],
  });
  await office.cloud.idle();
  expect(await getSubmission(member)).toEqual(before);
  expect(await getSubmission(id)).toEqual(archive);
});

test("an archive is no correction", async () => {
  const id = await upload(office.url, office.farm.link, minutesWithoutPlace("七"));
  const returned = await untilState(office.reviewer, id, "returned");
  const archive = await zip("更正.zip", { "记录.txt": minutes({ mark: "七" }).bytes });
  await correct(office.url, office.farm.link, archive, returned);
  const twice = (detail: Detail) => detail.state === "returned" && detail.revisions.length === 2;
  const again = await untilIt(office.reviewer, id, twice);
  expect(again.reasons).toMatchObject([
    { code: "file_unsupported", message: expect.stringContaining("解压") },
  ]);
});

test("one hostile member, and nothing of the archive is taken", async () => {
  const macro = await makeZip({
    "[Content_Types].xml":
      '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
  });
  const id = await upload(
    office.url,
    office.farm.link,
    await zip("九月材料.zip", { "记录.txt": minutes({ mark: "八" }).bytes, "表.docx": macro }),
  );
  const { reasons } = await untilState(office.reviewer, id, "returned");
  expect(reasons).toMatchObject([{ code: "file_macro", message: expect.stringContaining("表.docx") }]);
});

/** The buckets as the functions use them: what is asked side by side of several reaches the bucket it was meant for. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BucketName, getJson, putJson } from "../../functions/adapters/bucket.ts";
import { type Office, openOffice } from "../office.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const BUCKETS: readonly BucketName[] = ["Texts", "Notices"];
const asked = Array.from({ length: 20 }, (_, number) =>
  BUCKETS.map((bucket) => ({ bucket, key: `side-by-side/${bucket}/${number}.json` })),
).flat();

test("written and read side by side, nothing lies in another bucket", async () => {
  await Promise.all(asked.map(({ bucket, key }) => putJson(bucket, key, { key })));
  const there = await Promise.all(asked.map(({ bucket, key }) => getJson(bucket, key)));
  expect(there).toEqual(asked.map(({ key }) => ({ key })));
  const elsewhere = await Promise.all(
    asked.map(({ bucket, key }) => getJson(bucket === "Texts" ? "Notices" : "Texts", key)),
  );
  expect(elsewhere).toEqual(asked.map(() => undefined));
});

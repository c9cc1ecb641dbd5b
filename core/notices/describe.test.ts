import { expect, test } from "vitest";
import { describeIssuance } from "./describe.ts";
import type { IssuanceEvent } from "./issuance.ts";

const SENTENCES: { readonly [E in IssuanceEvent as E["type"]]: readonly [E, string] } = {
  GatheringStarted: [
    {
      type: "GatheringStarted",
      jurisdiction: "office",
      period: "2026-Q3",
      cutoff: "2026-09-30",
      code: "secretcode",
    },
    "截至2026年9月30日",
  ],
  Drafted: [{ type: "Drafted", title: "三季度通报", contentKey: "c", pdfKey: "p" }, "《三季度通报》"],
  ReturnedByLeader: [{ type: "ReturnedByLeader", note: "核对人数" }, "退回修改：核对人数"],
  GatheringResumed: [{ type: "GatheringResumed", cutoff: "2026-09-30" }, "重新汇总数据"],
  Issued: [{ type: "Issued", number: "〔2026〕3号" }, "编号〔2026〕3号"],
  Published: [{ type: "Published", pdfKey: "p", sha256: "ab".repeat(32) }, "SHA-256 abababababababab…"],
  IssuanceRequested: [{ type: "IssuanceRequested", due: "2026-10-15" }, "应于2026年10月15日前签发"],
};

test.each(Object.entries(SENTENCES))("%s reads as a sentence", (_, [event, words]) => {
  expect(describeIssuance(event)).toContain(words);
  expect(describeIssuance(event)).not.toMatch(/undefined|secretcode|\[object/);
});

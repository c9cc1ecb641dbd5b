/** Every route of the API, its rule and its shapes. The server serves nothing that is not a row here. */
import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import * as shape from "./shapes.ts";

/** An id or a token in a path: no key of ours is longer. */
const key = z.string().max(200);
const id = z.object({ id: key });
const token = z.object({ token: key });
const ok = z.object({ ok: z.literal(true) });
/** Whether the rulebook knows it, the examination says; here only that it is no more than an id. */
const documentType = z.string().max(60, "没有这种材料类型，请刷新页面后重新选择。");
const staff = ["reviewer", "leader", "administrator", "visitor"] as const;

export const endpoints = {
  // — anybody —
  health: endpoint({
    method: "get",
    path: "/api/health",
    summary: "Is the service up",
    access: { kind: "public" },
    answer: z.object({ ok: z.boolean() }),
  }),
  signIn: endpoint({
    method: "post",
    path: "/api/sign-in",
    summary: "Sign in with login and password; sets the session cookie",
    access: { kind: "public" },
    body: z.object({
      login: z.string().min(1, "请输入账号。").max(100, "账号或密码不正确，请重新输入。"),
      password: z.string().min(1, "请输入密码。").max(200, "账号或密码不正确，请重新输入。"),
    }),
    answer: shape.me,
  }),
  verifyNotice: endpoint({
    method: "get",
    path: "/api/verify/{code}",
    summary: "What a notice's QR code leads to: number, title, date and SHA-256 of the issued copy",
    access: { kind: "public" },
    params: z.object({ code: key }),
    answer: z.object({
      number: z.string(),
      title: z.string(),
      issuer: z.string(),
      issuedAt: z.string(),
      sha256: z.string(),
    }),
  }),

  names: endpoint({
    method: "get",
    path: "/api/names",
    summary:
      "Names of document types, lights, kinds of session, obligations and finding codes in the rulebook",
    access: { kind: "public" },
    answer: shape.names,
  }),

  // — whoever holds an upload link —
  linkInfo: endpoint({
    method: "get",
    path: "/api/links/{token}",
    summary: "What the link is for and what came through it",
    access: { kind: "link" },
    params: token,
    answer: z.object({
      unitName: z.string(),
      period: shape.period,
      periodName: z.string(),
      sessionDate: shape.day.optional(),
      documentType: z.string().optional(),
      expiresAt: z.string(),
      maxBytes: z.number(),
      /** Document types to choose from: id and Chinese name. */
      types: z.array(z.object({ id: z.string(), name: z.string() })),
      submissions: z.array(shape.submissionLine),
      /** For the check in the browser: today by the server's clock, the unit's members. */
      today: shape.day,
      roster: z.array(z.string()),
    }),
  }),
  ticket: endpoint({
    method: "post",
    path: "/api/links/{token}/tickets",
    summary:
      "Ask for a presigned POST for one file; with `submissionId` the file corrects that returned submission",
    access: { kind: "link" },
    params: token,
    body: z.object({
      fileName: z
        .string()
        .min(1, "文件没有名称，请命名后重新选择。")
        .max(255, "文件名超过255个字，请改短后重新选择。"),
      size: z.number().int().positive("文件是空的，请检查后重新选择。"),
      documentType: documentType.optional(),
      submissionId: z.string().max(60).optional(),
      /** Needed with `submissionId`: one answer for every reason of the return. */
      answers: shape.writtenAnswers.optional(),
    }),
    answer: shape.ticket,
  }),
  curlArguments: endpoint({
    method: "get",
    path: "/api/links/{token}/curl",
    summary: "Arguments for curl: curl $(curl -fsS …/curl) -F file=@FILE",
    access: { kind: "link" },
    params: token,
    query: z.object({ type: documentType.optional() }),
    content: "text/plain",
  }),
  linkSubmission: endpoint({
    method: "get",
    path: "/api/links/{token}/submissions/{id}",
    summary: "Live status of one submission that came through the link",
    access: { kind: "link" },
    params: z.object({ token: key, id: key }),
    answer: shape.submissionLine.extend({
      elements: z.array(shape.elementLine),
      findings: z.array(shape.finding),
    }),
  }),
  linkHumanLook: endpoint({
    method: "post",
    path: "/api/links/{token}/submissions/{id}/human-look",
    summary: "Ask a reviewer to look at an automatically returned document (申请人工审核)",
    access: { kind: "link" },
    params: z.object({ token: key, id: key }),
    body: z.object({ note: shape.written("说明", 1000) }),
    answer: ok,
  }),

  // — signed in —
  me: endpoint({
    method: "get",
    path: "/api/me",
    summary: "Who is signed in",
    access: { kind: "signed-in" },
    answer: shape.me,
  }),
  signOut: endpoint({
    method: "post",
    path: "/api/sign-out",
    summary: "End the session",
    access: { kind: "signed-in" },
    answer: ok,
  }),
  changePassword: endpoint({
    method: "post",
    path: "/api/me/password",
    summary: "Change the own password; ends all other sessions",
    access: { kind: "signed-in" },
    body: z.object({
      current: z.string().min(1, "请输入当前密码。").max(200, "当前密码不正确。"),
      next: z.string().min(10, "新密码至少10个字符。").max(200, "新密码最多200个字符。"),
    }),
    answer: ok,
  }),
  desk: endpoint({
    method: "get",
    path: "/api/units/{id}/desk",
    summary: "A unit's quarter: obligations, sessions with their seven lights, submissions, links",
    access: { kind: "roles", roles: ["secretary", ...staff], scope: "unit" },
    params: id,
    query: z.object({ period: shape.askedPeriod.optional() }),
    answer: shape.desk,
  }),
  createLink: endpoint({
    method: "post",
    path: "/api/units/{id}/links",
    summary: "Make an upload link; its token is shown this once",
    access: { kind: "roles", roles: ["secretary", "reviewer", "administrator"], scope: "unit" },
    params: id,
    body: z.object({
      period: shape.askedPeriod,
      sessionDate: shape.askedDay.optional(),
      documentType: documentType.optional(),
      days: z.number().int().min(1, "有效期至少1天。").max(366, "有效期最长366天。").default(30),
    }),
    answer: z.object({ link: shape.link, url: z.string() }),
  }),
  revokeLink: endpoint({
    method: "delete",
    path: "/api/units/{id}/links/{link}",
    summary: "Revoke an upload link",
    access: { kind: "roles", roles: ["secretary", "reviewer", "administrator"], scope: "unit" },
    params: z.object({ id: key, link: key }),
    answer: ok,
  }),
  units: endpoint({
    method: "get",
    path: "/api/units",
    summary: "Units of the jurisdiction",
    access: { kind: "roles", roles: [...staff], scope: "jurisdiction" },
    answer: z.object({ units: z.array(shape.unit) }),
  }),
  createUnit: endpoint({
    method: "post",
    path: "/api/units",
    summary: "Add a unit",
    access: { kind: "roles", roles: ["administrator"], scope: "jurisdiction" },
    body: z.object({
      name: shape.named("单位全称", 60),
      shortName: shape.named("单位简称", 20),
      roster: z
        .array(
          z
            .string()
            .trim()
            .min(2, "成员姓名至少两个字，请检查名单。")
            .max(20, "成员姓名最多20个字，请检查名单。"),
        )
        .max(200, "成员名单最多200人。"),
    }),
    answer: shape.unit,
  }),
  people: endpoint({
    method: "get",
    path: "/api/people",
    summary: "People who may sign in",
    access: { kind: "roles", roles: ["administrator"], scope: "jurisdiction" },
    answer: z.object({
      people: z.array(shape.me.pick({ id: true, login: true, name: true, roles: true, unitId: true })),
    }),
  }),
  createPerson: endpoint({
    method: "post",
    path: "/api/people",
    summary: "Add a person; answers the first password, shown this once",
    access: { kind: "roles", roles: ["administrator"], scope: "jurisdiction" },
    body: z.object({
      login: z
        .string()
        .regex(
          /^[a-z][a-z0-9._-]{1,39}$/,
          "账号须以小写字母开头，由2至40个小写字母、数字、点、横线或下划线组成。",
        ),
      name: shape.named("姓名", 40),
      roles: shape.me.shape.roles.min(1),
      unitId: key.optional(),
    }),
    answer: z.object({ id: z.string(), password: z.string() }),
  }),
  resetPassword: endpoint({
    method: "post",
    path: "/api/people/{id}/password",
    summary: "Give a person a new first password, shown this once; ends all their sessions",
    access: { kind: "roles", roles: ["administrator"], scope: "jurisdiction" },
    params: id,
    answer: z.object({ password: z.string() }),
  }),
  deadLetters: endpoint({
    method: "get",
    path: "/api/operations/dead-letters",
    summary: "Events that could not be handled, and waits without a live execution",
    access: { kind: "roles", roles: ["administrator"], scope: "jurisdiction" },
    answer: z.object({ letters: z.array(shape.deadLetter) }),
  }),

  // — review —
  queue: endpoint({
    method: "get",
    path: "/api/reviews",
    summary: "Open reviews of the jurisdiction by due time",
    access: { kind: "roles", roles: ["reviewer", "leader", "administrator"], scope: "jurisdiction" },
    answer: z.object({
      submissions: z.array(shape.submissionLine),
      /** Scans on their way to the desk, each with how far its recognition is. */
      recognising: z.array(shape.submissionLine),
    }),
  }),
  submission: endpoint({
    method: "get",
    path: "/api/submissions/{id}",
    summary: "A submission with revisions, trail and what the caller may do",
    access: { kind: "roles", roles: ["secretary", ...staff], scope: "unit" },
    params: id,
    answer: shape.submissionDetail,
  }),
  examined: endpoint({
    method: "get",
    path: "/api/submissions/{id}/revisions/{revision}/examination",
    summary: "Text as read, elements with their evidence, findings",
    access: { kind: "roles", roles: ["secretary", ...staff], scope: "unit" },
    params: z.object({ id: key, revision: z.coerce.number().int().positive() }),
    answer: shape.examined,
  }),
  beside: endpoint({
    method: "get",
    path: "/api/submissions/{id}/beside",
    summary: "What the unit's other papers tell of this one: contradictions, and earlier filings it is like",
    access: { kind: "roles", roles: ["secretary", ...staff], scope: "unit" },
    params: id,
    answer: shape.beside,
  }),
  preview: endpoint({
    method: "get",
    path: "/api/submissions/{id}/revisions/{revision}/preview",
    summary: "A .docx as sanitised HTML, to see the layout",
    access: { kind: "roles", roles: ["secretary", ...staff], scope: "unit" },
    params: z.object({ id: key, revision: z.coerce.number().int().positive() }),
    content: "text/html",
  }),
  original: endpoint({
    method: "get",
    path: "/api/submissions/{id}/revisions/{revision}/original",
    summary: "The bytes as received, as a download",
    access: { kind: "roles", roles: ["secretary", ...staff], scope: "unit" },
    params: z.object({ id: key, revision: z.coerce.number().int().positive() }),
    content: "application/octet-stream",
  }),
  claim: endpoint({
    method: "post",
    path: "/api/submissions/{id}/claim",
    summary: "Take a review",
    access: { kind: "roles", roles: ["reviewer"], scope: "jurisdiction" },
    params: id,
    answer: ok,
  }),
  release: endpoint({
    method: "post",
    path: "/api/submissions/{id}/release",
    summary: "Give a review back",
    access: { kind: "roles", roles: ["reviewer"], scope: "jurisdiction" },
    params: id,
    answer: ok,
  }),
  decide: endpoint({
    method: "post",
    path: "/api/submissions/{id}/decision",
    summary: "Approve, return or reject, once; return and reject need at least one reason",
    access: { kind: "roles", roles: ["reviewer"], scope: "jurisdiction" },
    params: id,
    body: z.object({
      decision: z.enum(["approve", "return", "reject"]),
      /** The revision that was looked at: a decision on an older one is refused. */
      revision: z.number().int().positive(),
      reasons: shape.writtenReasons.default([]),
      /** Of an approval; a return says everything in its reasons. */
      note: z.string().max(1000, "附言最多1000个字，请精简后再提交。").optional(),
    }),
    answer: ok,
  }),
  overrule: endpoint({
    method: "post",
    path: "/api/submissions/{id}/overrulings",
    summary: "Call one finding of the newest revision wrong, with a reason; undone by DELETE while in review",
    access: { kind: "roles", roles: ["reviewer"], scope: "jurisdiction" },
    params: id,
    body: z.object({
      /** Chosen by the caller: the same id sent again is the same overruling. */
      id: z.string().regex(/^[\w-]{8,60}$/),
      revision: z.number().int().positive(),
      /** Place of the finding in the revision's list, and its rule, which must agree. */
      finding: z.number().int().nonnegative(),
      rule: z.string().max(200),
      reason: shape.named("误判理由", 200),
    }),
    answer: ok,
  }),
  reinstate: endpoint({
    method: "delete",
    path: "/api/submissions/{id}/overrulings/{overruling}",
    summary: "Take an overruling back while the document is in review",
    access: { kind: "roles", roles: ["reviewer"], scope: "jurisdiction" },
    params: z.object({ id: key, overruling: key }),
    answer: ok,
  }),
  withdraw: endpoint({
    method: "post",
    path: "/api/submissions/{id}/withdraw",
    summary: "Withdraw an open submission",
    access: { kind: "roles", roles: ["secretary"], scope: "unit" },
    params: id,
    answer: ok,
  }),
  trailExport: endpoint({
    method: "get",
    path: "/api/submissions/{id}/trail",
    summary: "The trail as JSON lines, to be verified by anybody with `qiyou trail verify`",
    access: { kind: "roles", roles: ["secretary", ...staff], scope: "unit" },
    params: id,
    content: "application/x-ndjson",
  }),

  // — rules —
  overruledRules: endpoint({
    method: "get",
    path: "/api/rules/overruled",
    summary: "Which rules reviewers have overruled, the most often wrong first",
    access: { kind: "roles", roles: ["reviewer", "administrator"], scope: "jurisdiction" },
    query: z.object({ since: shape.askedDay.optional() }),
    answer: z.object({ since: shape.day, rulebook: z.string(), rules: z.array(shape.ruleRecord) }),
  }),
  overruledSheet: endpoint({
    method: "get",
    path: "/api/rules/overruled.csv",
    summary: "Every overruling as a line of CSV, the newest first",
    access: { kind: "roles", roles: ["reviewer", "administrator"], scope: "jurisdiction" },
    query: z.object({ since: shape.askedDay.optional() }),
    content: "text/csv",
  }),

  // — notices —
  notices: endpoint({
    method: "get",
    path: "/api/notices",
    summary: "Notices, newest first",
    access: { kind: "roles", roles: ["reviewer", "leader", "administrator"], scope: "jurisdiction" },
    answer: z.object({ notices: z.array(shape.noticeLine) }),
  }),
  draftNotice: endpoint({
    method: "post",
    path: "/api/notices",
    summary: "Gather a quarter's figures and draft its notice",
    access: { kind: "roles", roles: ["reviewer", "leader"], scope: "jurisdiction" },
    body: z.object({ period: shape.askedPeriod }),
    answer: z.object({ id: z.string() }),
  }),
  notice: endpoint({
    method: "get",
    path: "/api/notices/{id}",
    summary: "A notice with every figure's sources",
    access: { kind: "roles", roles: ["reviewer", "leader", "administrator"], scope: "jurisdiction" },
    params: id,
    answer: shape.noticeDetail,
  }),
  noticePdf: endpoint({
    method: "get",
    path: "/api/notices/{id}/pdf",
    summary: "The draft or the issued copy as PDF",
    access: { kind: "roles", roles: ["reviewer", "leader", "administrator"], scope: "jurisdiction" },
    params: id,
    content: "application/pdf",
  }),
  decideNotice: endpoint({
    method: "post",
    path: "/api/notices/{id}/decision",
    summary: "Issue the notice (it gets its number) or return it with a note",
    access: { kind: "roles", roles: ["leader"], scope: "jurisdiction" },
    params: id,
    body: z.object({
      decision: z.enum(["issue", "return"]),
      note: z.string().max(1000, "意见最多1000个字，请精简后再提交。").optional(),
    }),
    answer: ok,
  }),
} as const;

export type Endpoints = typeof endpoints;

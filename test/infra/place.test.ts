/** Where it is deployed to: Beijing as well as elsewhere, under a domain of the office's own or without one. */
import { describe, expect, inject, test } from "vitest";
import { alarms } from "../../infra/alarm-table.ts";
import { DOMAIN } from "./plans.ts";
import { field, find, list, ofType, type Plan } from "./synth/plan.ts";

const { production, personal, china } = inject("plans");
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";

test("in Beijing no ARN is of another partition, and no address lacks its .cn", () => {
  const text = JSON.stringify(china);
  expect(text.match(/arn:aws:[^"\\]*/g) ?? []).toEqual([]);
  expect(text.match(/[\w.-]+\.amazonaws\.com(?!\.cn)[^"\\]*/g)?.filter(isAddress) ?? []).toEqual([]);
  expect(text.match(/arn:aws-cn:/g)?.length).toBeGreaterThan(100);
});

/** `lambda.amazonaws.com` and its like are principals, spelled the same everywhere. */
const isAddress = (name: string) =>
  !/^(lambda|states|scheduler|pipes|apigateway|s3|cloudfront|cloudwatch)\.amazonaws\.com$/.test(name);

test("elsewhere no ARN is of China", () => {
  for (const plan of [production, personal]) expect(JSON.stringify(plan)).not.toContain("arn:aws-cn");
});

test("every queue is addressed by a URL that exists in its region", () => {
  const addresses = (plan: Plan) =>
    [
      ...ofType(plan, "aws:sqs/queuePolicy:QueuePolicy"),
      ...ofType(plan, "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy"),
    ].map(({ inputs }) => new URL(String(inputs.queueUrl)).host);
  expect(addresses(china)).toEqual(["sqs.cn-north-1.amazonaws.com.cn", "sqs.cn-north-1.amazonaws.com.cn"]);
  expect(addresses(production)).toEqual(["sqs.ap-east-1.amazonaws.com", "sqs.ap-east-1.amazonaws.com"]);
});

test("in China the certificate comes from IAM, and nothing is asked of us-east-1", () => {
  const { inputs } = find(china, DISTRIBUTION, "DoorDistribution");
  expect(inputs).toMatchObject({
    aliases: [DOMAIN],
    httpVersion: "http2",
    viewerCertificate: { iamCertificateId: "ASCAEXAMPLE00EXAMPLE0", minimumProtocolVersion: "TLSv1.2_2021" },
  });
  expect(JSON.stringify(china)).not.toContain("us-east-1");
  for (const type of ["aws:acm/certificate:Certificate", "aws:cloudfront/keyValueStore:KeyValueStore"])
    expect(ofType(china, type)).toEqual([]);
});

test("functions know the site by the office's domain, and by CloudFront's without one", () => {
  const known = (plan: Plan) =>
    new Set(plan.builds.flatMap(({ links }) => (links.Site ? [links.Site.url] : [])));
  expect(known(production)).toEqual(new Set([`https://${DOMAIN}`]));
  expect(known(personal)).toEqual(new Set(["https://d000000000000.cloudfront.net"]));
  expect(production.outputs.url).toBe(`https://${DOMAIN}`);
});

describe("the site", () => {
  const { inputs } = find(production, DISTRIBUTION, "DoorDistribution");

  test("serves the app from its bucket and everything under /api from the API, over HTTPS", () => {
    expect(inputs.defaultCacheBehavior).toMatchObject({
      targetOriginId: "pages",
      viewerProtocolPolicy: "redirect-to-https",
      allowedMethods: ["GET", "HEAD"],
    });
    expect(inputs.orderedCacheBehaviors).toMatchObject([
      { pathPattern: "/api/*", targetOriginId: "api", viewerProtocolPolicy: "https-only" },
    ]);
    expect(list(inputs.origins)).toMatchObject([
      { originId: "pages", originAccessControlId: expect.stringMatching(/./) },
      { originId: "api", domainName: "api0000000.execute-api.ap-east-1.amazonaws.com" },
    ]);
  });

  test("tells browsers to load nothing from elsewhere, and to send files to the inbox only", () => {
    const { securityHeadersConfig } = find(
      production,
      "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
      "SiteHeaders",
    ).inputs;
    const policy = String(
      field(field(securityHeadersConfig, "contentSecurityPolicy"), "contentSecurityPolicy"),
    );
    expect(policy).toMatch(
      /connect-src 'self' https:\/\/qiyou-production-inboxbucket-\w+\.s3\.ap-east-1\.amazonaws\.com;/,
    );
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/'unsafe-eval'|script-src[^;]*'unsafe-inline'|\*/);
    expect(securityHeadersConfig).toMatchObject({
      contentTypeOptions: { override: true },
      referrerPolicy: { referrerPolicy: "no-referrer" },
      strictTransportSecurity: { accessControlMaxAgeSec: 63_072_000 },
    });
  });

  test("keeps what is named by its content for a year, and asks anew for the rest", () => {
    const files = ofType(production, "aws:s3/bucketObjectv2:BucketObjectv2").filter(({ name }) =>
      name.startsWith("Pages/"),
    );
    expect(
      Object.fromEntries(
        files.map(({ inputs: { key, contentType, cacheControl } }) => [key, [contentType, cacheControl]]),
      ),
    ).toEqual({
      "assets/main-00000000.js": ["text/javascript; charset=utf-8", "public, max-age=31536000, immutable"],
      "index.html": ["text/html; charset=utf-8", "no-cache"],
    });
  });

  test("leaves addresses without a file to the web app", async () => {
    const { code } = find(production, "aws:cloudfront/function:Function", "AppRoutes").inputs;
    const { handler } = await import(
      `data:text/javascript,${encodeURIComponent(`${code}\nexport { handler };`)}`
    );
    const served = (uri: string) => handler({ request: { uri } }).uri;
    expect(["/", "/review/sub_1", "/u/token", "/icon.svg", "/assets/a-1.js"].map(served)).toEqual([
      "/index.html",
      "/index.html",
      "/index.html",
      "/icon.svg",
      "/assets/a-1.js",
    ]);
  });
});

describe("alarms", () => {
  const METRIC_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

  test("there is one for each row of the table, and somebody hears it", () => {
    expect(
      ofType(production, METRIC_ALARM)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(alarms.map(({ name }) => `${name}Alarm`).sort());
    for (const { name, inputs } of ofType(production, METRIC_ALARM)) {
      expect(inputs.alarmActions, name).toEqual([expect.stringMatching(/:sns:.*:qiyou-production-alarms$/)]);
      expect(inputs.alarmDescription, name).toMatch(/^\p{Script=Han}.*请.*。$/u);
    }
    expect(find(production, "aws:sns/topicSubscription:TopicSubscription", "AlarmMail").inputs).toMatchObject(
      {
        protocol: "email",
        endpoint: "on-duty@example.gov.cn",
      },
    );
    expect(ofType(personal, "aws:sns/topicSubscription:TopicSubscription")).toEqual([]);
  });

  test.each([
    ["DeadLettersWaiting", "ApproximateNumberOfMessagesVisible", "QueueName", /DeadLettersQueue/],
    ["DeadLetterArrived", "Invocations", "FunctionName", /RecordDeadLetterFunction/],
    ["IntakeBehind", "ApproximateAgeOfOldestMessage", "QueueName", /Inbox(Events|Turns)Queue/],
    ["OldestTask", "OldestTaskDays", "Stage", /^production$/],
    ["FailedExecutions", "ExecutionsFailed", "StateMachineArn", /-(review|notice)$/],
    ["FailedExecutions", "ExecutionsTimedOut", "StateMachineArn", /-(review|notice)$/],
    ["Throttles", "ReadThrottleEvents", "TableName", /TableTable/],
    ["Throttles", "ExecutionThrottled", "StateMachineArn", /-(review|notice)$/],
    ["ErrorRate", "5xx", "ApiId", /^api/],
  ])("%s measures %s of the right %s", (name, metric, dimension, value) => {
    const { inputs } = find(production, METRIC_ALARM, `${name}Alarm`);
    const measured = list(inputs.metricQueries)
      .map((query) => field(query, "metric"))
      .filter((one) => field(one, "metricName") === metric);
    expect(measured.length).toBeGreaterThan(0);
    for (const one of measured) expect(field(field(one, "dimensions"), dimension)).toMatch(value);
  });

  test("every metric an alarm adds up is measured", () => {
    for (const { formula, metrics } of alarms)
      expect(new Set(formula.match(/\b[a-z]\w*\b/g))).toEqual(new Set(metrics.map(({ id }) => id)));
  });

  test("the age of the oldest task is measured by whoever sweeps, under the name the alarm reads", () => {
    const { environment } = find(production, "aws:lambda/function:Function", "SweepFunction").inputs;
    expect(JSON.parse(String(field(field(environment, "variables"), "QIYOU_METRICS")))).toEqual({
      namespace: "Qiyou",
      stage: "production",
    });
    const query = list(find(production, METRIC_ALARM, "OldestTaskAlarm").inputs.metricQueries)[0];
    expect(field(query, "metric")).toMatchObject({ namespace: "Qiyou", dimensions: { Stage: "production" } });
  });
});

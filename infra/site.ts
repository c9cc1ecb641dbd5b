/**
 * The site: one address for people, by CloudFront. `/api` goes to the API, all else is the built web app in a private
 * bucket. Not SST's StaticSite: its router keeps its routes in a store at the edge, which the pages on China do not
 * mention, and its own bucket policy admits any distribution (docs/decisions/0013).
 */
import { contentPolicy, protectiveHeaders } from "../functions/manifest/resources.ts";
import { gateway } from "./gateway.ts";
import { buildSite, isPart, type SiteFile, siteFiles } from "./site-files.ts";
import { account, named, place } from "./stage.ts";
import { privateBucket, storeOrigin } from "./storage.ts";

/** CloudFront's managed policies, the same in every account. */
const CACHE_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
const CACHE_NOTHING = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const ALL_BUT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

const pages = privateBucket("Pages", {
  policy: [
    {
      principals: [{ type: "service", identifiers: ["cloudfront.amazonaws.com"] }],
      actions: ["s3:GetObject"],
      paths: ["*"],
      conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [account] }],
    },
  ],
});

function put({ key, path, contentType, cacheControl }: SiteFile, options: $util.CustomResourceOptions) {
  const source = new $util.asset.FileAsset(path);
  return new aws.s3.BucketObjectv2(
    `Pages/${key}`,
    { bucket: pages.name, key, source, contentType, cacheControl },
    options,
  );
}

// A page that was opened before a deployment still finds its parts, and a page opened during it finds the new ones.
const files = siteFiles(siteFolder());
const parts = files.filter(isPart).map((file) => put(file, { retainOnDelete: true }));
for (const file of files) if (!isPart(file)) put(file, { dependsOn: parts });

/** Built anew for every deployment, unless somebody has built it and says where. */
function siteFolder(): string {
  return process.env.QIYOU_SITE ?? buildSite($cli.paths.root);
}

const access = new aws.cloudfront.OriginAccessControl("PagesAccess", {
  name: named("pages"),
  originAccessControlOriginType: "s3",
  signingBehavior: "always",
  signingProtocol: "sigv4",
});

/** An address that names no file is the web app's own, whose router takes over. */
const appRoutes = new aws.cloudfront.Function("AppRoutes", {
  name: named("app-routes"),
  runtime: "cloudfront-js-2.0",
  publish: true,
  code: [
    "function handler(event) {",
    "  var request = event.request;",
    "  var last = request.uri.slice(request.uri.lastIndexOf('/') + 1);",
    "  if (last.indexOf('.') < 0) request.uri = '/index.html';",
    "  return request;",
    "}",
  ].join("\n"),
});

/** Headers that CloudFront sets by a setting of their own, and refuses as others. */
const OWN_SETTING: ReadonlySet<string> = new Set([
  "strict-transport-security",
  "x-content-type-options",
  "referrer-policy",
  "x-frame-options",
  "x-xss-protection",
]);

const headers = new aws.cloudfront.ResponseHeadersPolicy("SiteHeaders", {
  name: named("site"),
  securityHeadersConfig: {
    contentSecurityPolicy: { contentSecurityPolicy: storeOrigin.apply(contentPolicy), override: true },
    contentTypeOptions: { override: true },
    frameOptions: { frameOption: "SAMEORIGIN", override: true },
    referrerPolicy: { referrerPolicy: "no-referrer", override: true },
    strictTransportSecurity: { accessControlMaxAgeSec: 63_072_000, override: true },
    xssProtection: { protection: false, override: true },
  },
  customHeadersConfig: {
    items: Object.entries(protectiveHeaders)
      .filter(([header]) => !OWN_SETTING.has(header))
      .map(([header, value]) => ({ header, value, override: true })),
  },
});

const door = new sst.aws.Cdn("Door", {
  comment: named("site"),
  origins: [
    {
      originId: "pages",
      domainName: pages.nodes.bucket.bucketRegionalDomainName,
      originAccessControlId: access.id,
    },
    {
      originId: "api",
      domainName: gateway.url.apply((url) => new URL(url).host),
      customOriginConfig: {
        httpPort: 80,
        httpsPort: 443,
        originProtocolPolicy: "https-only",
        originSslProtocols: ["TLSv1.2"],
      },
    },
  ],
  defaultRootObject: "index.html",
  defaultCacheBehavior: {
    targetOriginId: "pages",
    viewerProtocolPolicy: "redirect-to-https",
    allowedMethods: ["GET", "HEAD"],
    cachedMethods: ["GET", "HEAD"],
    compress: true,
    cachePolicyId: CACHE_OPTIMIZED,
    responseHeadersPolicyId: headers.id,
    functionAssociations: [{ eventType: "viewer-request", functionArn: appRoutes.arn }],
  },
  orderedCacheBehaviors: [
    {
      pathPattern: "/api/*",
      targetOriginId: "api",
      viewerProtocolPolicy: "https-only",
      allowedMethods: ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
      cachedMethods: ["GET", "HEAD"],
      compress: true,
      cachePolicyId: CACHE_NOTHING,
      originRequestPolicyId: ALL_BUT_HOST,
    },
  ],
  ...(place.domain && { domain: domain(place.domain) }),
  wait: false,
  transform: {
    distribution: (args) => {
      args.httpVersion = "http2and3";
      if (place.partition === "aws-cn") forChina(args, place.domain?.certificate);
      return undefined;
    },
  },
});

/** With a certificate of its own the office keeps its domain's records itself; without, Route 53 proves and serves it. */
function domain({ name, certificate }: { readonly name: string; readonly certificate?: string }) {
  return certificate ? { name, dns: false as const, cert: certificate } : name;
}

/** In China CloudFront speaks HTTP/2 at most and takes certificates of IAM only. */
function forChina(args: aws.cloudfront.DistributionArgs, certificate: string | undefined): void {
  args.httpVersion = "http2";
  args.isIpv6Enabled = false;
  args.viewerCertificate = {
    ...(certificate && { iamCertificateId: certificate }),
    sslSupportMethod: "sni-only",
    minimumProtocolVersion: "TLSv1.2_2021",
  };
}

/** Where people reach the site; no slash at the end. */
export const siteUrl: $util.Output<string> = place.domain
  ? $output(`https://${place.domain.name}`)
  : $output(door.url);

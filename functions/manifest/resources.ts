/** What functions stand on: table, buckets, state machines. Data that both places are made from. */

/** The one table: primary key, secondary indexes, attribute that makes rows expire. */
export const tableKeys = {
  primary: { hash: "pk", range: "sk" },
  indexes: [
    { name: "gsi1", hash: "gsi1pk", range: "gsi1sk" },
    { name: "gsi2", hash: "gsi2pk", range: "gsi2sk" },
  ],
  expiry: "expires",
} as const;

/** State machines: the definition's file, and the name under which functions find it. */
export const machines = [
  { resource: "ReviewFlow", name: "review", definition: "workflows/review.asl.json" },
  { resource: "NoticeFlow", name: "notice", definition: "workflows/notice.asl.json" },
] as const;

/** The part of a key of the inbox, `inbox/<unit>/<ticket>/<file name>`, that says whose it is: units take turns. */
export const OWNER_IN_KEY = 1;

/** Buckets by the name under which functions find them; `versioned` ones keep every byte ever received. */
export const buckets = [
  { resource: "Inbox", versioned: true, notifies: "Intake" },
  { resource: "Texts", versioned: false, notifies: undefined },
  { resource: "Notices", versioned: true, notifies: undefined },
] as const satisfies readonly { resource: string; versioned: boolean; notifies: string | undefined }[];

export type BucketResource = (typeof buckets)[number]["resource"];
export type MachineResource = (typeof machines)[number]["resource"];

/** What a browser may do on the site. `store` is where uploads go when that is another origin. */
export function contentPolicy(store = ""): string {
  return [
    // Nothing from elsewhere, no inline script; previews and PDFs only in frames of our own.
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self' ${store}`.trim(),
    "worker-src 'self' blob:",
    "frame-src 'self' blob:",
    "object-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join("; ");
}

/** What every answer says to browsers, pages and API alike (ASVS 5 3.4). Older ones heed some of them only. */
export const protectiveHeaders = {
  "strict-transport-security": "max-age=63072000",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "x-frame-options": "SAMEORIGIN",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "origin-agent-cluster": "?1",
  "x-dns-prefetch-control": "off",
  "x-download-options": "noopen",
  "x-permitted-cross-domain-policies": "none",
  "x-xss-protection": "0",
} as const;

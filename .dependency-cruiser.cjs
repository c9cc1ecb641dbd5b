/**
 * The walls of the house. Imports run one way, and type-only imports count like any other:
 *
 *     entry, api  →  app  →  reading  →  adapters  →  core
 *     web, cli, local, workflows, infra stand beside and see only what their rule says; so do client, who uses the
 *     service over HTTP, and samples, an invented county and its papers, which cli, demo, bench and test share
 *
 * `test/house/walls.test.ts` plants a violation of each and expects it to be refused.
 */
const TEST = "\\.test\\.tsx?$";

/** The rooms of core, lowest first: a room imports only rooms before it. */
const CORE_ROOMS = [
  "outcome.ts",
  "turns",
  "calendar",
  "text",
  "subject",
  "organisation",
  "delegation",
  "rights",
  "sign-in",
  "rulebook",
  "reading",
  "checking",
  "submissions",
  "sessions",
  "obligations",
  "notices",
  "messages",
];
/** The rooms of the house. `test/house/rooms.test.ts` holds them against what there is and what the check looks at. */
const ROOMS = [
  "core",
  "functions",
  "workflows",
  "local",
  "web",
  "cli",
  "client",
  "samples",
  "infra",
  "demo",
  "bench",
  "test",
  "scripts",
];

const room = (name) => (name.endsWith(".ts") ? name.replace(".", "\\.") : `${name}/`);

const coreOrder = CORE_ROOMS.slice(0, -1).map((name, index) => ({
  name: `core-${name.replace(".ts", "")}-looks-down`,
  comment: `core, lowest first: ${CORE_ROOMS.join(", ")}`,
  severity: "error",
  from: { path: `^core/${room(name)}`, pathNot: TEST },
  to: {
    path: `^core/(${CORE_ROOMS.slice(index + 1)
      .map(room)
      .join("|")})`,
  },
}));

module.exports = {
  forbidden: [
    {
      name: "no-circle",
      comment: "types and imports at run time included: what two files share stands in a third",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "rooms-are-known",
      comment: "a new room takes its place in ROOMS and says what it may see",
      severity: "error",
      from: {},
      to: {
        path: "/",
        pathNot: `^(${ROOMS.join("|")})/|(^|/)node_modules/`,
        dependencyTypesNot: ["core"],
        couldNotResolve: false,
      },
    },
    {
      name: "core-is-pure",
      comment: "core runs in the browser, the CLI and Lambda alike: no other room, no network, no disk",
      severity: "error",
      from: { path: "^core/", pathNot: TEST },
      to: {
        path: "^(functions|workflows|local|web|cli|client|samples|infra|test|demo|bench|scripts)/|node_modules/(@aws-sdk|@smithy|sst|electrodb|hono|dynalite)/",
      },
    },
    {
      name: "core-has-no-machine",
      severity: "error",
      from: { path: "^core/", pathNot: TEST },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "core-rooms-are-known",
      comment: "a new room of core takes its place in CORE_ROOMS",
      severity: "error",
      from: {},
      to: { path: "^core/", pathNot: `^core/(${CORE_ROOMS.map(room).join("|")})` },
    },
    ...coreOrder,
    {
      name: "functions-rooms-are-known",
      comment: "a room beside them would be a way around every wall between them",
      severity: "error",
      from: {},
      to: { path: "^functions/", pathNot: "^functions/(entry|api|app|reading|adapters|manifest)/" },
    },
    {
      name: "stores-stand-behind-adapters",
      comment: "what is kept where is said by an adapter",
      severity: "error",
      from: { path: "^functions/(entry|api|app|reading)/", pathNot: TEST },
      to: { path: "node_modules/(@aws-sdk|@smithy|electrodb)/" },
    },
    {
      name: "functions-know-no-place",
      comment: "handlers run unchanged on AWS and on one machine",
      severity: "error",
      from: { path: "^functions/", pathNot: TEST },
      to: { path: "^(local|web|cli|client|samples|infra|test|demo|bench|scripts)/" },
    },
    {
      name: "adapters-look-down",
      comment: "an adapter knows the domain and the names of resources, not who uses it",
      severity: "error",
      from: { path: "^functions/adapters/", pathNot: TEST },
      to: { path: "^functions/", pathNot: "^functions/(adapters|manifest)/" },
    },
    {
      name: "reading-looks-down",
      comment: "reading stands beside the use cases: they may ask it, it knows none of them",
      severity: "error",
      from: { path: "^functions/reading/", pathNot: TEST },
      to: { path: "^functions/", pathNot: "^functions/(reading|adapters|manifest)/" },
    },
    {
      name: "app-looks-down",
      comment: "a use case knows neither the request nor the event that asked for it",
      severity: "error",
      from: { path: "^functions/app/", pathNot: TEST },
      to: { path: "^functions/(api|entry)/" },
    },
    {
      name: "entry-and-api-go-through-app",
      comment:
        "parse, call the use case, answer: what is kept where is the use case's matter. Log, clock, environment, readiness and the form of a dead letter's message are no store",
      severity: "error",
      from: { path: "^functions/(entry|api)/", pathNot: TEST },
      to: {
        path: "^functions/adapters/",
        pathNot: "^functions/adapters/(log|clock|environment|readiness|queue-letter)\\.ts$",
      },
    },
    {
      name: "routes-call-use-cases",
      comment: "a route takes what the server has parsed, calls a use case and presents what it answers",
      severity: "error",
      from: { path: "^functions/api/routes/", pathNot: TEST },
      to: {
        path: "^functions/",
        pathNot:
          "^functions/(app/|api/((routes|present|contract)/|(address|call|cookie|guard|origin)\\.ts$))",
      },
    },
    {
      name: "api-reads-nothing",
      comment: "threads and recognition belong to the function that examines",
      severity: "error",
      from: { path: "^functions/api/", pathNot: TEST },
      to: { path: "^functions/reading/" },
    },
    {
      name: "api-is-no-entry",
      severity: "error",
      from: { path: "^functions/api/", pathNot: TEST },
      to: { path: "^functions/entry/" },
    },
    {
      name: "manifest-is-data",
      comment: "infra and local read it before anything runs",
      severity: "error",
      from: { path: "^functions/manifest/", pathNot: TEST },
      to: { pathNot: "^functions/manifest/" },
    },
    {
      name: "workflows-stand-alone",
      comment: "definitions that both places run, and what fills their placeholders",
      severity: "error",
      from: { path: "^workflows/", pathNot: TEST },
      to: { path: `^(${ROOMS.filter((name) => name !== "workflows").join("|")})/` },
    },
    {
      name: "local-knows-only-the-registry",
      comment: "the one-machine cloud finds handlers through the function registry and nothing else",
      severity: "error",
      from: { path: "^local/", pathNot: TEST },
      to: {
        path: "^(functions|web|cli|client|samples|demo|bench|scripts|infra)/",
        pathNot: "^functions/(manifest/(registry|resources)|entry/handlers|adapters/log)\\.ts$",
      },
    },
    {
      name: "infra-reads-data",
      comment: "a deployment is made of the same data as the one-machine cloud; it must never load a handler",
      severity: "error",
      from: { path: "^infra/" },
      to: {
        path: "^(functions|local|web|cli|client|samples|test|demo|bench|scripts)/",
        pathNot: "^functions/manifest/",
      },
    },
    {
      name: "web-speaks-the-contract",
      comment: "the browser sees core and the API contract, never a handler or an adapter",
      severity: "error",
      from: { path: "^web/" },
      to: {
        path: "^(functions|local|cli|client|samples|workflows|test|demo|bench|scripts|infra)/",
        pathNot: "^functions/api/contract/",
      },
    },
    {
      name: "client-speaks-the-contract",
      comment: "a program that uses the service knows its addresses and shapes, as the browser does",
      severity: "error",
      from: { path: "^client/", pathNot: TEST },
      to: {
        path: "^(functions|workflows|local|web|cli|samples|infra|test|demo|bench|scripts)/",
        pathNot: "^functions/api/contract/",
      },
    },
    {
      name: "samples-know-no-service",
      comment: "an invented county and its papers; a scan is drawn by the renderer that reading has",
      severity: "error",
      from: { path: "^samples/", pathNot: TEST },
      to: {
        path: "^(functions|workflows|local|web|cli|client|infra|test|demo|bench|scripts)/",
        pathNot: "^functions/reading/ocr/picture\\.ts$",
      },
    },
    {
      name: "cli-knows-no-demo",
      comment: "what both need stands in client/ and samples/",
      severity: "error",
      from: { path: "^cli/", pathNot: TEST },
      to: { path: "^demo/" },
    },
    {
      name: "demo-knows-no-cli",
      comment: "the demonstration starts the command as anybody would, in a process of its own",
      severity: "error",
      from: { path: "^demo/", pathNot: TEST },
      to: { path: "^cli/" },
    },
    {
      name: "nobody-imports-tests",
      comment: "but a bench, which measures with the files that tests prove with",
      severity: "error",
      from: {
        path: "^(core|functions|workflows|local|web|cli|client|samples|infra|demo|scripts)/",
        pathNot: TEST,
      },
      to: { path: "^test/" },
    },
    {
      name: "unit-tests-start-nothing",
      comment: "what starts a process, a server, a browser, recognition or typesetting is tested under test/",
      severity: "error",
      from: {
        path: "^(core|functions|infra|local|workflows|web|cli|client|samples|demo|bench)/.*\\.test\\.tsx?$",
      },
      to: {
        path: "^(node:)?(child_process|cluster)$|^local/(cloud|http-server/http-server)\\.ts$|^test/(office|browser|recovery)|^functions/adapters/typesetter/(notice|font)\\.ts$|^functions/reading/(pool|read|reader-context|ocr/)",
      },
    },
    {
      name: "nobody-imports-a-test-file",
      severity: "error",
      from: {},
      to: { path: TEST },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // Packages are seen, so that a wall can name them, but not gone into.
    exclude: { path: "^dist/" },
    // swc keeps type-only imports; `tsPreCompilationDeps` would ask for a TypeScript older than ours and warn.
    parser: "swc",
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".mjs", ".js", ".json"] },
  },
};

/** Imports run one way: web, cli, local, functions -> core; core imports nobody. */
module.exports = {
  forbidden: [
    {
      name: "core-is-pure",
      comment: "core runs in the browser, the CLI and Lambda alike: no other room, no network, no disk",
      severity: "error",
      from: { path: "^core/", pathNot: "\\.test\\.ts$" },
      to: {
        path: "^(functions|workflows|local|web|cli|infra|test|demo|bench)/|^node_modules/(@aws-sdk|sst|electrodb|hono)/",
      },
    },
    {
      name: "core-has-no-machine",
      severity: "error",
      from: { path: "^core/", pathNot: "\\.test\\.ts$" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "functions-know-no-place",
      comment: "handlers run unchanged on AWS and on one machine",
      severity: "error",
      from: { path: "^functions/", pathNot: "\\.test\\.ts$" },
      to: { path: "^(local|web|cli|infra|test|demo|bench)/" },
    },
    {
      name: "local-knows-only-the-registry",
      comment: "the one-machine cloud finds handlers through the function registry and nothing else",
      severity: "error",
      from: { path: "^local/", pathNot: "\\.test\\.ts$" },
      to: { path: "^functions/", pathNot: "^functions/(registry|resources|handlers)\\.ts$" },
    },
    {
      name: "infra-reads-data",
      comment: "a deployment is made of the same data as the one-machine cloud; it must never load a handler",
      severity: "error",
      from: { path: "^infra/" },
      to: {
        path: "^(functions|local|web|cli|test|demo|bench|scripts)/",
        pathNot: "^functions/(registry|resources|grants|packaging)\\.ts$",
      },
    },
    {
      name: "web-speaks-the-contract",
      comment: "the browser sees core and the API contract, never a handler or an adapter",
      severity: "error",
      from: { path: "^web/" },
      to: { path: "^(functions|local|cli|workflows|test)/", pathNot: "^functions/api/contract/" },
    },
    {
      name: "unit-tests-start-nothing",
      comment: "what starts a process, a server, a browser, recognition or typesetting is tested under test/",
      severity: "error",
      from: {
        path: "^(core|functions|infra|local|workflows|web|cli|demo|bench)/.*\\.test\\.tsx?$",
      },
      to: {
        path: "^(node:)?(child_process|cluster)$|^local/(cloud|door/door)\\.ts$|^test/(office|browser|recovery)|^functions/adapters/typesetter/(notice|font)\\.ts$|^functions/reading/(pool|read|surroundings|ocr/)",
      },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only", "dynamic-import"] } },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "node_modules|dist" },
    parser: "swc",
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".mjs", ".js", ".json"] },
  },
};

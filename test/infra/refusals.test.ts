/** What cannot work, and what would lose records, is refused before anything is declared; what is broken does not deploy. */
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { offline } from "../../scripts/sst-offline.ts";
import { demandPlatform, ROOT, type SynthOptions, synth } from "./synth/synth.ts";

/** What the deployer reads. */
const said = (options: SynthOptions): Promise<string> =>
  synth(options).then(
    ({ resources }) => `deployed ${resources.length} resources`,
    (error: Error) => error.message,
  );

describe("refused, with the sentence that tells what to write instead", () => {
  test.each([
    ["a stage that only sounds like production", { stage: "prod" }, "--stage production"],
    [
      "a region that does not exist",
      { stage: "trial", environment: { AWS_REGION: "beijing" } },
      "AWS_REGION=cn-north-1",
    ],
    [
      "a domain with its scheme",
      { stage: "trial", environment: { QIYOU_DOMAIN: "https://study.example.gov.cn" } },
      "QIYOU_DOMAIN=study.example.gov.cn",
    ],
    [
      "Beijing without a domain",
      { stage: "trial", environment: { AWS_REGION: "cn-north-1" } },
      "QIYOU_CERTIFICATE",
    ],
    [
      "a stage without a key for second factors",
      { stage: "trial", environment: { SST_SECRET_SignInKey: "" } },
      "npx sst secret set SignInKey",
    ],
    [
      "a key that somebody has thought up",
      { stage: "trial", environment: { SST_SECRET_SignInKey: "qiyou-2026" } },
      "openssl rand -base64 32",
    ],
    [
      "a single sign-on that is half said",
      { stage: "trial", environment: { QIYOU_OIDC_ISSUER: "https://id.example.gov.cn" } },
      "QIYOU_OIDC_CLIENT",
    ],
    [
      "a single sign-on that others can read along",
      {
        stage: "trial",
        environment: { QIYOU_OIDC_ISSUER: "http://id.example.gov.cn", QIYOU_OIDC_CLIENT: "qiyou" },
      },
      "QIYOU_OIDC_ISSUER=https://",
    ],
    [
      "production whose records could be removed",
      {
        stage: "production",
        edits: {
          "infra/application.ts": (source: string) =>
            source.replace('production ? "retain" : "remove"', '"remove"'),
        },
      },
      'removal: "retain"',
    ],
    [
      "production that `sst remove` could take down",
      {
        stage: "production",
        edits: {
          "infra/application.ts": (source: string) => source.replace("protect: production", "protect: false"),
        },
      },
      "protect: true",
    ],
  ] satisfies [string, SynthOptions, string][])("%s", async (_, options, instead) => {
    expect(await said(options)).toContain(instead);
  });
});

describe("broken, and not deployed", () => {
  test("a state machine that calls a function nobody registered", async () => {
    const edits = {
      "workflows/review.asl.json": (source: string) => source.replace("CloseFunctionArn", "ShutFunctionArn"),
    };
    expect(await said({ stage: "trial", edits })).toContain("functions/manifest/registry.ts has no Shut");
  });

  test("a bucket that tells a function that is gone", async () => {
    const edits = {
      "functions/manifest/resources.ts": (source: string) => source.replace('"Intake"', '"Outtake"'),
    };
    expect(await said({ stage: "trial", edits })).toContain("functions/manifest/registry.ts has no Outtake");
  });

  test("a function whose files are missing", async () => {
    const edits = {
      "functions/manifest/packaging.ts": (source: string) =>
        source.replace("core/rulebook/data", "core/rulebook/dates"),
    };
    expect(await said({ stage: "trial", edits })).toContain("core/rulebook/dates");
  });
});

describe("at home", () => {
  test("the mocked deployment may not call out", async () => {
    const edits = {
      "infra/stage.ts": (source: string) => `${source}\nawait fetch("http://192.0.2.1/latest/meta-data/");`,
    };
    expect(await said({ stage: "trial", edits })).toContain("called out to 192.0.2.1");
  });

  test("every script that calls sst does so without telemetry, downloads and the metadata address", () => {
    expect(offline).toMatchObject({
      SST_TELEMETRY_DISABLED: "1",
      SST_SKIP_DEPENDENCY_CHECK: "1",
      AWS_EC2_METADATA_DISABLED: "true",
    });
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(
      readFileSync(join(ROOT, "package.json"), "utf8"),
    );
    expect(Object.values(scripts).filter((line) => /(^|\s|&&)\s*sst\s/.test(line))).toEqual([]);
    expect(readFileSync(join(ROOT, "scripts/sst-install.ts"), "utf8")).toContain("...offline");
  });

  test("where SST's components are missing it says how to get them", async () => {
    const folder = await mkdtemp(join(tmpdir(), "qiyou-platform-"));
    expect(() => demandPlatform(folder)).toThrow("npm run sst:install");
    await rm(folder, { recursive: true });
    expect(existsSync(join(ROOT, ".sst/platform"))).toBe(true);
  });
});

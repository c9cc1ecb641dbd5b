/**
 * `npm run lock`: completes package-lock.json (or the lock named) after a dependency has changed. A registry that carries only some
 * platforms leaves the others' optional packages out of the lock, and `npm ci` then refuses the whole of it. Each is
 * entered with the version its owner asks for and the platform its name tells; npm skips it elsewhere.
 */
import { readFileSync, writeFileSync } from "node:fs";

interface Entry {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

const FILE = process.argv[2] ?? "package-lock.json";
const lock: { packages: Record<string, Entry> } = JSON.parse(readFileSync(FILE, "utf8"));
const { packages } = lock;

const SYSTEMS = [
  "aix",
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
];
const PROCESSORS = [
  "arm64",
  "arm",
  "ia32",
  "loong64",
  "mips64el",
  "ppc64",
  "riscv64",
  "s390x",
  "wasm32",
  "x64",
];

/** `@biomejs/cli-linux-x64-musl` → linux, x64, musl; undefined for a name that tells no platform. */
function platformOf(name: string): Pick<Entry, "os" | "cpu" | "libc"> | undefined {
  const parts = name.split(/[-/]/);
  const os = SYSTEMS.find((system) => parts.includes(system));
  const cpu = PROCESSORS.find((processor) => parts.includes(processor));
  if (!os || !cpu) return undefined;
  const libc = parts.includes("musl")
    ? "musl"
    : os === "linux" && parts.includes("gnu")
      ? "glibc"
      : undefined;
  return { os: [os], cpu: [cpu], ...(libc && { libc: [libc] }) };
}

let added = 0;
for (const owner of Object.values(packages)) {
  for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
    const path = `node_modules/${name}`;
    const platform = platformOf(name);
    if (packages[path] || !platform || !/^\d/.test(version)) continue;
    packages[path] = { version, ...(owner.dev && { dev: true }), optional: true, ...platform };
    added++;
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} packages of other platforms entered into ${FILE}`);

/** One part of the `qiyou` command in a process of its own, its output read through a pipe. */
import { spawn } from "node:child_process";

export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly error: string;
}

/** @param parts what is registered, and the file of `cli/` that registers it: `{ registerRead: "read" }` */
export function launched(parts: Readonly<Record<string, string>>): (...args: string[]) => Promise<Ended> {
  const names = Object.entries(parts);
  const launcher = `
    import { Command } from "commander";
    ${names.map(([register, file]) => `import { ${register} } from "./cli/${file}.ts";`).join("\n")}
    const program = new Command("qiyou");
    ${names.map(([register]) => `${register}(program);`).join("\n")}
    await program.parseAsync();`;
  return (...args) =>
    new Promise((resolve) => {
      const flags = ["--input-type=module-typescript", "--eval", launcher, "--", ...args];
      const child = spawn(process.execPath, flags, { cwd: new URL("../..", import.meta.url) });
      const out: Buffer[] = [];
      const error: Buffer[] = [];
      child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
      child.stderr.on("data", (chunk: Buffer) => error.push(chunk));
      child.on("close", (status) =>
        resolve({ status, out: Buffer.concat(out).toString(), error: Buffer.concat(error).toString() }),
      );
    });
}

/** The data files that pdfjs-dist asks for while it reads (CMaps, standard fonts, wasm), served from our own origin. */
import { createReadStream } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const FOLDERS = ["cmaps", "standard_fonts", "wasm"] as const;
const HOME = path.dirname(fileURLToPath(import.meta.resolve("pdfjs-dist/package.json")));

/** Copies the folders to `/pdf/…` of the build; in development the same addresses are read from the package. */
export function pdfAssets(): Plugin {
  return {
    name: "pdf-assets",
    configureServer(server) {
      server.middlewares.use("/pdf/", (request, response, next) => {
        const [folder, file] = (request.url ?? "").split("?")[0]?.split("/").filter(Boolean) ?? [];
        const known = FOLDERS.find((name) => name === folder);
        if (!known || !file || file !== path.basename(file)) return next();
        createReadStream(path.join(HOME, known, file))
          .on("error", () => next())
          .pipe(response);
      });
    },
    async generateBundle() {
      for (const folder of FOLDERS) {
        for (const file of await readdir(path.join(HOME, folder))) {
          const source = await readFile(path.join(HOME, folder, file));
          this.emitFile({ type: "asset", fileName: `pdf/${folder}/${file}`, source });
        }
      }
    },
  };
}

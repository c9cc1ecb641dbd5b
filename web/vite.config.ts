import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { pdfAssets } from "./pdf-assets.ts";

/** The web app: built to `dist/web` at the repository's root; in development `/api` goes to a running service. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), pdfAssets()],
  build: { outDir: "../dist/web", emptyOutDir: true, target: "es2022", chunkSizeWarningLimit: 1500 },
  worker: { format: "es" },
  server: { host: "127.0.0.1", proxy: { "/api": "http://127.0.0.1:7070" } },
});

/** Where the files that travel with the code lie: beside the function on Lambda, in the repository elsewhere. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { environment } from "./environment.ts";

const ROOT = environment().LAMBDA_TASK_ROOT ?? fileURLToPath(new URL("../../", import.meta.url));

/** A file or folder of our own, by its path from the repository's root. */
export const ownFile = (path: string): string => join(ROOT, path);

/** A file or folder of an npm package: `packageFile("@expo-google-fonts/noto-sans-sc", "400Regular/…ttf")`. */
export const packageFile = (name: string, path: string): string => join(ROOT, "node_modules", name, path);

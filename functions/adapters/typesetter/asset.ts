/** Where the files that travel with the code lie: beside the function on Lambda, in the repository elsewhere. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = process.env.LAMBDA_TASK_ROOT ?? fileURLToPath(new URL("../../../", import.meta.url));

/** `notice.typ` and its companions. */
export const TEMPLATE_FOLDER = join(ROOT, "functions/adapters/typesetter");

/** A file of an npm package: `packageFile("@expo-google-fonts/noto-sans-sc", "400Regular/…ttf")`. */
export function packageFile(name: string, path: string): string {
  return join(ROOT, "node_modules", name, path);
}

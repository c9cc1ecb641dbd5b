import { expect, test } from "vitest";
import { archiveOf, rulesIn } from "./rule-folder.ts";

const FILES = { "rulebook.yaml": "jurisdiction: 青槐县\n", "types/river_walk.yaml": "type: river_walk\n" };

const chosen = (path: string, text: string): File =>
  Object.defineProperty(new File([text], path.split("/").at(-1) ?? ""), "webkitRelativePath", {
    value: path,
  });

test("a folder's own name is no part of the paths, other files are left out", async () => {
  const files = Object.entries(FILES).map(([name, text]) => chosen(`规则/${name}`, text));
  expect(await rulesIn([...files, chosen("规则/.DS_Store", "x"), chosen("规则/说明.docx", "x")])).toEqual(
    FILES,
  );
});

test("what is named wrongly is kept, so that the server tells of it", async () => {
  expect(await rulesIn([chosen("规则/types/a.yaml.txt", "x")])).toEqual({ "types/a.yaml.txt": "x" });
});

test("a folder of types alone stays one", async () => {
  const types = [chosen("types/a.yaml", "1"), chosen("types/b.yaml", "2")];
  expect(Object.keys(await rulesIn(types))).toEqual(["types/a.yaml", "types/b.yaml"]);
});

test("an archive comes back as it went", async () => {
  const archive = await archiveOf(FILES, "规则第3版");
  expect(await rulesIn([new File([archive], "规则第3版.zip")])).toEqual(FILES);
});

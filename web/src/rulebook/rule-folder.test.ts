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

test("marked papers come along, from a folder and from an archive, Word's own traces do not", async () => {
  const papers = { ...FILES, "papers/巡河.txt": "=== river_walk | 一\n{reach:柳溪}\n" };
  const files = Object.entries(papers).map(([name, text]) => chosen(`规则/${name}`, text));
  const others = [chosen("规则/papers/~$巡河.docx", "x"), chosen("规则/说明.txt", "x")];
  expect(await rulesIn([...files, ...others])).toEqual(papers);
  expect(await rulesIn([new File([await archiveOf(papers, "规则")], "规则.zip")])).toEqual(papers);
  expect(await rulesIn([chosen("papers/巡河.txt", "x")])).toEqual({ "papers/巡河.txt": "x" });
});

test("what is named wrongly is kept, so that the server tells of it", async () => {
  expect(await rulesIn([chosen("规则/types/a.yaml.txt", "x")])).toEqual({ "types/a.yaml.txt": "x" });
  expect(await rulesIn([chosen("规则/papers/巡河.docx", "x")])).toEqual({ "papers/巡河.docx": "x" });
});

test("a folder of types alone stays one", async () => {
  const types = [chosen("types/a.yaml", "1"), chosen("types/b.yaml", "2")];
  expect(Object.keys(await rulesIn(types))).toEqual(["types/a.yaml", "types/b.yaml"]);
});

test("an archive comes back as it went", async () => {
  const archive = await archiveOf(FILES, "规则第3版");
  expect(await rulesIn([new File([archive], "规则第3版.zip")])).toEqual(FILES);
});

/** Names in one rule file that must stand in another: one that leads nowhere would be passed over in silence. */
import type { CountingSource } from "./schema/check.ts";
import type { CodesSource } from "./schema/code.ts";
import type { TypeSource } from "./schema/document-type.ts";
import type { RulebookSource } from "./schema/office.ts";
import type { SessionsSource } from "./schema/session.ts";
import type { SourceFile } from "./source.ts";

interface Given {
  readonly book: RulebookSource;
  readonly sessions: SessionsSource;
  readonly codes: CodesSource;
  readonly checks: { readonly counting: readonly CountingSource[] };
  readonly types: readonly { readonly file: SourceFile; readonly type: TypeSource }[];
}

interface Dangling {
  readonly file: string;
  readonly path: Array<string | number>;
  readonly message: string;
}

export function danglingReferences({ book, sessions, codes, checks, types }: Given): Dangling[] {
  const lights = new Set(sessions.lights.map(({ id }) => id));
  const known = new Set(types.map(({ type }) => type.type));
  return [
    ...types.flatMap(({ file, type: { light } }) =>
      !light || lights.has(light)
        ? []
        : [
            {
              file: file.name,
              path: ["light"],
              message: `sessions.yaml 的 lights 里没有“${light}”；不点亮任何一项的，写 light: null`,
            },
          ],
    ),
    ...sessions.obligations.flatMap(({ name, documentTypes, due, deadline }, at) => {
      const fault = (message: string) => ({ file: "sessions.yaml", path: ["obligations", at], message });
      const value = book.deadlines[deadline]?.value;
      const fits = due === "monthDay" ? /^\d{2}-\d{2}$/.test(String(value)) : typeof value === "number";
      const form = due === "monthDay" ? "“月-日”" : "天数";
      return [
        ...documentTypes
          .filter((type) => !known.has(type))
          .map((type) => fault(`应报事项“${name}”所列的材料类型“${type}”不存在`)),
        ...(fits
          ? []
          : [fault(`应报事项“${name}”的期限“${deadline}”要在 rulebook.yaml 的 deadlines 里写成${form}`)]),
      ];
    }),
    ...checks.counting.flatMap(({ code }, at) =>
      codes.names[code] !== undefined
        ? []
        : [
            {
              file: "checks.yaml",
              path: ["counting", at, "code"],
              message: `codes.yaml 的 names 里没有“${code}”的名称，不予计入时无法说明原因`,
            },
          ],
    ),
    ...codes.looks.flatMap((code, at) =>
      codes.names[code] !== undefined
        ? []
        : [
            {
              file: "codes.yaml",
              path: ["looks", at],
              message: `names 里没有“${code}”，looks 里的代码要先有名称`,
            },
          ],
    ),
  ];
}

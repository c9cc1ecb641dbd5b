import { describe, expect, it } from "vitest";
import { normalize } from "./normalize.ts";

const plain = (text: string): string => normalize(text).text;

/** Lines of one width, as a PDF layer has them. */
const wrapped = (text: string, width: number): string[] => text.match(new RegExp(`.{1,${width}}`, "g")) ?? [];

const PROSE =
  "会上，柳岸领学了《中华人民共和国种子法》有关章节，梅岭围绕种子抽检作了发言，提出把门店抽检由每年一次增加到四次，陶然反映河口镇两个村还有六十亩试验田缺水，建议列入下半年的项目，先修两公里渠。";

describe("hard line breaks of a fixed page width", () => {
  it.each([20, 24, 31])("%i characters wide: prose is one line again", (width) => {
    const text = plain(wrapped(PROSE, width).join("\n"));
    expect(text).not.toContain("\n");
    expect(text).toBe(plain(PROSE));
  });

  it("digits and letters take half the room", () => {
    const lines = [
      "2025年10月17日上午9:30，区水务局党组理论学习中心组召",
      "开第12次集体学习会，学习防洪法，会上三名成员作了发",
      "言，提出把巡查由每月一次改为每周一次，由防汛办抽查，",
      "照片当天回传，8月1日起实行，补记一次就约谈一次。",
    ];
    expect(plain(lines.join("\n"))).not.toContain("\n");
  });

  it("a line that begins with a mark goes on the one above", () => {
    expect(plain([...wrapped(PROSE, 24).slice(0, 3), "：闻笛。"].join("\n"))).toContain(":闻笛。");
    expect(plain([...wrapped(PROSE, 24).slice(0, 3), "：闻笛。"].join("\n"))).not.toContain("\n:");
  });

  it("leaves headings and labels alone", () => {
    const text = plain([...wrapped(PROSE, 24), "一、学习要求", "地点：会议室"].join("\n"));
    expect(text).toContain("两公里渠。\n一、学习要求\n地点:会议室");
  });

  it("points back to the two sides of a break", () => {
    const original = wrapped(PROSE, 24).join("\n");
    const { text, toOriginal } = normalize(original);
    const at = text.indexOf("种子抽检");
    const { start, end } = toOriginal(at, at + 4);
    expect(original.slice(start, end).replace("\n", "")).toBe("种子抽检");
  });
});

describe("lines that only look like it", () => {
  const unchanged = (lines: readonly string[]): void =>
    expect(plain(lines.join("\n")).split("\n")).toHaveLength(lines.length);

  it("rows of a sheet, as long as each other", () =>
    unchanged([
      "序号,姓名,职务,签到时间,签到方式,状态",
      "1,白桦林,党委书记、所长,2024-05-06 14:08,扫码,正常",
      "2,柳岸,党委副书记、副所长,2024-05-06 14:11,扫码,正常",
      "3,梅岭,党委委员、副所长,2024-05-06 14:17,人工补录,迟到",
      "4,陶然,党委委员、工会主席,2024-05-06 14:08,扫码,正常",
    ]));

  it("rows of a sheet with sentences in them", () =>
    unchanged([
      "1,白桦林,所长,去年种子抽检四十批，不合格三批。请门店补台账",
      "2,柳岸,副所长,河口镇试验田缺水，群众反映集中。先修两公里渠",
      "3,梅岭,副所长,仓库里还有十七顶帐篷过期，三月报采购。请财务",
      "4,陶然,工会主席,志愿者没有人教，等于白站。六月办一期培训班",
    ]));

  it("cells one to a line: a long value before the next label", () =>
    unchanged([
      "会议名称",
      "青石县农科所党组理论学习中心组第三次学习会",
      "地点",
      "青石县农科所办公楼二楼东侧第二会议室会议室",
      "学习内容",
      "《中华人民共和国种子法》第三章、第四章全文",
      "学习方式",
      "集体学习",
    ]));

  it("cells beside prose of the same width", () => {
    const cells = ["会议名称", "青石县农科所党组理论学习中心组第三次学习会", "地点", "会议室", "讨论"];
    expect(plain([...cells, ...wrapped(PROSE, 22)].join("\n"))).toBe(
      plain([...cells, PROSE].join("\n")).replace(/\n+/g, "\n"),
    );
  });

  it("a list of units", () =>
    unchanged([
      "青石县农业农村局党组理论学习中心组",
      "青石县卫生健康局党组理论学习中心组",
      "青石县交通运输局党委理论学习中心组",
      "青石县自然资源局党组理论学习中心组",
      "以上单位本季度按时报送了学习材料。",
    ]));
});

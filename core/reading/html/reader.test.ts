import { describe, expect, it } from "vitest";
import { read } from "../read.ts";

async function textOf(file: string): Promise<string> {
  const result = await read(new TextEncoder().encode(file));
  return result.outcome === "text" ? result.text : `refused: ${result.reason}`;
}
const page = (body: string) =>
  `<html><head><title>T</title><style>p{}</style></head><body>${body}</body></html>`;

describe("a web page in the clothes of .doc or .xls", () => {
  const cases: [string, string, string][] = [
    [
      "paragraphs and breaks",
      "<p>学习\n  记录<br>时间：&nbsp;5月</p><div>正文</div>尾",
      "学习 记录\n时间： 5月\n正文\n尾",
    ],
    [
      "rows of cells, also when nothing is closed",
      "<table><tr><td colspan=2>签到表<tr><td>姓名<td>签到<tr><td><p>甲</p><td></table>完",
      "签到表\n姓名\t签到\n甲\t\n完",
    ],
    [
      "a table in a cell",
      "<table><tr><td>外</td><td><table><tr><td>内一</td><td>内二</td></tr></table></td></tr></table>",
      "外\t内一\t内二",
    ],
    [
      "numbers of lists",
      "<ol type=A start=2><li>甲</li><li>乙<ul><li>子</li></ul></li></ol><ol><li>2026年</li></ol>",
      "B.甲\nC.乙\n子\n1. 2026年",
    ],
    [
      "the number that Word wrote out",
      "<p><![if !supportLists]><span style='mso-list:Ignore'>一、<span>&nbsp;</span></span><![endif]>主题</p><!--[if gte mso 9]><p>藏</p><![endif]-->",
      "一、 主题",
    ],
    [
      "what is shown, and not what is hidden or runs",
      '<p style="display: none">藏</p><p hidden>藏</p><script>document.write("藏")</script><p>见<del>删</del><span style="mso-hide:all">藏</span></p><table><tr style="display:none"><td>藏</td></tr></table>',
      "见",
    ],
    [
      "fields of a form",
      '<input type=checkbox checked>到<input type=checkbox>假<select><option>未选<option selected>已选</select><input value="甲">',
      "√到□假已选甲",
    ],
  ];
  it.each(cases)("keeps %s", async (_, body, text) => {
    expect(await textOf(page(body))).toBe(text);
  });

  it("is read in GBK", async () => {
    const bytes = [
      ...new TextEncoder().encode("<html><meta charset=gb2312><table><tr><td>"),
      0xd1,
      0xa7,
      0xcf,
      0xb0,
      ...new TextEncoder().encode("</td></tr></table></html>"),
    ];
    expect(await read(Uint8Array.from(bytes))).toMatchObject({
      outcome: "text",
      format: "html",
      text: "学习",
    });
  });

  it.each([
    ["quoted-printable", "<html><p>=E5=AD=A6=E4=\r\n=B9=A0</p></html>"],
    ["base64", btoa(String.fromCharCode(...new TextEncoder().encode("<html><p>学习</p></html>")))],
  ])("is found in a web archive: %s", async (encoding, body) => {
    const archive = `MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary="b1"\r\n\r\n--b1\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n--b1\r\nContent-Type: image/png\r\n\r\nxx\r\n--b1--\r\n`;
    expect(await textOf(archive)).toBe("学习");
  });

  it("is refused without words, or without end", async () => {
    expect(await textOf(page("<script>1</script>"))).toBe("refused: empty");
    expect(await textOf(page("<div>".repeat(5000)))).toBe("refused: too_deep");
  });
});

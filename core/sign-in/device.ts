/** Where somebody is signed in, as far as it helps to tell one's own browsers apart: never enough to follow anybody. */

/** What a browser calls itself, the more special first: most pretend to be others. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/wxwork\//i, "企业微信"],
  [/MicroMessenger\//i, "微信"],
  [/DingTalk\//i, "钉钉"],
  [/Lark\/|Feishu\//i, "飞书"],
  [/Edg(e|A|iOS)?\//, "Edge 浏览器"],
  [/QQBrowser\//i, "QQ 浏览器"],
  [/QIHU|360SE|360EE/i, "360 浏览器"],
  [/Firefox\//, "Firefox 浏览器"],
  [/(Chrome|CriOS|Chromium)\//, "Chrome 浏览器"],
  [/Version\/[\d.]+ .*Safari\//, "Safari 浏览器"],
  [/^(curl|node|undici)/i, "程序"],
];

const MACHINES: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/i, "鸿蒙"],
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "安卓"],
  [/Windows/, "Windows"],
  [/Macintosh/, "Mac"],
  [/Linux|X11/, "Linux"],
];

const nameIn = (names: readonly (readonly [RegExp, string])[], agent: string): string | undefined =>
  names.find(([pattern]) => pattern.test(agent))?.[1];

/** `Edge 浏览器（Windows）`, from what a browser says of itself. */
export function browserKind(agent: string): string {
  const cut = agent.slice(0, 500);
  const browser = nameIn(BROWSERS, cut) ?? "其他浏览器";
  const machine = nameIn(MACHINES, cut);
  return machine ? `${browser}（${machine}）` : browser;
}

/** The network of an address: `203.0.113.*`, `2001:db8:0:*`; empty where there is no address. */
export function networkOf(address: string): string {
  if (address === "") return "";
  return address.includes(":")
    ? `${address.split(":").slice(0, 3).join(":")}:*`
    : `${address.split(".").slice(0, 3).join(".")}.*`;
}

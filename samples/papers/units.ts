/** The invented county: three units, the members of their centre groups, their secretaries. */

export const COUNTY = "鹤汀县";

/** The quarter whose papers these are. */
export const PERIOD = "2026-Q3";

export type UnitKey = "agriculture" | "health" | "town";

export interface DemoUnit {
  readonly key: UnitKey;
  readonly name: string;
  readonly shortName: string;
  /** Members of the centre group, the group leader first. */
  readonly roster: readonly string[];
  /** The study secretary, who files; login for the demonstration. */
  readonly secretary: { readonly login: string; readonly name: string };
}

export const demoUnits: readonly DemoUnit[] = [
  {
    key: "agriculture",
    name: `${COUNTY}农业农村局`,
    shortName: "县农业农村局",
    roster: ["程望舒", "罗知夏", "韩砚耕", "沈禾", "陆怀谷", "方既明", "秦若川"],
    secretary: { login: "yaoqinghe", name: "姚清和" },
  },
  {
    key: "health",
    name: `${COUNTY}卫生健康局`,
    shortName: "县卫生健康局",
    roster: ["顾明溪", "温以宁", "卢照林", "宋青禾", "祁连生", "邵闻笛"],
    secretary: { login: "yezhiwei", name: "叶知微" },
  },
  {
    key: "town",
    name: `${COUNTY}漱石镇`,
    shortName: "漱石镇",
    roster: ["江映川", "戴云舟", "谭松年", "冯晓棠", "柏景行", "邹念慈", "苏临"],
    secretary: { login: "heshuhe", name: "何书禾" },
  },
];

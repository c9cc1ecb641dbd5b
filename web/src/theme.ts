/** How the app looks: the calm red and grey of official paper, system Chinese fonts, nothing from outside. */
import type { ThemeConfig } from "antd";

export const theme: ThemeConfig = {
  token: {
    colorPrimary: "#a8201a",
    colorInfo: "#3d5a73",
    colorLink: "#8f1d18",
    colorError: "#c0392b",
    colorWarning: "#b9770e",
    colorSuccess: "#2e7d4f",
    colorSuccessBg: "#edf6ef",
    colorSuccessBorder: "#a9d0b5",
    colorWarningBg: "#fdf6e6",
    colorInfoBg: "#eef2f6",
    colorInfoBorder: "#b8c6d4",
    colorBgLayout: "#f4f3f1",
    colorTextBase: "#26231f",
    borderRadius: 4,
    fontSize: 15,
    fontFamily:
      '-apple-system, "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif',
  },
  components: {
    Layout: { headerBg: "#ffffff", headerHeight: 56, headerPadding: "0 20px" },
    Table: { headerBg: "#f2f0ed" },
  },
};

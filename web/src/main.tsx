/** The entrance: providers around the routes. */
import "dayjs/locale/zh-cn";
import { notifyManager } from "@tanstack/react-query";
import { App as AntApp, ConfigProvider } from "antd";
import zhCN from "antd/es/locale/zh_CN.js";
import dayjs from "dayjs";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { App } from "./app.tsx";
import "./styles.css";
import { theme } from "./theme.ts";

dayjs.locale("zh-cn");
// At once, not a timer later: a button must be busy before the second click of a double click.
notifyManager.setScheduler(queueMicrotask);
// To TypeScript the package is CommonJS, whose default export is one step further in; the bundler has it at hand.
const chinese = "default" in zhCN ? zhCN.default : zhCN;

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <ConfigProvider locale={chinese} theme={theme} button={{ autoInsertSpace: false }}>
      <AntApp>
        <BrowserRouter>
          <App />
        </BrowserRouter>
      </AntApp>
    </ConfigProvider>
  </StrictMode>,
);

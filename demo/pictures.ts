/**
 * `npm run pictures`: the README's pictures, taken in a real browser of the real service in the middle of the
 * demonstration: the upload page on a phone, the review desk, page 1 of the issued notice.
 */
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Listr } from "listr2";
import type { Browser } from "playwright-core";
import { allPapers } from "../samples/papers/demo-papers.ts";
import { PERIOD } from "../samples/papers/units.ts";
import { DESK, newVisitor, openBrowser, PHONE } from "./browser/browser.ts";
import { signIn } from "./browser/signing-in.ts";
import { fromReview, type Scenario, startService, untilReview } from "./steps.ts";

const pictures = fileURLToPath(new URL("../docs/pictures/", import.meta.url));

/** The phone: a record with a blank place is chosen, the page says so before anything is sent. */
async function uploadPage(browser: Browser, { stack, office }: Scenario): Promise<void> {
  const faulty = allPapers.find(({ id }) => id === "health-record-august");
  const unit = office?.units.find(({ key }) => key === faulty?.unit);
  if (!stack || !faulty || !unit) throw new TypeError("the demonstration has not come this far");
  const context = await newVisitor(browser, PHONE);
  const page = await context.newPage();
  await page.goto(`${stack.url}/u/${unit.link}`);
  const bytes = Buffer.from(await faulty.build());
  await page.getByTestId("file-input").setInputFiles({ name: faulty.fileName, mimeType: "", buffer: bytes });
  await page.getByTestId("precheck").waitFor();
  await page.getByTestId("upload-item").evaluate((card) => card.scrollIntoView({ block: "end" }));
  await page.screenshot({ path: join(pictures, "upload-phone.png") });
  await context.close();
}

/** The desk: a good record, its evidence marked beside the list of elements, one element pointed at. */
async function reviewDesk(browser: Browser, { stack, office, filed }: Scenario): Promise<void> {
  const one = filed.get("agriculture-record-july");
  if (!stack || !office || !one) throw new TypeError("the demonstration has not come this far");
  const context = await newVisitor(browser, DESK);
  const page = await context.newPage();
  await signIn(page, stack.url, office.accounts.reviewer);
  await page.goto(`${stack.url}/review/${one.sent.submissionId}`);
  await page.getByTestId("element-speech_content").getByRole("button").first().click();
  await page.locator("mark.active").first().waitFor();
  await page.screenshot({ path: join(pictures, "review-desk.png") });
  await context.close();
}

/** Page 1 of the PDF that the leader issued, drawn by pdf.js. */
async function noticePage(browser: Browser, { out }: Scenario): Promise<void> {
  const pdfjs = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  const context = await newVisitor(browser, DESK);
  const page = await context.newPage();
  const files: Record<string, { path: string; contentType: string }> = {
    "/pdf.mjs": { path: join(pdfjs, "build/pdf.mjs"), contentType: "text/javascript" },
    "/pdf.worker.mjs": { path: join(pdfjs, "build/pdf.worker.mjs"), contentType: "text/javascript" },
    "/notice.pdf": { path: join(out, "学习通报.pdf"), contentType: "application/pdf" },
  };
  await page.route("http://notice.invalid/**", async (route) => {
    const file = files[new URL(route.request().url()).pathname];
    if (!file) return route.fulfill({ contentType: "text/html", body: DRAW_PAGE_1 });
    return route.fulfill({ contentType: file.contentType, body: await readFile(file.path) });
  });
  await page.goto("http://notice.invalid/");
  const canvas = page.locator("canvas[data-drawn]");
  await canvas.waitFor();
  await canvas.screenshot({ path: join(pictures, "notice-page-1.png") });
  await context.close();
}

const DRAW_PAGE_1 = `<!doctype html><body style="margin:0"><canvas style="width:794px"></canvas><script type="module">
import { getDocument, GlobalWorkerOptions } from "/pdf.mjs";
GlobalWorkerOptions.workerSrc = "/pdf.worker.mjs";
const page = await (await getDocument({ url: "/notice.pdf" }).promise).getPage(1);
const viewport = page.getViewport({ scale: 2 });
const canvas = document.querySelector("canvas");
canvas.width = viewport.width;
canvas.height = viewport.height;
await page.render({ canvas, viewport }).promise;
canvas.dataset.drawn = "";
</script>`;

const folder = await mkdtemp(join(tmpdir(), "qiyou-pictures-"));
const scenario: Scenario = {
  mark: "",
  papers: allPapers,
  period: PERIOD,
  out: join(folder, "out"),
  filed: new Map(),
  verdicts: [],
};
await mkdir(pictures, { recursive: true });
const { browser, close } = await openBrowser();
try {
  await new Listr(
    [
      startService(join(folder, "stack")),
      ...untilReview,
      { title: "手机上的报送页", task: () => uploadPage(browser, scenario) },
      { title: "审核台", task: () => reviewDesk(browser, scenario) },
      ...fromReview,
      { title: "通报第1页", task: () => noticePage(browser, scenario) },
    ],
    { ctx: scenario },
  ).run();
} finally {
  await close();
  await scenario.stack?.stop();
  await rm(folder, { recursive: true, force: true });
}

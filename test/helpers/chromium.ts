import { accessSync, constants } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

/** The names that Debian and others give it. */
const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** Where Chromium is on this machine, or why it cannot be used. */
export function findChromium(
  env: NodeJS.ProcessEnv = process.env,
): { readonly location: string } | { readonly reason: string } {
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => isAbsolute(folder));
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const location = candidates.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (location !== undefined) return { location };
  return { reason: "there is no chromium on PATH; on Debian: apt-get install chromium" };
}

/** Starts Chromium. @throws Error when there is none. */
export async function startChromium(): Promise<Browser> {
  const found = findChromium();
  if ("reason" in found) throw new Error(found.reason);
  // Its own sandbox does not work for root, whom CI runs as; the pages are ours.
  return await chromium.launch({ executablePath: found.location, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}

/** A page and what it did that it should not have. */
export interface WatchedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors and warnings of the console, exceptions, and requests for anything but the page itself. */
  readonly complaints: string[];
}

/** A page without network that notes what goes wrong in it. */
export async function watchedPage(
  browser: Browser,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ offline: true, viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`exception: ${error.message}`));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => undefined);
  });
  page.on("request", (request) => {
    if (!/^(file:|data:)/.test(request.url())) complaints.push(`request: ${request.url()}`);
  });
  return { page, context, complaints };
}

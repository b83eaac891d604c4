/** What tests of pages have in common: a browser for the whole file, and a page a test. */
import { afterAll, afterEach, beforeAll } from "@jest/globals";
import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";

import { findChromium, startChromium, type WatchedPage, watchedPage } from "./chromium.ts";
import { reportFiles } from "./openReport.ts";
import { testUnless } from "./skip.ts";

/** Pages in a browser that a test file has for itself. */
export interface PagesInChromium {
  /** `test` where there is Chromium; where there is none it says why it is skipped. */
  readonly testInChromium: ReturnType<typeof testUnless>;
  /**
   * Opens a document as a reader does: from a file, without network.
   *
   * @param hash the place in it, such as `#tenants`.
   */
  readonly open: (html: string, options?: Parameters<typeof watchedPage>[1], hash?: string) => Promise<WatchedPage>;
}

/** Starts Chromium for a test file and ends it; to be called at the file's top. */
export function pagesInChromium(): PagesInChromium {
  const found = findChromium();
  const files = reportFiles();
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (!("reason" in found)) browser = await startChromium();
  });
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    files.remove();
  });
  return {
    testInChromium: testUnless("reason" in found ? found.reason : undefined),
    open: async (html, options = {}, hash = "") => {
      if (browser === undefined) throw new Error("Chromium was not started");
      const watched = await watchedPage(browser, options);
      await watched.page.goto(`${files.write(html)}${hash}`);
      return watched;
    },
  };
}

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** Gives a page axe; its policy has to be bypassed for that: it allows no script but those of a debugger. */
export async function giveAxe(page: Page): Promise<void> {
  await page.evaluate(axe);
}

/**
 * What axe finds that keeps somebody out, with the elements.
 *
 * @param options axe's own, as JavaScript.
 */
export async function violationsOf(page: Page, options = "{}"): Promise<unknown> {
  return await page.evaluate(
    `axe.run(document, ${options}).then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" ")))`,
  );
}

/** An invoice's page as a customer has it: a file, opened in Chromium without network. */
import { afterAll, afterEach, beforeAll, describe, expect } from "@jest/globals";
import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";

import type { Invoice } from "../../core/results/invoice.ts";
import { invoicePage } from "../../reports/invoice/page.ts";
import { findChromium, startChromium, watchedPage } from "../helpers/chromium.ts";
import { creditNote, hostileInvoice, hostileTexts, plainInvoice } from "../helpers/invoices.ts";
import { reportFiles } from "../helpers/openReport.ts";
import { testUnless } from "../helpers/skip.ts";

const found = findChromium();
const testInChromium = testUnless("reason" in found ? found.reason : undefined);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
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

async function open(invoice: Invoice, options: Parameters<typeof watchedPage>[1] = {}) {
  if (browser === undefined) throw new Error("Chromium was not started");
  const watched = await watchedPage(browser, options);
  await watched.page.goto(files.write(invoicePage(invoice)));
  return watched;
}

describe("an invoice's page", () => {
  for (const colorScheme of ["light", "dark"] as const) {
    testInChromium(`keeps nobody out when it is ${colorScheme}, as axe finds`, async () => {
      // Its policy allows no script but those of a debugger.
      const { page } = await open(plainInvoice({ number: null }), { colorScheme, bypassCSP: true });
      await page.evaluate(axe);
      expect(await page.evaluate("axe.run().then(({ violations }) => violations.map(({ id }) => id))")).toEqual([]);
    });
  }

  testInChromium("needs no network, runs nothing and has its style, whatever names are in it", async () => {
    for (const text of hostileTexts) {
      const { page, complaints } = await open(hostileInvoice(text));
      expect(complaints).toEqual([]);
      expect(await page.locator("tbody").first().locator("tr").count()).toBe(5);
      expect(await page.evaluate("getComputedStyle(document.querySelector('.number')).textAlign")).toBe("end");
    }
  });

  testInChromium("is black on white on paper, also for who reads in the dark", async () => {
    const { page } = await open(creditNote(plainInvoice()), { colorScheme: "dark" });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const style = "(({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(document.body))";
    expect(await page.evaluate(style)).toEqual(["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
    expect(await page.locator("h1").innerText()).toBe("Credit note NW-000043");
  });
});

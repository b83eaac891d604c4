/** An invoice's page as a customer has it: a file, opened in Chromium without network. */
import { describe, expect } from "@jest/globals";

import { invoicePage } from "../../reports/invoice/page.ts";
import { giveAxe, pagesInChromium, violationsOf } from "../helpers/inChromium.ts";
import { creditNote, hostileInvoice, hostileTexts, plainInvoice } from "../helpers/invoices.ts";

const { testInChromium, open } = pagesInChromium();

describe("an invoice's page", () => {
  for (const colorScheme of ["light", "dark"] as const) {
    testInChromium(`keeps nobody out when it is ${colorScheme}, as axe finds`, async () => {
      const { page } = await open(invoicePage(plainInvoice({ number: null })), { colorScheme, bypassCSP: true });
      await giveAxe(page);
      expect(await violationsOf(page)).toEqual([]);
    });
  }

  testInChromium("needs no network, runs nothing and has its style, whatever names are in it", async () => {
    for (const text of hostileTexts) {
      const { page, complaints } = await open(invoicePage(hostileInvoice(text)));
      expect(complaints).toEqual([]);
      expect(await page.locator("tbody").first().locator("tr").count()).toBe(5);
      expect(await page.evaluate("getComputedStyle(document.querySelector('.number')).textAlign")).toBe("end");
    }
  });

  testInChromium("is black on white on paper, also for who reads in the dark", async () => {
    const { page } = await open(invoicePage(creditNote(plainInvoice())), { colorScheme: "dark" });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const style = "(({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(document.body))";
    expect(await page.evaluate(style)).toEqual(["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
    expect(await page.locator("h1").innerText()).toBe("Credit note NW-000043");
  });
});

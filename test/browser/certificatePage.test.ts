/** A certificate of deletion as a customer has it: a file, opened in Chromium without network. */
import { describe, expect } from "@jest/globals";

import { certificateOf } from "../../core/offboarding/certificate.ts";
import { certificatePage } from "../../reports/certificate/page.ts";
import { deletionFacts } from "../helpers/deletionFacts.ts";
import { giveAxe, pagesInChromium, violationsOf } from "../helpers/inChromium.ts";
import { hostileTexts } from "../helpers/invoices.ts";

const { testInChromium, open } = pagesInChromium();

describe("a certificate's page", () => {
  for (const colorScheme of ["light", "dark"] as const) {
    testInChromium(`keeps nobody out when it is ${colorScheme}, as axe finds`, async () => {
      const { page } = await open(certificatePage(certificateOf(deletionFacts())), { colorScheme, bypassCSP: true });
      await giveAxe(page);
      expect(await violationsOf(page)).toEqual([]);
    });
  }

  testInChromium("needs no network, runs nothing and has its style, whatever the tenant is called", async () => {
    for (const text of hostileTexts) {
      const { page, complaints } = await open(certificatePage(certificateOf(deletionFacts(text))));
      expect(complaints).toEqual([]);
      expect(await page.locator("h1").count()).toBe(1);
      expect(await page.locator("table").count()).toBe(3);
      expect(await page.evaluate("getComputedStyle(document.querySelector('.number')).textAlign")).toBe("end");
    }
  });
});

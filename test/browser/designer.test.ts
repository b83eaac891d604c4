/** The tier designer as a reader has it: a file, opened in Chromium without network. */
import { describe, expect } from "@jest/globals";
import type { Page } from "playwright-core";

import { designerPage } from "../../reports/designer/page.ts";
import { designed } from "../helpers/designed.ts";
import { hostileTexts } from "../helpers/evidence.ts";
import { giveAxe, pagesInChromium, violationsOf } from "../helpers/inChromium.ts";

const { testInChromium, open } = pagesInChromium();

const texts = async (page: Page, selector: string): Promise<string[]> =>
  (await page.locator(selector).allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());

testInChromium("shows each tier as a drawing and as a table with the same figures, without a complaint", async () => {
  const { page, complaints } = await open(designerPage(designed()));
  expect(await page.title()).toBe("Tiers of Northwind");
  expect(await texts(page, "article h3")).toEqual(["small@1", "large@2", "elsewhere@1"]);
  expect(await texts(page, "article:first-of-type tbody tr")).toEqual([
    "10 % 20.0 % 100.00 40.00 30.00 to 60.00 60.00 60.0 % eu-central-1",
    "100 % 100.0 % 100.00 120.50 90.00 to 200.00 -20.50 -20.5 % eu-central-1",
  ]);
  expect(await page.locator("svg.chart").count()).toBe(2);
  expect(await page.locator("article").last().innerText()).toContain("No cell of the estate takes it");
  expect(await texts(page, "article li")).toEqual(["main: It has no nodes of the tenant's own."]);
  expect(complaints).toEqual([]);
});

testInChromium("draws the fleet's subscriptions as dots, and says which they are", async () => {
  const { page } = await open(designerPage(designed()));
  expect(await page.locator("svg circle.tenant title").allTextContents()).toEqual(["acme/web: 55.00 EUR at 40.0 %"]);
  expect(await texts(page, 'table:has(caption:text-is("The fleet\'s subscriptions")) tbody tr')).toEqual([
    "acme/web small@1 40.0 % 100.00 55.00 45.00 45.0 %",
  ]);
});

testInChromium("says what the figures lack", async () => {
  const { page } = await open(designerPage(designed()));
  expect(await texts(page, "header .note")).toEqual([
    "The figures contain example rates, which were read nowhere.",
    "Without a rate: aws.ec2.natGateway.hour",
  ]);
});

testInChromium("is read by keyboard alone: the way to the content, services and tables", async () => {
  const { page } = await open(designerPage(designed()));
  const stops: unknown[] = [];
  for (let presses = 0; presses < 4; presses++) {
    await page.keyboard.press("Tab");
    stops.push(
      await page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText"),
    );
  }
  expect(stops).toEqual([
    "Skip to the content",
    "Infrastructure as a service",
    "small@1: price and cost by use",
    "large@2: price and cost by use",
  ]);
});

testInChromium("may load nothing and run nothing, whatever is in it", async () => {
  const { page, complaints } = await open(designerPage(designed()));
  expect(await page.evaluate(`fetch("https://evil.example").then(() => "answered", (error) => error.name)`)).toBe(
    "TypeError",
  );
  await page.evaluate(
    `document.body.append(Object.assign(document.createElement("script"), { textContent: "document.title = 'owned'" }))`,
  );
  expect(await page.title()).toBe("Tiers of Northwind");
  expect(complaints.filter((line) => line.includes("Content Security Policy")).length).toBeGreaterThanOrEqual(2);
});

describe.each(["light", "dark"] as const)("in %s colours", (colorScheme) => {
  testInChromium("axe finds nothing that keeps anybody out", async () => {
    const { page } = await open(designerPage(designed()), { colorScheme, bypassCSP: true });
    await giveAxe(page);
    expect(await violationsOf(page)).toEqual([]);
  });
});

testInChromium("hostile names are text, and can be seen whole", async () => {
  const services = hostileTexts.flatMap((text) => designed(text).services);
  const { page, complaints } = await open(designerPage({ ...designed(hostileTexts[0]), services }));
  expect(
    await page.evaluate(
      `document.querySelectorAll("img, script, iframe, [onload], [onerror], svg:not(.chart)").length`,
    ),
  ).toBe(0);
  expect(await page.evaluate("document.title")).not.toBe("owned");
  expect(String(await page.evaluate("document.body.textContent")).replaceAll("\n", "")).not.toMatch(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u,
  );
  expect(await page.locator("article").count()).toBe(3 * hostileTexts.length);
  expect(complaints).toEqual([]);
});

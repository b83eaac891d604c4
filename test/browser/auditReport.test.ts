/** The HTML report as a reader has it: a file, opened in Chromium without network. */
import { describe, expect } from "@jest/globals";
import type { Page } from "playwright-core";

import type { Evidence } from "../../core/results/evidence.ts";
import { evidenceAsHtml } from "../../reports/audit/html/document.ts";
import { previousOf } from "../../reports/audit/trend.ts";
import { exampleEvidence, hostileEvidence, hostileTexts, largeEvidence } from "../helpers/evidence.ts";
import { giveAxe, pagesInChromium, violationsOf } from "../helpers/inChromium.ts";

const { testInChromium, open } = pagesInChromium();

const sections = ["Summary", "Frameworks", "Tenants", "Findings", "Waivers", "Rules"];

const withTrend = (): Evidence => ({ ...exampleEvidence(), previous: previousOf(exampleEvidence()) });

/** The texts of the elements that are to be seen. */
const seen = (page: Page, selector: string): Promise<string[]> =>
  page
    .locator(selector)
    .filter({ visible: true })
    .allInnerTexts()
    .then((texts) => texts.map((text) => text.replace(/\s+/g, " ").trim()));

/** Changes the address and waits until the page has heard of it. */
async function goTo(page: Page, place: string): Promise<void> {
  await page.evaluate(
    `new Promise((done) => { addEventListener("hashchange", done, { once: true }); location.hash = ${JSON.stringify(place)}; setTimeout(done, 500); })`,
  );
}

/** Presses Tab, or Shift and Tab, until the focus is on what has this text. */
async function tabTo(page: Page, text: string, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press(key);
    if ((await page.evaluate("document.activeElement.innerText")) === text) return;
  }
  throw new Error(`the focus never came to ${text}`);
}

const focused = (page: Page): Promise<unknown> => page.evaluate("document.activeElement.innerText");

describe("the report", () => {
  testInChromium("shows the summary first, without a complaint and without network", async () => {
    const { page, complaints } = await open(evidenceAsHtml(withTrend()));
    expect(await page.title()).toBe("Summary – Policy evidence of Northwind Managed Services, 2026-11-26T08:00:00Z");
    expect(await seen(page, "main > section h2")).toEqual(["Summary"]);
    expect(await seen(page, ".cards li")).toEqual([
      "3 ✕ failed ±0 since before",
      "1 ◐ waived ±0 since before",
      "6 ? unknown ±0 since before",
      "6 ✓ passed ±0 since before",
      "1 ⊘ disabled ±0 since before",
      "8 – not applicable ±0 since before",
    ]);
    expect(await seen(page, ".note")).toEqual(["2 of 5 tenants fail. 3 problems of waivers."]);
    for (const section of sections.slice(1)) {
      await page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: section }).click();
      expect(await seen(page, "main > section h2")).toEqual([section]);
    }
    expect(complaints).toEqual([]);
  });

  testInChromium("may load nothing: its policy stops what a page could try", async () => {
    const { page, complaints } = await open(evidenceAsHtml(exampleEvidence()));
    await page.evaluate(`document.body.append(Object.assign(new Image(), { src: "https://evil.example/a.png" }))`);
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement("script"), { textContent: "document.title = 'owned'" }))`,
    );
    expect(await page.evaluate(`fetch("https://evil.example").then(() => "answered", (error) => error.name)`)).toBe(
      "TypeError",
    );
    expect(await page.title()).toMatch(/^Summary/);
    expect(complaints.filter((line) => line.includes("Content Security Policy")).length).toBeGreaterThanOrEqual(3);
  });

  testInChromium("shows everything when its script fails", async () => {
    const { page } = await open(evidenceAsHtml(exampleEvidence()).replace('"texts":', '"texts:'));
    expect(await seen(page, "main > section h2")).toEqual(sections);
    expect(await seen(page, "#tenant-rows th")).toHaveLength(5);
  });

  testInChromium("is used by keyboard alone: tenant, rule, resource and back", async () => {
    const { page, complaints } = await open(evidenceAsHtml(exampleEvidence()));
    await tabTo(page, "Tenants");
    await page.keyboard.press("Enter");
    await expectFocus(page, "Tenants");
    await tabTo(page, "acme");
    await page.keyboard.press("Enter");
    await expectFocus(page, "Tenant Acme Rockets");
    await tabTo(page, "storage/bucket-public-access-blocked");
    await page.keyboard.press("Enter");
    await expectFocus(page, "Buckets are closed: Acme Rockets");
    expect(await seen(page, "#page dd")).toContain("What to do about storage/bucket-public-access-blocked.");
    expect(await seen(page, "#page tbody tr")).toEqual([
      "assets ✕ failed aws:s3/bucket:Bucket blockPublicAcls blockPublicAcls should be true.",
      "assets ✕ failed aws:s3/bucket:Bucket blockPublicPolicy blockPublicPolicy should be true.",
      "backups ✓ passed aws:s3/bucket:Bucket –",
    ]);
    await tabTo(page, "assets");
    await page.keyboard.press("Enter");
    await expectFocus(page, "Resource assets");
    expect((await seen(page, "#page tbody tr")).map((row) => row.split(" ").slice(0, 3).join(" "))).toEqual([
      "storage/bucket-public-access-blocked ✕ failed",
      "storage/bucket-public-access-blocked ✕ failed",
      "storage/bucket-tls-only ✕ failed",
      "storage/bucket-encrypted ✓ passed",
    ]);
    // By the way that leads here, and by the browser's own button.
    await tabTo(page, "Acme Rockets", "Shift+Tab");
    await page.keyboard.press("Enter");
    await expectFocus(page, "Tenant Acme Rockets");
    await tabTo(page, "Tenants", "Shift+Tab");
    await page.keyboard.press("Enter");
    await expectFocus(page, "Tenants");
    await page.goBack();
    await page.goBack();
    await expectFocus(page, "Resource assets");
    await page.goBack();
    await expectFocus(page, "Buckets are closed: Acme Rockets");
    expect(complaints).toEqual([]);
  });

  testInChromium(
    "leads from a framework's control to its rules and tenants, and from what is waived to the waiver",
    async () => {
      const { page, complaints } = await open(evidenceAsHtml(exampleEvidence()));
      await page.getByRole("link", { name: "Frameworks" }).click();
      await page.getByRole("link", { name: "2.1.1" }).click();
      expect(await seen(page, "#page h2")).toEqual(["CIS Amazon Web Services Foundations Benchmark 2.1.1"]);
      expect((await seen(page, "#page table:last-of-type tbody th")).slice(-5)).toEqual([
        "acme",
        "globex",
        "initech",
        "umbrella",
        "hooli",
      ]);
      await page.getByRole("link", { name: "globex" }).click();
      await page.getByRole("link", { name: "storage/bucket-tls-only" }).click();
      expect(await seen(page, "#page tbody tr")).toEqual([
        "assets ◐ waived aws:s3/bucket:Bucket – The bucket should have a policy that denies requests without TLS. Waived until 2026-12-31 by security@northwind.example: An old scanner speaks plain HTTP until it is replaced (waiver)",
      ]);
      await page.getByRole("link", { name: "waiver", exact: true }).click();
      expect(await seen(page, "main > section h2")).toEqual(["Waivers"]);
      expect(await focused(page)).toMatch(/^storage\/bucket-tls-only\s+in force\s+globex/);
      expect(await seen(page, "#waivers tbody tr td:nth-child(2)")).toEqual([
        "in force",
        "expired",
        "in force",
        "not yet",
        "in force",
      ]);
      expect(await seen(page, "#waivers tbody tr td:nth-child(7)")).toEqual([
        "2026-11-01 – 2026-12-31 (35 days left)",
        "2026-05-01 – 2026-11-23 (3 days ago)",
        "2026-11-01 – 2026-12-31 (35 days left)",
        "2026-12-01 – 2026-12-24 (28 days left)",
        "2026-11-01 – 2026-11-26 (last day)",
      ]);
      expect(complaints).toEqual([]);
    },
  );

  testInChromium("opens at the page that an address names, and at the summary when there is none", async () => {
    const { page } = await open(evidenceAsHtml(exampleEvidence()), {}, "#tenant/hooli");
    expect(await seen(page, "#page h2")).toEqual(["Tenant Hooli"]);
    expect(await seen(page, "#page tbody tr")).toContain(
      "storage/bucket-tls-only ⊘ disabled medium none Buckets refuse plain requests. Disabled: No bucket is reachable from outside here",
    );
    const other = await open(evidenceAsHtml(exampleEvidence()), {}, "#tenant/nobody");
    expect(await seen(other.page, "main > section h2")).toEqual(["Summary"]);
  });

  testInChromium("finds tenants and shows only those that fail", async () => {
    const { page } = await open(evidenceAsHtml(exampleEvidence()), {}, "#tenants");
    const ids = (): Promise<string[]> => seen(page, "#tenant-rows th");
    expect(await ids()).toEqual(["acme", "globex", "hooli", "initech", "umbrella"]);
    await page.getByRole("checkbox", { name: "Only failing" }).check();
    expect(await ids()).toEqual(["acme", "initech"]);
    expect(await seen(page, "[role=status]")).toEqual(["1–2 of 2 tenants, found among 5"]);
    await page.getByRole("searchbox", { name: "Search tenants" }).fill("ROCKETS");
    expect(await ids()).toEqual(["acme"]);
    await page.getByRole("searchbox", { name: "Search tenants" }).fill("nobody");
    expect(await seen(page, "[role=status]")).toEqual(["No tenant, found among 5"]);
  });
});

// What differs between the two are colours alone.
describe.each([
  ["light", "{}"],
  ["dark", '{ runOnly: ["color-contrast"] }'],
] as const)("in %s colours", (colorScheme, options) => {
  const places = [
    "summary",
    "frameworks",
    "tenants",
    "findings",
    "waivers",
    "rules",
    "tenant/acme",
    "tenant/initech",
    "tenant/globex/rule/storage%2Fbucket-tls-only",
    "tenant/acme/resource/0",
    "rule/storage%2Fbucket-encrypted",
    "control/iso-27001/A.8.24",
  ];

  testInChromium("axe finds nothing that keeps anybody out", async () => {
    const { page } = await open(evidenceAsHtml(withTrend()), { colorScheme, bypassCSP: true });
    await giveAxe(page);
    for (const place of places) {
      await goTo(page, place);
      expect([place, await violationsOf(page, options)]).toEqual([place, []]);
    }
  });
});

describe("hostile names", () => {
  testInChromium("are text on every page, and can be seen whole", async () => {
    const { page, complaints } = await open(evidenceAsHtml(hostileEvidence()));
    const places = ["summary", "tenants", "findings", "waivers", "rules"];
    const pages = await page.evaluate(
      `[...document.querySelectorAll("#tenant-rows a")].map((link) => link.getAttribute("href").slice(1))`,
    );
    for (const place of [...places, ...(pages as string[])]) {
      await goTo(page, place);
      expect(
        await page.evaluate(
          `document.querySelectorAll("main img, main svg:not(.bar), main script, [onload], [onerror]").length`,
        ),
      ).toBe(0);
      expect(await page.evaluate("document.title")).not.toBe("owned");
      expect(String(await page.evaluate("document.body.textContent")).replaceAll("\n", "")).not.toMatch(
        /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u,
      );
    }
    expect(pages).toHaveLength(hostileTexts.length);
    expect(complaints).toEqual([]);
    await goTo(page, "tenants");
    expect(await seen(page, "#tenant-rows th")).toContain("\\u202egnp.exe12");
  });
});

describe("on paper and without scripts", () => {
  testInChromium("without scripts shows summary, findings and waivers whole", async () => {
    const { page, complaints } = await open(evidenceAsHtml(exampleEvidence()), { javaScriptEnabled: false });
    const texts = ((await page.locator("main").textContent()) ?? "").replace(/\s+/g, " ");
    expect(await page.locator("main > section").filter({ visible: true }).count()).toBe(6);
    expect(await page.locator("main > section h2").allInnerTexts()).toEqual(sections);
    expect(texts).toContain("Without scripts this is the whole of what failed and what is waived.");
    for (const message of messagesOf(exampleEvidence())) expect(texts).toContain(message);
    expect(complaints).toEqual([]);
  });

  testInChromium("prints every finding and waiver, whatever is on the screen", async () => {
    const { page } = await open(evidenceAsHtml(exampleEvidence()), {}, "#tenant/hooli");
    await page.emulateMedia({ media: "print" });
    const texts = (await page.locator("body").innerText()).replace(/\s+/g, " ");
    for (const message of messagesOf(exampleEvidence())) expect(texts).toContain(message);
    expect(texts).toContain("Not listed here: 2 tenants of which nothing is failed, waived or unknown.");
    expect(await seen(page, "#tenant-rows th")).toEqual(["acme", "globex", "initech"]);
    expect(await seen(page, "nav, #page, #tenant-tools")).toEqual([]);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    // A4, in points.
    expect(pdf.toString("latin1")).toMatch(/\/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/);
  });
});

describe("a thousand tenants", () => {
  testInChromium("open, are leafed through and are searched", async () => {
    const { page, complaints } = await open(evidenceAsHtml(largeEvidence(1000)), {}, "#tenants");
    expect(await seen(page, "[role=status]")).toEqual(["1–50 of 1000 tenants"]);
    await page.getByRole("button", { name: "Next" }).click();
    expect(await seen(page, "[role=status]")).toEqual(["51–100 of 1000 tenants"]);
    expect((await seen(page, "#tenant-rows th"))[0]).toBe("tenant-00050");
    await page.getByRole("searchbox").fill("customer 777");
    expect(await seen(page, "#tenant-rows th")).toEqual(["tenant-00777"]);
    await page.getByRole("link", { name: "tenant-00777" }).click();
    expect(await seen(page, "#page h2")).toEqual(["Tenant Customer 777"]);
    await page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: "Rules" }).click();
    await page.locator("#rules tbody a").first().click();
    expect(await page.locator("#page tbody tr").count()).toBe(200);
    await page.getByRole("button", { name: "Show 200 more of 800" }).press("Enter");
    expect(await page.locator("#page tbody tr").count()).toBe(400);
    expect(complaints).toEqual([]);
  });
});

/** Waits until the focus is on the heading: pages are drawn when the address has changed, which is a moment later. */
async function expectFocus(page: Page, heading: string): Promise<void> {
  for (let tries = 0; tries < 100 && (await focused(page)) !== heading; tries++) await page.waitForTimeout(20);
  expect(await focused(page)).toBe(heading);
}

/** What a reader of the whole must find: every failure, why and what to do, every waiver and its problems. */
function messagesOf({ tenants, waivers, rules }: Evidence): string[] {
  const failing = new Set(
    tenants.flatMap(({ results }) => results.filter(({ failed }) => failed.length > 0).map(({ rule }) => rule)),
  );
  return [
    ...tenants.flatMap(({ results }) => results.flatMap(({ failed }) => failed.map(({ message }) => message))),
    ...tenants.flatMap(({ error }) => error ?? []),
    ...rules.filter(({ id }) => failing.has(id)).flatMap(({ rationale, remediation }) => [rationale, remediation]),
    ...waivers.flatMap(({ reason, approver, expires, problems }) => [
      reason,
      approver,
      expires,
      ...problems.map(({ message }) => message),
    ]),
  ];
}

import { expect, test } from "@jest/globals";

import { certificateOf } from "../../../../core/offboarding/certificate.ts";
import { certificatePage } from "../../../../reports/certificate/page.ts";
import { deletionFacts } from "../../../helpers/deletionFacts.ts";
import { hostileTexts } from "../../../helpers/invoices.ts";
import { textOfPage } from "../../../helpers/textOfPage.ts";

test("says what was deleted, what is left, and how that is known", () => {
  const certificate = certificateOf(deletionFacts());
  const [key = "", assets = "", backups = ""] = certificate.had.objects.map(({ digest }) => digest);
  expect(textOfPage(certificatePage(certificate))).toBe(
    [
      "Certificate of deletion – Acme GmbH Certificate of deletion: Acme GmbH",
      "Northwind Managed Services certifies that all that the tenant acme had in its systems is deleted, but for what is named below.",
      "End asked for 2026-12-01 Data kept until 2026-12-31 Export of the data declined since 2026-12-02",
      "Deletion approved 2026-12-31, by ops@northwind.example",
      "Deleted from 2026-12-31T08:00:00.000Z to 2026-12-31T08:01:00.000Z Proven 2026-12-31T08:02:00.000Z Tenantry 0.1.0",
      `Audit trail entries: 12; the last one: ${"a".repeat(64)} Digest ${certificate.digest}`,
      "What it had By type Type Number aws:kms/key:Key 1 aws:s3/bucket:Bucket 2",
      `Each Name Type Cell Digest web-key aws:kms/key:Key eu-central-1-main ${key}`,
      `web--assets aws:s3/bucket:Bucket eu-central-1-main ${assets} web--backups aws:s3/bucket:Bucket eu-central-1-main ${backups}`,
      "What is still there Until a day Name Type Id Cell Until Why",
      "key-1 aws:kms/key:Key key-1 eu-central-1-main 2027-01-07 AWS deletes it later",
      "How that is known Read at 2026-12-31T08:02:00.000Z, after the deletion: the state of the stack acme : 0 objects",
      "the cell eu-central-1-main: the sandbox&#39;s inventory : 1 object",
      "Of this it says nothing: The provider keeps its own records.",
      "Made by Tenantry. The digest is that of the certificate&#39;s JSON file, which says the same to machines.",
    ].join(" "),
  );
});

test("of a tenant that had nothing says so", () => {
  const page = certificatePage(
    certificateOf({
      ...deletionFacts(),
      ...{ had: [], kept: [], trail: null, terms: { ...deletionFacts().terms, export: null } },
      proof: { at: "2026-12-31T08:02:00.000Z", reads: [], unlisted: [] },
    }),
  );
  expect(page.match(/<p>Nothing\.<\/p>/g)).toHaveLength(2);
  expect(textOfPage(page)).toContain("Export of the data nothing is written of it");
  expect(page).not.toContain("Audit trail");
  expect(page).not.toContain("Of this it says nothing");
});

test("lets no name make markup, and has no script", () => {
  const elements = (html: string): string[] => [...html.matchAll(/<[a-z!/][^\s>]*/g)].map(([tag]) => tag);
  const plain = elements(certificatePage(certificateOf(deletionFacts())));
  for (const hostile of hostileTexts) {
    const page = certificatePage(certificateOf(deletionFacts(hostile)));
    expect(elements(page)).toEqual(plain);
    expect(page).not.toMatch(/[\u0000\u202e]/);
  }
  expect(plain).not.toContain("<script");
});

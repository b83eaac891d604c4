import type { CertificateFacts } from "../../core/offboarding/certificate.ts";

/** What a certificate of deletion is made of, for a tenant of two buckets and a key. */
export function deletionFacts(displayName = "Acme GmbH"): CertificateFacts {
  const cell = "eu-central-1-main";
  return {
    tenant: { id: "acme", displayName },
    provider: { name: "northwind", displayName: "Northwind Managed Services" },
    terms: {
      requested: "2026-12-01",
      retainUntil: "2026-12-31",
      export: { status: "declined", since: "2026-12-02" },
      approved: { on: "2026-12-31", by: "ops@northwind.example" },
    },
    had: [
      { type: "aws:s3/bucket:Bucket", name: "web--backups", id: "northwind-acme-web-backups", cell },
      { type: "aws:s3/bucket:Bucket", name: "web--assets", id: "northwind-acme-web-assets", cell },
      { type: "aws:kms/key:Key", name: "web-key", id: "key-1", cell, leaves: { what: "key", name: "", days: 7 } },
    ],
    deleted: { from: "2026-12-31T08:00:00.000Z", to: "2026-12-31T08:01:00.000Z" },
    kept: [
      { type: "aws:kms/key:Key", name: "key-1", id: "key-1", cell, why: "AWS deletes it later", until: "2027-01-07" },
    ],
    proof: {
      at: "2026-12-31T08:02:00.000Z",
      reads: [
        { what: "the state of the stack acme", found: 0 },
        { what: "the cell eu-central-1-main: the sandbox's inventory", found: 1 },
      ],
      unlisted: ["The provider keeps its own records."],
    },
    code: "0.1.0",
    trail: { entries: 12, head: "a".repeat(64) },
  };
}

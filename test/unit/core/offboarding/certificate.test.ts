import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { certificateOf, digestOfCertificate, type CertificateFacts } from "../../../../core/offboarding/certificate.ts";
import { certificate, type FormerObject } from "../../../../core/results/certificate.ts";
import { deletionFacts } from "../../../helpers/deletionFacts.ts";

test("says all that it is told, counts it, and vouches for itself by its digest", () => {
  const made = certificateOf(deletionFacts());
  expect(certificate.parse(JSON.parse(JSON.stringify(made)))).toEqual(made);
  expect(made).toEqual({
    version: 1,
    ...deletionFacts(),
    had: {
      objects: [
        { type: "aws:kms/key:Key", name: "web-key", cell: "eu-central-1-main", digest: made.had.objects[0]?.digest },
        {
          type: "aws:s3/bucket:Bucket",
          name: "web--assets",
          cell: "eu-central-1-main",
          digest: "34dae63db50629db402a969707497d18d8f963338fd41a4b2428d2365474b655",
        },
        {
          type: "aws:s3/bucket:Bucket",
          name: "web--backups",
          cell: "eu-central-1-main",
          digest: made.had.objects[2]?.digest,
        },
      ],
      counts: { "aws:kms/key:Key": 1, "aws:s3/bucket:Bucket": 2 },
    },
    digest: digestOfCertificate(made),
  });
});

test("is the same for the same facts, in whatever order they come, and another for any other", () => {
  const facts = deletionFacts();
  const made = certificateOf(facts);
  const order = fc.shuffledSubarray([...facts.had], { minLength: facts.had.length, maxLength: facts.had.length });
  fc.assert(
    fc.property(order, (had) => {
      expect(certificateOf({ ...facts, had })).toEqual(made);
    }),
  );
  const others: CertificateFacts[] = [
    { ...facts, had: facts.had.slice(1) },
    {
      ...facts,
      had: facts.had.map((object, index): FormerObject => (index === 0 ? { ...object, id: "other" } : object)),
    },
    { ...facts, kept: [] },
    { ...facts, proof: { ...facts.proof, at: "2027-01-01T00:00:00.000Z" } },
    { ...facts, terms: { ...facts.terms, export: null } },
  ];
  expect(new Set(others.map((other) => certificateOf(other).digest)).has(made.digest)).toBe(false);
  expect(digestOfCertificate({ ...made, kept: [] })).not.toBe(made.digest);
});

test("has no id of what was there, which may be a secret of the customer's", () => {
  expect(JSON.stringify(certificateOf({ ...deletionFacts(), kept: [] }))).not.toContain("northwind-acme-web-assets");
});

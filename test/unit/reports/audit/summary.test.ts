import { expect, test } from "@jest/globals";

import { formatEvidence } from "../../../../reports/audit/summary.ts";
import { previousOf } from "../../../../reports/audit/trend.ts";
import { exampleEvidence, hostileEvidence } from "../../../helpers/evidence.ts";

test("shows how each tenant stands, what is wrong by rule, and the problems of waivers", () => {
  expect(formatEvidence(exampleEvidence())).toBe(`TENANT    FAILED  WAIVED  UNKNOWN  PASSED  DISABLED  NOT APPLICABLE
acme      3       0       0        1       0         1
globex    0       1       1        1       0         2
hooli     0       0       0        1       1         3
initech   0       0       5        0       0         0
umbrella  0       0       0        3       0         2

initech: could not be judged: The program failed: the tier standard@9 is not known.

network/no-public-subnet (high): Subnets give no public addresses
  acme: aws:ec2/subnet:Subnet private-a: mapPublicIpOnLaunch should be false.
  What to do about network/no-public-subnet.

storage/bucket-public-access-blocked (critical): Buckets are closed
  acme: aws:s3/bucket:Bucket assets: blockPublicAcls should be true.
  acme: aws:s3/bucket:Bucket assets: blockPublicPolicy should be true.
  What to do about storage/bucket-public-access-blocked.

storage/bucket-tls-only (medium): Buckets refuse plain requests
  acme: aws:s3/bucket:Bucket assets: The bucket should have a policy that denies requests without TLS. (advisory)
  What to do about storage/bucket-tls-only.

Waivers:
  waivers/expired (high): storage/bucket-tls-only for acme, *: The waiver expired on 2026-11-23; remove it or ask anew.
  waivers/unused (low): storage/bucket-encrypted for umbrella, *: The waiver should cover a finding.
  waivers/self-approved (critical): storage/bucket-tls-only for acme, *: approver should not be the requester.

2 of 5 tenants fail. Rules by tenant: 3 failed, 1 waived, 6 unknown, 6 passed, 1 disabled, 8 not applicable.`);
});

test("compares with the report before", () => {
  const { tenants, ...more } = exampleEvidence();
  const before = previousOf({ ...more, tenants: tenants.slice(0, 4) });
  const fixed = tenants.map((tenant) => (tenant.tenant === "acme" ? { ...tenant, results: [] } : tenant));
  const lines = formatEvidence({ ...more, tenants: fixed, previous: before }).split("\n");
  expect(lines.slice(0, 6).map((line) => line.replace(/ {2,}/g, "|"))).toEqual([
    "TENANT|FAILED|WAIVED|UNKNOWN|PASSED|DISABLED|NOT APPLICABLE|CHANGE OF FAILED",
    "acme|0|0|0|0|0|5|-3",
    "globex|0|1|1|1|0|2|±0",
    "hooli|0|0|0|1|1|3|±0",
    "initech|0|0|5|0|0|0|±0",
    "umbrella|0|0|0|3|0|2|new",
  ]);
});

test("has nothing in it that cannot be seen, and no line of a name's own", () => {
  const text = formatEvidence(hostileEvidence());
  expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  expect(text).toContain("\\u202egnp.exe");
});

/** Evidence as an audit would leave it: a small estate in which everything happens, a hostile one, and one of any size. */
import { createHash } from "node:crypto";

import type {
  Evidence,
  EvidenceRule,
  RuleResult,
  TenantEvidence,
  WaiverEvidence,
} from "../../core/results/evidence.ts";

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

const bucket = "aws:s3/bucket:Bucket";
const subnet = "aws:ec2/subnet:Subnet";
const namespace = "kubernetes:core/v1:Namespace";

const frameworks: Evidence["frameworks"] = [
  {
    id: "cis-aws-foundations",
    title: "CIS Amazon Web Services Foundations Benchmark",
    version: "3.0.0",
    controls: [
      { id: "2.1.1", title: "Buckets refuse requests without TLS" },
      { id: "2.1.4", title: "Buckets block public access" },
    ],
  },
  {
    id: "iso-27001",
    title: "ISO/IEC 27001:2022 Annex A",
    version: "2022",
    controls: [
      { id: "A.8.20", title: "Security of networks" },
      { id: "A.8.22", title: "Segregation of networks" },
      { id: "A.8.24", title: "Use of cryptography" },
    ],
  },
];

const rule = (id: string, title: string, severity: EvidenceRule["severity"], ...controls: string[]): EvidenceRule => ({
  id,
  title,
  severity,
  rationale: `Why ${id} matters.`,
  remediation: `What to do about ${id}.`,
  controls: controls.map((text) => {
    const [framework = "", control = ""] = text.split(" ");
    return { framework, control };
  }),
});

const rules: readonly EvidenceRule[] = [
  rule("isolation/namespace-closed", "Namespaces are closed", "critical", "iso-27001 A.8.22"),
  rule("network/no-public-subnet", "Subnets give no public addresses", "high", "iso-27001 A.8.20"),
  rule("storage/bucket-encrypted", "Buckets are encrypted", "high", "iso-27001 A.8.24"),
  rule(
    "storage/bucket-public-access-blocked",
    "Buckets are closed",
    "critical",
    "cis-aws-foundations 2.1.4",
    "iso-27001 A.8.20",
  ),
  rule(
    "storage/bucket-tls-only",
    "Buckets refuse plain requests",
    "medium",
    "cis-aws-foundations 2.1.1",
    "iso-27001 A.8.24",
  ),
];

const result = (id: string, more: Partial<RuleResult>): RuleResult => ({
  rule: id,
  enforcement: "mandatory",
  passed: [],
  unknown: [],
  failed: [],
  ...more,
});

const tenant = (id: string, more: Partial<TenantEvidence>): TenantEvidence => ({
  tenant: id,
  displayName: id.toUpperCase(),
  ring: "general",
  tiers: ["iaas/standard@2"],
  digest: digest(id),
  resources: [],
  results: [],
  disabled: [],
  ...more,
});

const waiver = (more: Partial<WaiverEvidence>): WaiverEvidence => ({
  rule: "storage/bucket-tls-only",
  tenant: "globex",
  resource: "*",
  reason: "An old scanner speaks plain HTTP until it is replaced",
  requester: "ops@northwind.example",
  approver: "security@northwind.example",
  granted: "2026-11-01",
  expires: "2026-12-31",
  covers: 0,
  problems: [],
  ...more,
});

/**
 * Five tenants and five rules: acme fails, an advisory rule among it; globex is waived and has something unknown; hooli is clean with a
 * rule disabled; initech could not be judged; umbrella is clean. A waiver in each state: in force, expired, unused, not yet, and approved
 * by who asked.
 */
export function exampleEvidence(): Evidence {
  return {
    format: "tenantry.dev/evidence/v1",
    time: "2026-11-26T08:00:00Z",
    estate: { name: "northwind", displayName: "Northwind Managed Services" },
    of: "manifests",
    tool: { code: "0.1.0", pack: "0.1.0", rules: digest("rules"), catalogue: digest("catalogue") },
    trail: { entries: 12, head: digest("trail") },
    frameworks: structuredClone(frameworks),
    rules: structuredClone([...rules]),
    tenants: [
      tenant("acme", {
        displayName: "Acme Rockets",
        resources: [
          { type: bucket, name: "assets" },
          { type: bucket, name: "backups" },
          { type: subnet, name: "private-a" },
        ],
        results: [
          result("network/no-public-subnet", {
            failed: [{ resource: 2, property: "mapPublicIpOnLaunch", message: "mapPublicIpOnLaunch should be false." }],
          }),
          result("storage/bucket-encrypted", { passed: [0, 1] }),
          result("storage/bucket-public-access-blocked", {
            passed: [1],
            failed: [
              { resource: 0, property: "blockPublicAcls", message: "blockPublicAcls should be true." },
              { resource: 0, property: "blockPublicPolicy", message: "blockPublicPolicy should be true." },
            ],
          }),
          result("storage/bucket-tls-only", {
            enforcement: "advisory",
            passed: [1],
            failed: [{ resource: 0, message: "The bucket should have a policy that denies requests without TLS." }],
          }),
        ],
      }),
      tenant("globex", {
        displayName: "Globex",
        ring: "early",
        resources: [
          { type: bucket, name: "assets" },
          { type: subnet, name: "private-a" },
        ],
        results: [
          result("network/no-public-subnet", { passed: [1] }),
          result("storage/bucket-encrypted", { unknown: [0] }),
          result("storage/bucket-tls-only", {
            failed: [
              { resource: 0, message: "The bucket should have a policy that denies requests without TLS.", waiver: 0 },
            ],
          }),
        ],
      }),
      tenant("hooli", {
        displayName: "Hooli",
        tiers: ["paas/premium@1"],
        resources: [{ type: namespace, name: "hooli-prod" }],
        results: [result("isolation/namespace-closed", { passed: [0] })],
        disabled: [{ rule: "storage/bucket-tls-only", reason: "No bucket is reachable from outside here" }],
      }),
      tenant("initech", { displayName: "Initech", error: "The program failed: the tier standard@9 is not known." }),
      tenant("umbrella", {
        resources: [{ type: bucket, name: "assets" }],
        results: [
          result("storage/bucket-encrypted", { passed: [0] }),
          result("storage/bucket-public-access-blocked", { passed: [0] }),
          result("storage/bucket-tls-only", { passed: [0] }),
        ],
      }),
    ],
    waivers: [
      waiver({ covers: 1, ticket: "SEC-41" }),
      waiver({
        tenant: "acme",
        granted: "2026-05-01",
        expires: "2026-11-23",
        problems: [
          {
            rule: "waivers/expired",
            severity: "high",
            message: "The waiver expired on 2026-11-23; remove it or ask anew.",
          },
        ],
      }),
      waiver({
        rule: "storage/bucket-encrypted",
        tenant: "umbrella",
        problems: [{ rule: "waivers/unused", severity: "low", message: "The waiver should cover a finding." }],
      }),
      waiver({ tenant: "hooli", granted: "2026-12-01", expires: "2026-12-24" }),
      waiver({
        tenant: "acme",
        approver: "ops@northwind.example",
        expires: "2026-11-26",
        problems: [
          { rule: "waivers/self-approved", severity: "critical", message: "approver should not be the requester." },
        ],
      }),
    ],
    previous: null,
  };
}

/** What could become markup, a formula, a colour or another line, or reorder what stands around it. */
export const hostileTexts = [
  `<script>document.title = "owned"</script>`,
  `</script><img src=x onerror="document.title='owned'">`,
  `"><svg onload="document.title='owned'">`,
  `<!--`,
  `]]>`,
  `&lt;b&gt;`,
  `=HYPERLINK("https://evil.example","x")`,
  `+1`,
  `-1`,
  `@SUM(A1)`,
  `\t=1`,
  `\r=1`,
  `\u202egnp.exe`,
  `\u2066a\u2069`,
  `\u001b[31mred\u001b[0m`,
  `\u009b31m`,
  `a\u2028b\u2029c`,
  `a\nb`,
  `\u0000`,
  `\ud800`,
  `\uffff`,
  `a,b;"c"`,
  `{0} [text](https://evil.example)`,
  ` `,
  ``,
  `__proto__`,
  `constructor`,
] as const;

/** The example in which everything that comes from outside is one of {@link hostileTexts}, a tenant and a waiver each. */
export function hostileEvidence(): Evidence {
  const evidence = exampleEvidence();
  return {
    ...evidence,
    estate: { name: hostileTexts[0], displayName: hostileTexts.join(" ") },
    tenants: hostileTexts.map((text, index) =>
      tenant(`${text}${index === 0 ? "" : String(index)}`, {
        displayName: text,
        ring: text,
        tiers: [text],
        ...(index % 5 === 4 && { error: text }),
        resources: index % 5 === 4 ? [] : [{ type: text, name: text }],
        results:
          index % 5 === 4
            ? []
            : [
                result("storage/bucket-encrypted", { failed: [{ resource: 0, property: text, message: text }] }),
                result("storage/bucket-tls-only", { failed: [{ resource: 0, message: text, waiver: index }] }),
              ],
        disabled: [{ rule: "isolation/namespace-closed", reason: text }],
      }),
    ),
    waivers: hostileTexts.map((text) =>
      waiver({
        rule: text,
        tenant: text,
        resource: text,
        reason: text,
        requester: text,
        approver: text,
        ticket: text,
        problems: [{ rule: "waivers/unused", severity: "low", message: text }],
      }),
    ),
  };
}

/** Of `tenants` tenants with 35 resources each, judged by 60 rules; every twentieth fails a rule and every thirtieth has one waived. */
export function largeEvidence(tenants: number): Evidence {
  const types = Array.from({ length: 12 }, (_, index) => `aws:service${String(index)}/thing:Thing${String(index)}`);
  const many = Array.from({ length: 60 }, (_, index) => {
    const id = `area${String(index % 10)}/rule-${String(index).padStart(2, "0")}`;
    return rule(id, `Things ${String(index)} are as they should be`, "medium", ...controlsOf(index));
  }).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const resources = Array.from({ length: 35 }, (_, index) => ({
    type: types[index % types.length] ?? "",
    name: `thing-${String(index)}`,
  }));
  return {
    ...exampleEvidence(),
    rules: many,
    tenants: Array.from({ length: tenants }, (_, index) => {
      const id = `tenant-${String(index).padStart(5, "0")}`;
      const results = many.slice(0, 40).map(({ id: ruleId }, at): RuleResult => {
        const judged = [at % 35, (at + 11) % 35, (at + 23) % 35];
        const wrong = index % 20 === 7 && at === index % 40;
        const waived = index % 30 === 9 && at === index % 40;
        if (!wrong && !waived) return result(ruleId, { passed: judged });
        const failure = { resource: judged[0] ?? 0, property: "encrypted", message: "encrypted should be true." };
        return result(ruleId, {
          passed: judged.slice(1),
          failed: [waived ? { ...failure, waiver: 0 } : failure],
        });
      });
      return tenant(id, { displayName: `Customer ${String(index)}`, resources, results });
    }),
    waivers: [waiver({ tenant: "*", covers: Math.floor(tenants / 30) })],
  };
}

function controlsOf(index: number): string[] {
  const [first, second] = frameworks;
  const pick = (framework: Evidence["frameworks"][number] | undefined): string =>
    `${framework?.id ?? ""} ${framework?.controls[index % framework.controls.length]?.id ?? ""}`;
  return index % 3 === 0 ? [pick(first), pick(second)] : [pick(second)];
}

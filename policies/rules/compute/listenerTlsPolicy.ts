import { z } from "zod";

import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, ruleWithSettings } from "../../../core/policies/rule.ts";

/**
 * Policies with TLS 1.3 and 1.2 and forward secrecy that AWS names in its guides (User Guide for Application Load Balancers, "Security
 * policies for your Application Load Balancer"), those for FIPS 140-3 too.
 */
const current = [
  "ELBSecurityPolicy-TLS13-1-2-2021-06",
  "ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04",
  "ELBSecurityPolicy-TLS13-1-2-FIPS-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-2-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
  "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04",
  "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-3-2021-06",
  "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04",
  "ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
];

/** TLS is as new as the field asks for. */
export const listenerTlsPolicy = ruleWithSettings({
  id: "compute/listener-tls-policy",
  title: "Listeners refuse old TLS",
  severity: "high",
  rationale:
    "TLS before 1.2, and ciphers without forward secrecy, let what is recorded today be read later (User Guide for Application Load Balancers, Security policies); without a name a listener gets the policy of 2016.",
  remediation: "Name a security policy with TLS 1.3 and 1.2 in sslPolicy.",
  controls: [iso27001("A.8.24"), soc2("CC6.7")],
  resourceTypes: ["aws:lb/listener:Listener"],
  looksAt: "resource",
  settings: z.strictObject({
    policies: z
      .array(z.string())
      .min(1)
      .default(current)
      .describe(
        "The security policies that listeners may have, by AWS's names; those with TLS 1.3 and 1.2 when absent.",
      ),
  }),
  check({ inputs }, { settings: { policies } }) {
    const protocol = valueAt(inputs, "protocol");
    if (protocol !== "HTTPS" && protocol !== "TLS") return notApplicable;
    return expectAt(
      inputs,
      "sslPolicy",
      (value) => typeof value === "string" && policies.includes(value),
      "be one of the security policies that the rule's settings have",
    );
  },
});

import type { Evidence } from "../../../core/results/evidence.ts";
import { aboutOf, titleOf } from "../about.ts";
import { postureOf } from "../posture.ts";
import { resultOfTenant } from "./tenantResult.ts";
import { identifierOf, oscalText, oscalVersion, ownProperty } from "./values.ts";
import { resultOfWaivers } from "./waiverResult.ts";

/**
 * The evidence as assessment results of OSCAL, the Open Security Controls Assessment Language by NIST, in JSON on one line: a result each
 * tenant, with its resources as inventory, an observation each rule, a finding each control and a risk each rule that failed; a last result
 * for problems of waivers. Identifiers are derived from what they stand for, so that equal evidence gives equal bytes.
 *
 * A subject of an observation that has no outcome of its own passed. A control that is waived is not satisfied and says that its risk is accepted; one that nothing could be judged of says so. Controls that
 * do not apply to a tenant are excluded from its result.
 */
export function evidenceAsOscal(evidence: Evidence): string {
  const posture = postureOf(evidence);
  const about = aboutOf(evidence);
  const plan = identifierOf("plan", about["estate"] ?? "");
  const results = posture.tenants.map((tenant) => resultOfTenant(evidence, tenant));
  const waivers = resultOfWaivers(evidence);
  const document = {
    "assessment-results": {
      uuid: identifierOf("document", evidence.estate.name, evidence.time),
      metadata: {
        title: oscalText(titleOf(evidence)),
        "last-modified": evidence.time,
        version: evidence.time,
        "oscal-version": oscalVersion,
        props: Object.entries(about).map(([name, value]) => ownProperty(name, value)),
      },
      // There is no assessment plan as a document of its own: what is judged are the pack's rules, which this one lists.
      "import-ap": { href: `#${plan}` },
      results: [...results, ...(waivers === undefined ? [] : [waivers])],
      "back-matter": {
        resources: [
          {
            uuid: plan,
            title: "What was assessed",
            description: "Every rule of Tenantry's policy pack, on every resource of every tenant.",
          },
        ],
      },
    },
  };
  // Every text from outside went through oscalText, so that nothing in it is unseen.
  return JSON.stringify(document);
}

import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";
import { routeType } from "./gateways.ts";

/** What comes to a cell's gateway without TLS is sent to where there is. */
export const plainRequestsRedirected: Rule = {
  id: "isolation/plain-requests-redirected",
  title: "A cell's own routes only send to HTTPS",
  severity: "medium",
  rationale:
    'The gateway listens without TLS so that who types a host without https finds it; anything else that it answered there could be read on the way (Gateway API, "HTTP redirects and rewrites").',
  remediation: "Give each rule of the route a RequestRedirect with the scheme https, and no backendRefs.",
  controls: [iso27001("A.8.24"), soc2("CC6.7")],
  resourceTypes: [routeType],
  looksAt: "resource",
  check({ inputs }, { owner }) {
    if (owner.kind === "tenant") return notApplicable;
    const rules = listAt(inputs, "spec", "rules");
    if (rules.length === 0) return [{ property: "spec.rules", message: "spec.rules should send to HTTPS." }];
    return rules.flatMap((rule, index) => {
      const sends = listAt(rule, "filters").some((filter) => valueAt(filter, "requestRedirect", "scheme") === "https");
      if (sends && listAt(rule, "backendRefs").length === 0) return [];
      return [
        {
          property: `spec.rules.${String(index)}`,
          message: "A rule of a cell's route should send to HTTPS and to no backend.",
        },
      ];
    });
  },
};

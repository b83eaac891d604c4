import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { isNarrowPeer, networkPolicyType } from "./networkPeers.ts";

/** Nobody gets in but neighbours in the namespace, the gateway and what is named. */
export const networkIngressNarrow: Rule = {
  id: "isolation/network-ingress-narrow",
  title: "Network policies let nobody else's pods in",
  severity: "critical",
  rationale:
    'Policies add up: one that lets in every namespace, or every address, undoes the one that denies, for all tenants of the cluster (Kubernetes documentation, "Network Policies").',
  remediation:
    "Name in from whom it is open to: pods of the same namespace, the namespace of the gateway, or one namespace and its pods.",
  controls: [iso27001("A.8.22"), soc2("CC6.6")],
  resourceTypes: [networkPolicyType],
  looksAt: "resource",
  check({ inputs }, { owner }) {
    return listAt(inputs, "spec", "ingress").flatMap((rule, index) => {
      const at = `spec.ingress.${String(index)}.from`;
      const peers = listAt(rule, "from");
      // No list of peers means everybody.
      if (peers.length === 0) return [{ property: at, message: "from of a rule should say whom it lets in." }];
      return peers.flatMap((peer, place) => {
        const property = `${at}.${String(place)}`;
        if (valueAt(peer, "ipBlock") !== undefined) {
          return [
            {
              property: `${property}.ipBlock`,
              message: "from of a rule should have no addresses: the gateway is the way in.",
            },
          ];
        }
        if (isNarrowPeer(peer, owner)) return [];
        return [{ property, message: "from of a rule should let in no other tenant's pods." }];
      });
    });
  },
};

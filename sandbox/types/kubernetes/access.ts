/** Kubernetes kinds that say who may do what, and what may reach what. */
import { isIP } from "node:net";
import { isList, propertiesOf, stringOf, type Properties, type Value } from "../../provider/values.ts";
import type { Problem, ResourceType } from "../definition.ts";
import { kind, valueAt } from "./kind.ts";

const roleRefs = (inputs: Properties): Problem[] => {
  const reference = propertiesOf(inputs["roleRef"]);
  const name = stringOf(reference["kind"]);
  return name === undefined || name === "Role" || name === "ClusterRole"
    ? []
    : [{ property: "roleRef.kind", reason: `is "${name}", but must be Role or ClusterRole` }];
};

const listed = (value: Value | undefined): Properties[] => (isList(value) ? value.map(propertiesOf) : []);

const rules = (inputs: Properties): Problem[] =>
  listed(inputs["rules"]).flatMap(({ verbs }, index) =>
    isList(verbs) && verbs.length === 0
      ? [{ property: `rules[${String(index)}].verbs`, reason: "is empty, but must have a verb" }]
      : [],
  );

function isCidr(text: string): boolean {
  const [address = "", bits = "", ...rest] = text.split("/");
  const version = isIP(address);
  return rest.length === 0 && version > 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
}

/** Address blocks of a network policy. */
function checkBlocks(inputs: Properties): Problem[] {
  return ["ingress", "egress"].flatMap((direction) =>
    listed(valueAt(inputs, `spec.${direction}`)).flatMap((rule, index) =>
      listed(rule[direction === "ingress" ? "from" : "to"]).flatMap(({ ipBlock }, peer) => {
        const cidr = stringOf(propertiesOf(ipBlock)["cidr"]);
        if (cidr === undefined || isCidr(cidr)) return [];
        const at = `spec.${direction}[${String(index)}].${direction === "ingress" ? "from" : "to"}[${String(peer)}]`;
        return [{ property: `${at}.ipBlock.cidr`, reason: `is "${cidr}", but must be a block such as 10.0.0.0/8` }];
      }),
    ),
  );
}

/** Rows of permissions and network policies. */
export const accessTypes: readonly ResourceType[] = [
  kind({
    token: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
    plural: "networkpolicies",
    names: "subdomain",
    check: checkBlocks,
  }),
  kind({ token: "kubernetes:rbac.authorization.k8s.io/v1:Role", plural: "roles", names: "segment", check: rules }),
  kind({
    token: "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
    plural: "rolebindings",
    names: "segment",
    replaceOn: ["roleRef"],
    check: roleRefs,
  }),
];

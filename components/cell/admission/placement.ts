import type { KubernetesCell } from "../../../core/schema/cell.ts";
import { platformPriorityClass, tenantKey } from "../../shared/clusterObjects.ts";
import {
  and,
  cel,
  each,
  entry,
  every,
  hasField,
  hasKey,
  isEmpty,
  isIn,
  isNone,
  listed,
  not,
  objectAt,
  objectsAt,
  or,
  same,
  sentence,
  some,
  text,
  textAt,
  texts,
  textsAt,
  those,
  together,
  variable,
  when,
  within,
  choose,
  type Cel,
} from "./cel.ts";
import { hasOwnNodes, isOwnHost, ownHosts, ownNamespace, ownPriority, ownTenant } from "./namespace.ts";
import { isPod, oldPodSpec, podConditions, podResources, podSpec, podVariables } from "./pods.ts";
import { operation, validatingPolicy, type Rule, type ValidatingPolicy } from "./policy.ts";

/** Taints that the cluster gives pods tolerations of by itself (Kubernetes documentation, "Taints and Tolerations"). */
const ownTaints = ["not-ready", "unreachable", "memory-pressure"].map((taint) => `node.kubernetes.io/${taint}`);

/** How long a pod that is to end may hold up its node, in seconds. */
const longestEnd = 3600;

/** Pods run where the cluster's scheduler puts them: on nodes for all or of the tenant's own, with the namespace's priority, and beside nobody by choice. */
export function placementPolicy(cell: Pick<KubernetesCell, "databases">): ValidatingPolicy {
  return validatingPolicy({
    name: "placement",
    resources: podResources,
    conditions: podConditions(cell),
    variables: [...podVariables, { name: "tenant", expression: ownTenant }, { name: "hosts", expression: ownHosts }],
    rules: [nodes, tolerations, selectors, ownNodes, neighbours, priorities, others, aliases],
  });
}

const tenant = variable<"text">("tenant");

const nodes: Rule = {
  name: "chosenNodes",
  offenders: when(
    and(
      not(isEmpty(textAt(podSpec, "nodeName"))),
      not(same(textAt(podSpec, "nodeName"), textAt(oldPodSpec, "nodeName"))),
    ),
    sentence(text("nodeName "), textAt(podSpec, "nodeName")),
  ),
  wrong: "the scheduler chooses nodes",
  allowed: text("no nodeName"),
};

const isOwnToleration = (toleration: Cel<"object">): Cel<"bool"> =>
  or(
    isIn(textAt(toleration, "key"), texts(ownTaints)),
    and(
      same(textAt(toleration, "key"), text(tenantKey)),
      isIn(textAt(toleration, "operator"), texts(["", "Equal"])),
      same(textAt(toleration, "value"), tenant),
    ),
  );

const tolerations: Rule = {
  name: "foreignTolerations",
  offenders: each(
    "toleration",
    those("toleration", objectsAt(podSpec, "tolerations"), (toleration) => not(isOwnToleration(toleration))),
    (toleration) =>
      choose(
        isEmpty(textAt(toleration, "key")),
        text("every taint"),
        sentence(
          textAt(toleration, "key"),
          choose(isEmpty(textAt(toleration, "value")), text(""), sentence(text("="), textAt(toleration, "value"))),
        ),
      ),
  ),
  wrong: "pods tolerate no taints of nodes that are not for them",
  allowed: sentence(text(`${tenantKey}=`), tenant, text(` and ${ownTaints.join(", ")}`)),
};

const isForeignTerm = (expression: Cel<"object">): Cel<"bool"> =>
  and(
    same(textAt(expression, "key"), text(tenantKey)),
    not(
      and(
        same(textAt(expression, "operator"), text("In")),
        every("value", textsAt(expression, "values"), (value) => same(value, tenant)),
      ),
    ),
  );

const foreignTerms = (terms: Cel<"objects">, preference: string): Cel<"texts"> =>
  within("term", terms, (term) =>
    each(
      "expression",
      those("expression", objectsAt(term, `${preference}matchExpressions`), isForeignTerm),
      (expression) =>
        sentence(
          text("nodeAffinity "),
          textAt(expression, "operator"),
          text(" "),
          listed(textsAt(expression, "values")),
        ),
    ),
  );

const selectors: Rule = {
  name: "foreignNodes",
  offenders: together(
    when(
      and(
        hasKey(objectAt(podSpec, "nodeSelector"), tenantKey),
        not(same(entry(objectAt(podSpec, "nodeSelector"), tenantKey), tenant)),
      ),
      sentence(text("nodeSelector "), entry(objectAt(podSpec, "nodeSelector"), tenantKey)),
    ),
    foreignTerms(
      objectsAt(podSpec, "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms"),
      "",
    ),
    foreignTerms(
      objectsAt(podSpec, "affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution"),
      "preference.",
    ),
  ),
  wrong: `pods choose nodes by ${tenantKey} for their own tenant alone`,
  allowed: sentence(text(`${tenantKey}: `), tenant),
};

const ownNodes: Rule = {
  name: "sharedNodes",
  offenders: when(
    and(
      isPod,
      same(operation, text("CREATE")),
      hasOwnNodes,
      not(same(entry(objectAt(podSpec, "nodeSelector"), tenantKey), tenant)),
    ),
    text("nodeSelector"),
  ),
  wrong: "pods of this namespace run on the tenant's own nodes",
  allowed: sentence(text(`nodeSelector ${tenantKey}: `), tenant),
};

const affinityTerms = ["podAffinity", "podAntiAffinity"].flatMap((affinity) =>
  ["required", "preferred"].map((how) => ({ affinity, how })),
);

/** A required anti-affinity keeps the pods of others away too, so naming others' namespaces would take nodes from them. */
const neighbours: Rule = {
  name: "neighbours",
  offenders: together(
    ...affinityTerms.map(({ affinity, how }) => {
      const terms = objectsAt(podSpec, `affinity.${affinity}.${how}DuringSchedulingIgnoredDuringExecution`);
      const inside = (term: Cel<"object">): Cel<"object"> =>
        how === "required" ? term : objectAt(term, "podAffinityTerm");
      return each(
        "term",
        those("term", terms, (term) =>
          or(
            hasField(inside(term), "namespaceSelector"),
            some("name", textsAt(inside(term), "namespaces"), (name) => not(same(name, ownNamespace))),
          ),
        ),
        () => text(affinity),
      );
    }),
  ),
  wrong: "pods are placed by pods of their own namespace alone",
  allowed: text("terms without namespaceSelector and without other namespaces"),
};

const priorities: Rule = {
  name: "foreignPriorities",
  offenders: when(
    not(
      or(
        isEmpty(textAt(podSpec, "priorityClassName")),
        same(textAt(podSpec, "priorityClassName"), sentence(text("tenantry-"), ownPriority)),
      ),
    ),
    textAt(podSpec, "priorityClassName"),
  ),
  wrong: `the tier decides on the priority, and ${platformPriorityClass} is the platform's`,
  allowed: sentence(text("no priorityClassName or tenantry-"), ownPriority),
};

const others: Rule = {
  name: "schedulers",
  offenders: together(
    when(
      not(isIn(textAt(podSpec, "schedulerName"), texts(["", "default-scheduler"]))),
      sentence(text("schedulerName "), textAt(podSpec, "schedulerName")),
    ),
    when(
      not(isEmpty(textAt(podSpec, "runtimeClassName"))),
      sentence(text("runtimeClassName "), textAt(podSpec, "runtimeClassName")),
    ),
    when(not(isNone(objectsAt(podSpec, "resourceClaims"))), text("resourceClaims")),
    when(
      cel(`${podSpec}.?terminationGracePeriodSeconds.orValue(0) > ${String(longestEnd)}`),
      sentence(
        text("terminationGracePeriodSeconds "),
        cel(`string(${podSpec}.?terminationGracePeriodSeconds.orValue(0))`),
      ),
    ),
  ),
  wrong: "pods are scheduled, run and ended as the cluster does it, on what every node has",
  allowed: text(
    `the scheduler default-scheduler, no runtimeClassName, no resourceClaims, terminationGracePeriodSeconds up to ${String(longestEnd)}`,
  ),
};

const aliases: Rule = {
  name: "foreignAliases",
  offenders: within("alias", objectsAt(podSpec, "hostAliases"), (alias) =>
    those("host", textsAt(alias, "hostnames"), (host) => not(isOwnHost(host))),
  ),
  wrong: "pods give addresses to hosts of their own alone",
  allowed: choose(
    isNone(variable<"texts">("hosts")),
    text("no hostAliases: the namespace has no hosts"),
    sentence(text("hostAliases for "), listed(variable<"texts">("hosts"))),
  ),
};

import {
  databaseVolumeClass,
  gatewayLabel,
  hostsKey,
  nodesKey,
  platformPriorityClass,
  priorityKey,
  registriesKey,
  volumeClass,
} from "../../shared/clusterObjects.ts";
import { rolePermissions, tenantRoles, type ResourcePermission } from "./rolePermissions.ts";
import { closedBlocks } from "./traffic.ts";

/** The reference of what an environment of the platform lets through, and what its roles may do, as Markdown. */
export function environmentsReference(): string {
  const permissions = rolePermissions.map((permission) => {
    const verbs = tenantRoles.map((role) => permission[role].join(", "));
    return `| ${[`\`${pathOf(permission)}\``, ...verbs].join(" | ")} |`;
  });
  const blocks = closedBlocks.map(({ cidr, what }) => `| ${cidr} | ${what} |`);
  const gateway = Object.entries(gatewayLabel).map(([key, value]) => `\`${key}: "${value}"\``);
  return `# Environments

An environment of a \`paas\` subscription is a namespace that is closed and bounded. What is open of it, and who may do what in it, is the
same in all environments of the subscription.

## Roles

\`access\` of a subscription's spec names groups by role, as the cluster's identity provider names them. Each role that has groups is a
Role in every environment, bound to them; there is none for a role without. What the table does not have is refused: no role has a
wildcard, is granted more by itself, or changes what bounds the environment. A group named by two tenants has access to both, which
is for whoever names it to know.

| resource | ${tenantRoles.join(" | ")} |
| --- | ${tenantRoles.map(() => "---").join(" | ")} |
${permissions.join("\n")}

## Accounts

Pods run as \`default\` unless they say otherwise, or as \`apps\`, which pulls images with the secrets of \`imagePullSecrets\`. Neither may do
anything on the cluster, and neither's token is mounted; a pod that asks for it gets one that is worth nothing.

## Network

All is denied but for:

- pods of one environment among each other;
- DNS: port 53, UDP and TCP, of the pods \`k8s-app: kube-dns\` in \`kube-system\`;
- requests from the cell's gateway, to every port: from pods in namespaces with the label ${gateway.join(", ")}, which whoever
  runs the cluster sets on the gateway's namespace and on no other;
- what \`egress\` declares: addresses with ports, of which there is no "all".

These stay closed. An order of addresses inside one is refused (TEN207), and a wider range leaves them out:

| addresses | what they are |
| --- | --- |
${blocks.join("\n")}

## Bounds

Each environment has an equal share of what the tier grants. \`objects\` bounds how many objects of a kind it may have; what the cluster puts
there itself comes on top, as do old revisions of deployments and stateful sets. Services of the types LoadBalancer and NodePort are
none. Node disk is bounded at 2 GiB a pod granted, and at 8 GiB a container, because all tenants' pods share it.

There are three quotas. \`tenantry\` bounds the customer's pods by what the tier grants. \`tenantry-platform\` bounds those of the priority
class \`${platformPriorityClass}\`, which the platform alone may give: what it runs for the customer, such as a database, is granted on top.
\`tenantry-objects\` bounds objects and storage, of which the class \`${volumeClass}\` is the customer's and \`${databaseVolumeClass}\` the
platform's.

## What the cluster's policies read

The stack of the cell brings policies that the cluster holds pods, routes, services and volumes of tenants to. What they let in
differs between tenants, and stands on each environment's namespace, which nobody of a customer's may change:

| on the namespace | what it says |
| --- | --- |
| annotation \`${registriesKey}\` | beginnings of images, beside those that the cell lets all tenants run: \`registries\` of the spec |
| annotation \`${hostsKey}\` | the hosts that routes may answer for: \`hosts\` of the spec |
| label \`${nodesKey}\` | \`own\` where pods belong on the tenant's own nodes, \`shared\` elsewhere |
| label \`${priorityKey}\` | the priority of pods by the tier: \`low\`, \`normal\` or \`high\` |

## Suspended tenants

A suspended tenant's roles and their bindings are gone, all its traffic is denied, and its quota of pods is 0: no pod starts, and none
comes back. Pods that run stay until they end, because the workloads are the customer's. Storage, secrets and all other objects stay.
`;
}

function pathOf({ apiGroup, resource }: ResourcePermission): string {
  return apiGroup === "" ? resource : `${apiGroup}/${resource}`;
}

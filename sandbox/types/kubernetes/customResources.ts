/** Kinds that a cluster has from extensions: the Gateway API and CloudNativePG. */
import { isList, propertiesOf, stringOf, type Properties } from "../../provider/values.ts";
import type { Problem, ResourceType } from "../definition.ts";
import { kind, valueAt } from "./kind.ts";
import { parseQuantity } from "./quantity.ts";

const GATEWAY = "kubernetes:gateway.networking.k8s.io/v1";
const DATABASE = "kubernetes:postgresql.cnpg.io/v1";

/** Listeners of a gateway or a listener set (Gateway API 1.6, CustomResourceDefinitions). */
function checkListeners(inputs: Properties): Problem[] {
  const listeners = valueAt(inputs, "spec.listeners");
  if (!isList(listeners)) return [];
  const problems: Problem[] = [];
  const names = listeners.map((listener) => propertiesOf(listener)["name"]);
  listeners.map(propertiesOf).forEach(({ protocol, port, tls, name }, index) => {
    const at = `spec.listeners[${String(index)}]`;
    const add = (property: string, reason: string): void =>
      void problems.push({ property: `${at}.${property}`, reason });
    if (typeof name === "string" && names.indexOf(name) < index)
      add("name", `is "${name}", which another listener has`);
    if (typeof port === "number" && (port < 1 || port > 65_535)) add("port", "must be a number from 1 to 65535");
    if (protocol === "HTTP" && tls !== undefined) add("tls", "cannot be given for protocol HTTP");
    const { mode, certificateRefs, options } = propertiesOf(tls);
    if (
      tls !== undefined &&
      (mode ?? "Terminate") === "Terminate" &&
      certificateRefs === undefined &&
      options === undefined
    )
      add("tls.certificateRefs", "is required for mode Terminate, but it is missing");
  });
  if (listeners.length === 0)
    problems.push({ property: "spec.listeners", reason: "is empty, but must have a listener" });
  return problems;
}

/** Hosts as the Gateway API takes them: DNS names in lower case, with `*` for the first label at most. */
function checkHostnames(inputs: Properties): Problem[] {
  const hostnames = valueAt(inputs, "spec.hostnames");
  return (isList(hostnames) ? hostnames : []).flatMap((host, index) =>
    typeof host !== "string" || HOST.test(host)
      ? []
      : [
          {
            property: `spec.hostnames[${String(index)}]`,
            reason: `is "${host}", but must be a DNS name in lower case`,
          },
        ],
  );
}

const HOST = /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** What the definition of CloudNativePG 1.27 says of a cluster; its operator, which no test runs, looks at more. */
function checkDatabase(inputs: Properties): Problem[] {
  const problems: Problem[] = [];
  const instances = valueAt(inputs, "spec.instances");
  if (typeof instances === "number" && instances < 1)
    problems.push({ property: "spec.instances", reason: `is ${String(instances)}, but must be at least 1` });
  const retention = stringOf(valueAt(inputs, "spec.backup.retentionPolicy"));
  if (retention !== undefined && !/^[1-9][0-9]*[dwm]$/.test(retention))
    problems.push({
      property: "spec.backup.retentionPolicy",
      reason: `is "${retention}", but must be like 30d, 4w or 6m`,
    });
  const size = stringOf(valueAt(inputs, "spec.storage.size"));
  if (size !== undefined && parseQuantity(size) === undefined)
    problems.push({ property: "spec.storage.size", reason: `is "${size}", but must be a quantity such as 10Gi` });
  return problems;
}

/** Rows of custom resources. The SDK declares no shapes for them: see customShapes.generated.ts. */
export const customResourceTypes: readonly ResourceType[] = [
  kind({
    token: `${GATEWAY}:GatewayClass`,
    plural: "gatewayclasses",
    names: "subdomain",
    clusterWide: true,
    immutable: ["spec.controllerName"],
  }),
  kind({ token: `${GATEWAY}:Gateway`, plural: "gateways", names: "subdomain", check: checkListeners }),
  kind({ token: `${GATEWAY}:ListenerSet`, plural: "listenersets", names: "subdomain", check: checkListeners }),
  kind({ token: `${GATEWAY}:HTTPRoute`, plural: "httproutes", names: "subdomain", check: checkHostnames }),
  kind({ token: `${DATABASE}:Cluster`, plural: "clusters", names: "subdomain", check: checkDatabase }),
  kind({ token: `${DATABASE}:ScheduledBackup`, plural: "scheduledbackups", names: "subdomain" }),
];

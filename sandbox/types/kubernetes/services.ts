/** Services: a stable address in front of pods. */
import {
  UNKNOWN,
  Unknown,
  propertiesOf,
  stringOf,
  isList,
  type Properties,
  type Value,
} from "../../provider/values.ts";
import type { Computation, Problem, ResourceType } from "../definition.ts";
import { kind } from "./kind.ts";
import type { Usage } from "./quota.ts";
import { SERVICE } from "./tokens.ts";

/** An address of the range that the API server gives services, 10.96.0.0/16. */
function addressOf({ derive }: Computation): Value {
  const hex = derive("address", 4);
  if (typeof hex !== "string") return UNKNOWN;
  const number = parseInt(hex, 16);
  return `10.96.${String(number >> 8)}.${String(number & 255)}`;
}

function outputs(inputs: Properties, computation: Computation): Properties {
  if (inputs["spec"] instanceof Unknown) return {};
  const spec = propertiesOf(inputs["spec"]);
  const type = spec["type"] ?? "ClusterIP";
  const common = { type, sessionAffinity: "None" };
  if (type === "ExternalName") return { spec: { ...common, ...spec }, status: { loadBalancer: {} } };
  const clusterIP = spec["clusterIP"] ?? addressOf(computation);
  return {
    spec: {
      ...common,
      clusterIPs: [clusterIP],
      internalTrafficPolicy: "Cluster",
      ipFamilies: ["IPv4"],
      ipFamilyPolicy: "SingleStack",
      ...spec,
      clusterIP,
    },
    status: { loadBalancer: {} },
  };
}

function checkPorts(inputs: Properties): Problem[] {
  const spec = inputs["spec"];
  if (spec instanceof Unknown) return [];
  const { ports, type, clusterIP } = propertiesOf(spec);
  if (ports === undefined || (isList(ports) && ports.length === 0)) {
    return type === "ExternalName" || clusterIP === "None"
      ? []
      : [{ property: "spec.ports", reason: "is required, but it is missing" }];
  }
  return (isList(ports) ? ports.map(propertiesOf) : []).flatMap(({ port, name }, index, all) => {
    const at = `spec.ports[${String(index)}]`;
    const problems: Problem[] = [];
    if (typeof port === "number" && (port < 1 || port > 65_535))
      problems.push({ property: `${at}.port`, reason: `is ${String(port)}, but must be from 1 to 65535` });
    if (name === undefined && all.length > 1)
      problems.push({ property: `${at}.name`, reason: "is required where there are several ports, but it is missing" });
    return problems;
  });
}

/** What a service takes of quotas: its ports on every node and its load balancer (Kubernetes, "Resource Quotas"). */
function usage(inputs: Properties): Usage {
  const spec = propertiesOf(inputs["spec"]);
  const type = stringOf(spec["type"]) ?? "ClusterIP";
  const ports = isList(spec["ports"]) ? spec["ports"].length : 0;
  return {
    "services.loadbalancers": type === "LoadBalancer" ? 1 : 0,
    "services.nodeports": type === "NodePort" || type === "LoadBalancer" ? ports : 0,
  };
}

/** Row of services. */
export const serviceTypes: readonly ResourceType[] = [
  kind({
    token: SERVICE,
    plural: "services",
    names: "label",
    quota: ["services"],
    usage,
    check: checkPorts,
    replaceOn: ["spec.clusterIP"],
    outputs,
  }),
];

import {
  cel,
  each,
  isEmpty,
  isIn,
  not,
  object,
  sentence,
  text,
  textAt,
  texts,
  textsAt,
  together,
  when,
} from "./cel.ts";
import { requests, validatingPolicy, whenSpecIsNew, type ValidatingPolicy } from "./policy.ts";
import { isCluster, isPlatform } from "./subjects.ts";

/** Services are reached from inside the cluster alone: the way in is the cell's gateway, whoever asks. */
export function servicesPolicy(): ValidatingPolicy {
  const type = textAt(object, "spec.type");
  const address = textAt(object, "spec.loadBalancerIP");
  return validatingPolicy({
    name: "services",
    resources: [requests("", ["services"], ["CREATE", "UPDATE"])],
    conditions: [whenSpecIsNew],
    rules: [
      {
        name: "serviceTypes",
        offenders: when(not(isIn(type, texts(["", "ClusterIP"]))), sentence(text("type "), type)),
        wrong: "services open no way in of their own and stand for no host elsewhere",
        allowed: text("type ClusterIP; hosts of the order are reached through the platform's gateway"),
      },
      {
        name: "serviceAddresses",
        offenders: together(
          each("address", textsAt(object, "spec.externalIPs"), (found) => sentence(text("externalIPs "), found)),
          when(not(isEmpty(address)), sentence(text("loadBalancerIP "), address)),
        ),
        wrong: "services take no addresses: traffic of others to them would end here",
        allowed: text("no externalIPs and no loadBalancerIP"),
      },
    ],
  });
}

/** What leads traffic past the rules of networks, or lets other namespaces in, is the platform's and the cluster's alone to write. */
export function endpointsPolicy(): ValidatingPolicy {
  return validatingPolicy({
    name: "endpoints",
    resources: [
      requests("", ["endpoints"], ["CREATE", "UPDATE"]),
      requests("discovery.k8s.io", ["endpointslices"], ["CREATE", "UPDATE"]),
      {
        apiGroups: ["gateway.networking.k8s.io"],
        apiVersions: ["*"],
        operations: ["CREATE", "UPDATE"],
        resources: ["referencegrants"],
      },
    ],
    conditions: [{ name: "of-customers", expression: not(isCluster) }],
    rules: [
      {
        name: "ways",
        unless: isPlatform,
        offenders: cel("[request.kind.kind]"),
        wrong: "where services lead is the cluster's to write, and what other namespaces may use is the platform's",
        allowed: text("services with a selector"),
      },
    ],
  });
}

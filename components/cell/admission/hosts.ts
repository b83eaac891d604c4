import type { KubernetesCell } from "../../../core/schema/cell.ts";
import { cellNamespace, gatewayName } from "../../shared/clusterObjects.ts";
import {
  and,
  cel,
  choose,
  each,
  isEmpty,
  isIn,
  isNone,
  listed,
  not,
  object,
  objectAt,
  objectsAt,
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
  type Cel,
} from "./cel.ts";
import { isHere, isOwnHost, ownHosts, ownOrSaidHosts } from "./namespace.ts";
import {
  requests,
  validatingPolicy,
  whenSpecIsNew,
  type MatchedResources,
  type NamedExpression,
  type Operation,
  type ValidatingPolicy,
} from "./policy.ts";

const api = "gateway.networking.k8s.io";
const written: readonly Operation[] = ["CREATE", "UPDATE"];

/** Where routes of hosts are written, whoever writes them: a slip of the platform's would take a neighbour's traffic too. */
export function hostsPolicies({ hosts: hosted }: Pick<KubernetesCell, "hosts">): ValidatingPolicy[] {
  const hosts = { name: "hosts", expression: hosted === undefined ? ownHosts : ownOrSaidHosts };
  return [listenersPolicy(hosts), routesPolicy(hosts)];
}

const allowedHosts: Cel<"text"> = choose(
  isNone(variable<"texts">("hosts")),
  text("no hosts: the subscription orders none here"),
  listed(variable<"texts">("hosts")),
);

const shown = (host: Cel<"text">): Cel<"text"> => choose(isEmpty(host), text("every host"), host);

function listenersPolicy(hosts: NamedExpression): ValidatingPolicy {
  const listeners = objectsAt(object, "spec.listeners");
  const offending = (
    wrong: (listener: Cel<"object">) => Cel<"bool">,
    value: (listener: Cel<"object">) => Cel<"text">,
  ) =>
    each("listener", those("listener", listeners, wrong), (listener) =>
      sentence(textAt(listener, "name"), text(": "), value(listener)),
    );
  const from = (listener: Cel<"object">): Cel<"text"> => textAt(listener, "allowedRoutes.namespaces.from");
  return validatingPolicy({
    name: "listeners",
    resources: [requests(api, ["listenersets"], written)],
    conditions: [whenSpecIsNew],
    variables: [hosts],
    rules: [
      {
        name: "foreignGateways",
        offenders: when(
          not(
            and(
              isIn(textAt(object, "spec.parentRef.kind"), texts(["", "Gateway"])),
              same(textAt(object, "spec.parentRef.name"), text(gatewayName)),
              same(textAt(object, "spec.parentRef.namespace"), text(cellNamespace)),
            ),
          ),
          sentence(textAt(object, "spec.parentRef.namespace"), text("/"), textAt(object, "spec.parentRef.name")),
        ),
        wrong: "listeners are added to the cell's gateway alone",
        allowed: text(`parentRef ${cellNamespace}/${gatewayName}`),
      },
      {
        name: "foreignHosts",
        offenders: offending(
          (listener) => not(isOwnHost(textAt(listener, "hostname"))),
          (listener) => shown(textAt(listener, "hostname")),
        ),
        wrong: "listeners answer for the namespace's own hosts alone",
        allowed: allowedHosts,
      },
      {
        name: "foreignPorts",
        offenders: offending(
          (listener) =>
            not(
              and(
                isIn(textAt(listener, "protocol"), texts(["HTTPS", "TLS"])),
                cel(`${listener}.?port.orValue(0) == 443`),
              ),
            ),
          (listener) =>
            sentence(textAt(listener, "protocol"), text(" at "), cel(`string(${listener}.?port.orValue(0))`)),
        ),
        wrong: "listeners answer where all of the gateway do",
        allowed: text("HTTPS or TLS at 443"),
      },
      {
        name: "foreignRoutes",
        offenders: offending((listener) => not(isIn(from(listener), texts(["", "Same", "None"]))), from),
        wrong: "listeners take routes of their own namespace alone",
        allowed: text("allowedRoutes from Same"),
      },
      {
        name: "foreignCertificates",
        offenders: offending(
          (listener) =>
            some("certificate", objectsAt(listener, "tls.certificateRefs"), (certificate) =>
              not(isHere(textAt(certificate, "namespace"))),
            ),
          (listener) =>
            listed(
              each("certificate", objectsAt(listener, "tls.certificateRefs"), (certificate) =>
                textAt(certificate, "namespace"),
              ),
            ),
        ),
        wrong: "listeners use certificates of their own namespace alone",
        allowed: text("certificateRefs without namespace"),
      },
    ],
  });
}

const routes: readonly MatchedResources[] = [
  {
    apiGroups: [api],
    apiVersions: ["*"],
    operations: [...written],
    resources: ["httproutes", "grpcroutes", "tlsroutes", "tcproutes", "udproutes"],
  },
];

function routesPolicy(hosts: NamedExpression): ValidatingPolicy {
  const hostnames = textsAt(object, "spec.hostnames");
  return validatingPolicy({
    name: "routes",
    resources: routes,
    conditions: [whenSpecIsNew],
    variables: [hosts],
    rules: [
      {
        name: "foreignHosts",
        offenders: together(
          those("host", hostnames, (host) => not(isOwnHost(host))),
          when(isNone(hostnames), text("every host")),
        ),
        wrong: "routes answer for the namespace's own hosts alone",
        allowed: allowedHosts,
      },
      {
        name: "foreignParents",
        offenders: each(
          "parent",
          those("parent", objectsAt(object, "spec.parentRefs"), (parent) =>
            not(
              and(
                isIn(textAt(parent, "group"), texts(["", api])),
                same(textAt(parent, "kind"), text("ListenerSet")),
                isHere(textAt(parent, "namespace")),
              ),
            ),
          ),
          (parent) => referred(parent, "Gateway"),
        ),
        wrong: "routes belong to listeners of their own namespace",
        allowed: text("parentRefs of the kind ListenerSet without namespace"),
      },
      {
        name: "foreignBackends",
        offenders: within("rule", objectsAt(object, "spec.rules"), (rule) =>
          together(
            foreignBackends(objectsAt(rule, "backendRefs")),
            mirrored(objectsAt(rule, "filters")),
            within("backend", objectsAt(rule, "backendRefs"), (backend) => mirrored(objectsAt(backend, "filters"))),
          ),
        ),
        wrong: "routes lead to services of their own namespace",
        allowed: text("backendRefs of the kind Service without namespace"),
      },
    ],
  });
}

const isForeignBackend = (backend: Cel<"object">): Cel<"bool"> =>
  not(
    and(
      isEmpty(textAt(backend, "group")),
      isIn(textAt(backend, "kind"), texts(["", "Service"])),
      isHere(textAt(backend, "namespace")),
    ),
  );

/** A reference as people write it, such as `Service payments/api`. */
function referred(to: Cel<"object">, usualKind: string): Cel<"text"> {
  return sentence(
    choose(isEmpty(textAt(to, "kind")), text(usualKind), textAt(to, "kind")),
    text(" "),
    choose(isEmpty(textAt(to, "namespace")), text(""), sentence(textAt(to, "namespace"), text("/"))),
    textAt(to, "name"),
  );
}

function foreignBackends(backends: Cel<"objects">): Cel<"texts"> {
  return each("target", those("target", backends, isForeignBackend), (target) => referred(target, "Service"));
}

/** Copies of requests are requests too. */
function mirrored(filters: Cel<"objects">): Cel<"texts"> {
  const target = (filter: Cel<"object">): Cel<"object"> => objectAt(filter, "requestMirror.backendRef");
  return each(
    "filter",
    those("filter", filters, (filter) =>
      and(same(textAt(filter, "type"), text("RequestMirror")), isForeignBackend(target(filter))),
    ),
    (filter) => referred(target(filter), "Service"),
  );
}

import { changed, created, deleted, refused, type Case } from "../case.ts";
import type { Json } from "../plugin.ts";

const GATEWAY_GROUP = "kubernetes:gateway.networking.k8s.io/v1";
const CLASS = `${GATEWAY_GROUP}:GatewayClass`;
const GATEWAY = `${GATEWAY_GROUP}:Gateway`;
const LISTENERS = `${GATEWAY_GROUP}:ListenerSet`;
const ROUTE = `${GATEWAY_GROUP}:HTTPRoute`;
const DATABASE = "kubernetes:postgresql.cnpg.io/v1:Cluster";
const BACKUP = "kubernetes:postgresql.cnpg.io/v1:ScheduledBackup";

const http = { name: "http", port: 80, protocol: "HTTP" };
const tls = { certificateRefs: [{ name: "tls" }] };
const https = { name: "https", port: 443, protocol: "HTTPS", hostname: "www.example.com", tls };
const gateway = (...listeners: Json[]): Json => ({ spec: { gatewayClassName: "one", listeners } });
const listenerSet = (...listeners: Json[]): Json => ({
  spec: { parentRef: { name: "one", namespace: "cell" }, listeners },
});
const route = (hostname: string, port = 80): Json => ({
  spec: { hostnames: [hostname], parentRefs: [{ name: "one" }], rules: [{ backendRefs: [{ name: "one", port }] }] },
});
const database = (more: Json = {}): Json => ({ spec: { instances: 1, storage: { size: "1Gi" }, ...more } });
const backup = (more: Json = {}): Json => ({ spec: { schedule: "0 0 2 * * *", cluster: { name: "one" }, ...more } });

/** Cases of custom resources: their definitions are in the cluster, what acts on them is not. */
export const customResourceCases: readonly Case[] = [
  created(
    CLASS,
    "with a controller",
    { spec: { controllerName: "example.com/one" } },
    { tells: ["spec.controllerName"] },
  ),
  refused(CLASS, "Invalid", "without a controller", { spec: {} }),
  changed(
    CLASS,
    "Invalid",
    "another controller",
    { spec: { controllerName: "example.com/one" } },
    { spec: { controllerName: "example.com/other" } },
  ),
  deleted(CLASS, { spec: { controllerName: "example.com/one" } }),
  created(GATEWAY, "with a listener", gateway(http), { tells: ["spec.gatewayClassName"] }),
  refused(GATEWAY, "Invalid", "without a class", { spec: { listeners: [http] } }),
  refused(GATEWAY, "Invalid", "certificates without TLS", gateway({ ...http, tls })),
  refused(GATEWAY, "Invalid", "a field that there is not", {
    spec: { gatewayClassName: "one", hosts: ["www.example.com"] },
  }),
  changed(GATEWAY, "updated", "another listener", gateway(http), gateway(http, https)),
  deleted(GATEWAY, gateway(http)),
  created(LISTENERS, "with a host", listenerSet(https), { tells: ["spec.parentRef.name"] }),
  refused(LISTENERS, "Invalid", "without certificates", listenerSet({ ...https, tls: { mode: "Terminate" } })),
  refused(LISTENERS, "Invalid", "without a gateway", { spec: { listeners: [https] } }),
  refused(LISTENERS, "Invalid", "two listeners of one name", listenerSet(https, { ...https, hostname: "example.com" })),
  refused(LISTENERS, "Invalid", "without listeners", listenerSet()),
  changed(LISTENERS, "updated", "another host", listenerSet(https), listenerSet({ ...https, hostname: "example.com" })),
  deleted(LISTENERS, listenerSet(https)),
  created(ROUTE, "to a service", route("www.example.com"), { tells: ["spec.hostnames"] }),
  refused(ROUTE, "Invalid", "a host in capitals", route("WWW.example.com")),
  changed(ROUTE, "updated", "another host", route("www.example.com"), route("example.com")),
  deleted(ROUTE, route("www.example.com")),
  created(DATABASE, "of one instance", database(), { tells: ["spec.instances", "spec.storage.size"] }),
  refused(DATABASE, "Invalid", "no instances", database({ instances: 0 })),
  refused(DATABASE, "Invalid", "backups kept for ever", database({ backup: { retentionPolicy: "forever" } })),
  refused(DATABASE, "Invalid", "a field that there is not", database({ replicas: 2 })),
  changed(DATABASE, "updated", "another instance", database(), database({ instances: 2 })),
  deleted(DATABASE, database()),
  created(BACKUP, "each night", backup(), { tells: ["spec.schedule", "spec.cluster"] }),
  refused(BACKUP, "Invalid", "without a schedule", { spec: { cluster: { name: "one" } } }),
  changed(BACKUP, "updated", "at another time", backup(), backup({ schedule: "0 0 3 * * *" })),
  deleted(BACKUP, backup()),
];

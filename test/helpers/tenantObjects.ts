/** Pods of the core API; a path has a blank where the namespace goes. */
export const pods = "/api/v1 pods";
/** Deployments. */
export const deployments = "/apis/apps/v1 deployments";
/** Claims of volumes. */
export const claims = "/api/v1 persistentvolumeclaims";
/** Services. */
export const services = "/api/v1 services";
/** Secrets. */
export const secrets = "/api/v1 secrets";
/** The Gateway API without a resource. */
export const gatewayApi = "/apis/gateway.networking.k8s.io/v1";

const metadata = (labels: object) => ({ metadata: { labels } });
/** The labels of the pods of {@link template}. */
export const selector = { matchLabels: { app: "web" } };
/** A template of pods with more labels. */
export const template = (spec: object, labels: object = {}) => ({ ...metadata({ app: "web", ...labels }), spec });

/** Everything that pods are made of, around the `spec` of a pod. */
export const makers: Readonly<Record<string, (spec: object) => { path: string; body: object }>> = {
  Deployment: (spec) => ({ path: deployments, body: { spec: { selector, template: template(spec) } } }),
  StatefulSet: (spec) => ({
    path: "/apis/apps/v1 statefulsets",
    body: { spec: { serviceName: "web", selector, template: template(spec) } },
  }),
  DaemonSet: (spec) => ({ path: "/apis/apps/v1 daemonsets", body: { spec: { selector, template: template(spec) } } }),
  ReplicaSet: (spec) => ({ path: "/apis/apps/v1 replicasets", body: { spec: { selector, template: template(spec) } } }),
  ReplicationController: (spec) => ({
    path: "/api/v1 replicationcontrollers",
    body: { spec: { selector: { app: "web" }, template: template(spec) } },
  }),
  Job: (spec) => ({
    path: "/apis/batch/v1 jobs",
    body: { spec: { template: { spec: { restartPolicy: "Never", ...spec } } } },
  }),
  CronJob: (spec) => ({
    path: "/apis/batch/v1 cronjobs",
    body: {
      spec: {
        schedule: "0 0 1 1 *",
        jobTemplate: { spec: { template: { spec: { restartPolicy: "Never", ...spec } } } },
      },
    },
  }),
};

const tls = { certificateRefs: [{ name: "tls" }] };
const listener = { name: "shop", hostname: "shop.acme.example", port: 443, protocol: "HTTPS", tls };
/** The cell's gateway. */
export const parentRef = { name: "tenantry", namespace: "tenantry-cell" };
/** A set with one listener for an own host, with more fields of it, and perhaps another parent. */
export const listeners = (more: object, parent: object = parentRef) => ({
  apiVersion: "gateway.networking.k8s.io/v1",
  kind: "ListenerSet",
  spec: { parentRef: parent, listeners: [{ ...listener, ...more }] },
});
/** The own listeners. */
export const parentRefs = [{ group: "gateway.networking.k8s.io", kind: "ListenerSet", name: "tenantry" }];
/** A route for an own host, with other fields of its `spec`. */
export const route = (more: object, kind = "HTTPRoute") => ({
  apiVersion: "gateway.networking.k8s.io/v1",
  kind,
  spec: {
    hostnames: ["shop.acme.example"],
    parentRefs,
    rules: [{ backendRefs: [{ name: "shop", port: 80 }] }],
    ...more,
  },
});
/** A service with other fields of its `spec`. */
export const service = (spec: object) => ({ spec: { selector: { app: "web" }, ports: [{ port: 80 }], ...spec } });
/** A claim with other fields of its `spec`, and of itself. */
export const claim = (spec: object, more: object = {}) => ({
  ...more,
  spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } }, ...spec },
});

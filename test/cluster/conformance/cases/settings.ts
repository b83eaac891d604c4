import { changed, created, deleted, ends, refused, type Case } from "../case.ts";

const CONFIG_MAP = "kubernetes:core/v1:ConfigMap";
const SECRET = "kubernetes:core/v1:Secret";
const ACCOUNT = "kubernetes:core/v1:ServiceAccount";
const ACCOUNT_PATCH = "kubernetes:core/v1:ServiceAccountPatch";
const POLICY = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const ROLE = "kubernetes:rbac.authorization.k8s.io/v1:Role";
const BINDING = "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding";

const subjects = [{ kind: "Group", name: "people", apiGroup: "rbac.authorization.k8s.io" }];
const reader = { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "reader" };

/** Cases of settings, accounts and permissions. */
export const settingsCases: readonly Case[] = [
  created(CONFIG_MAP, "with data", { data: { key: "value" } }, { tells: ["data", "metadata.name", "kind"] }),
  refused(CONFIG_MAP, "Invalid", "a name with an underscore", { metadata: { name: "not_a_name" } }),
  ends(CONFIG_MAP, "created", "what somebody else has made alike", async (place) => {
    await place.create(CONFIG_MAP, "one", { data: { key: "value" } });
    return () => place.createAgain(CONFIG_MAP, "one", { data: { key: "value" } });
  }),
  ends(CONFIG_MAP, "Conflict", "what somebody else has made otherwise", async (place) => {
    await place.create(CONFIG_MAP, "one", { data: { key: "value" } });
    return () => place.createAgain(CONFIG_MAP, "one", { data: { key: "other" } });
  }),
  ends(CONFIG_MAP, "created", "what somebody else has made otherwise, by force", async (place) => {
    await place.create(CONFIG_MAP, "one", { data: { key: "value" } });
    const metadata = { annotations: { "pulumi.com/patchForce": "true" } };
    return () => place.createAgain(CONFIG_MAP, "one", { metadata, data: { key: "other" } });
  }),
  changed(CONFIG_MAP, "replaced", "other data", { data: { key: "value" } }, { data: { key: "other" } }),
  changed(CONFIG_MAP, "unchanged", "the same data", { data: { key: "value" } }, { data: { key: "value" } }),
  changed(CONFIG_MAP, "updated", "another label", {}, { metadata: { labels: { team: "one" } } }),
  deleted(CONFIG_MAP, {}),
  created(SECRET, "with data", { stringData: { key: "value" } }, { tells: ["type", "data"] }),
  changed(SECRET, "replaced", "other data", { stringData: { key: "value" } }, { stringData: { key: "other" } }),
  changed(SECRET, "replaced", "another type", {}, { type: "example.com/other" }),
  deleted(SECRET, { stringData: { key: "value" } }),
  created(
    ACCOUNT,
    "without a token",
    { automountServiceAccountToken: false },
    { tells: ["automountServiceAccountToken"] },
  ),
  changed(ACCOUNT, "updated", "without a token any more", {}, { automountServiceAccountToken: false }),
  deleted(ACCOUNT, {}),
  ends(ACCOUNT_PATCH, "created", "of an account that is there", async (place) => {
    await place.create(ACCOUNT, "one");
    return () => place.createAgain(ACCOUNT_PATCH, "one", { automountServiceAccountToken: false });
  }),
  created(
    POLICY,
    "that lets nothing through",
    { spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] } },
    { tells: ["spec"] },
  ),
  refused(POLICY, "Invalid", "addresses that are none", {
    spec: { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/99" } }] }], policyTypes: ["Egress"] },
  }),
  changed(
    POLICY,
    "updated",
    "another selector",
    { spec: { podSelector: {}, policyTypes: ["Ingress"] } },
    { spec: { podSelector: { matchLabels: { app: "one" } }, policyTypes: ["Ingress"] } },
  ),
  deleted(POLICY, { spec: { podSelector: {}, policyTypes: ["Ingress"] } }),
  created(
    ROLE,
    "that reads",
    { rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get"] }] },
    { tells: ["rules"] },
  ),
  refused(ROLE, "Invalid", "without verbs", { rules: [{ apiGroups: [""], resources: ["pods"], verbs: [] }] }),
  changed(
    ROLE,
    "updated",
    "another verb",
    { rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get"] }] },
    { rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["list"] }] },
  ),
  deleted(ROLE, { rules: [] }),
  created(BINDING, "to a role that is not there", { roleRef: reader, subjects }, { tells: ["roleRef", "subjects"] }),
  refused(BINDING, "Invalid", "to what is no role", { roleRef: { ...reader, kind: "Group" }, subjects }),
  changed(BINDING, "replaced", "another role", { roleRef: reader }, { roleRef: { ...reader, name: "writer" } }),
  changed(BINDING, "updated", "other people", { roleRef: reader }, { roleRef: reader, subjects }),
  deleted(BINDING, { roleRef: reader }),
];

import { beforeAll, describe, expect, test } from "@jest/globals";

import { admissionManifests } from "../../../../components/cell/admission/manifests.ts";
import { CellObjects } from "../../../../components/cell/cell.ts";
import { planCell } from "../../../../components/cell/plan.ts";
import { kubernetesCell } from "../../../helpers/kubernetesCell.ts";
import { inputsOf, renderComponent, treeOf, type RenderedComponent } from "../../../helpers/renderComponent.ts";

const labels = { "app.kubernetes.io/managed-by": "tenantry" };
const annotations = { "pulumi.com/patchForce": "true" };
const plan = planCell(
  kubernetesCell({
    gateway: { controller: "gateway.example/controller" },
    volumes: { provisioner: "disks.example", parameters: { type: "fast" } },
    databases: {},
  }),
);
const gatewayApi = "kubernetes:gateway.networking.k8s.io/v1";
const admissionApi = "kubernetes:admissionregistration.k8s.io/v1";

const render = (args: Omit<ConstructorParameters<typeof CellObjects>[1], "labels">): Promise<RenderedComponent> =>
  renderComponent(() => ({ urn: new CellObjects("eu-1", { ...args, labels }).urn }));

describe("the objects that the tenants of a cell share", () => {
  let rendered: RenderedComponent;
  beforeAll(async () => {
    rendered = await render(plan);
  });

  test("are in parts", () => {
    const tree = treeOf(rendered).filter((line) => !line.startsWith(admissionApi));
    expect(tree).toEqual([
      "kubernetes:core/v1:Namespace tenantry-cell < eu-1",
      "tenantry:cell:AdmissionPolicies eu-1-admission < eu-1",
      `${gatewayApi}:Gateway tenantry < eu-1-gateway`,
      `${gatewayApi}:GatewayClass tenantry-class < eu-1-gateway`,
      `${gatewayApi}:HTTPRoute tenantry-redirect < eu-1-gateway`,
      "tenantry:cell:CellGateway eu-1-gateway < eu-1",
      "kubernetes:scheduling.k8s.io/v1:PriorityClass tenantry-high < eu-1-priorities",
      "kubernetes:scheduling.k8s.io/v1:PriorityClass tenantry-low < eu-1-priorities",
      "kubernetes:scheduling.k8s.io/v1:PriorityClass tenantry-normal < eu-1-priorities",
      "kubernetes:scheduling.k8s.io/v1:PriorityClass tenantry-platform < eu-1-priorities",
      "tenantry:cell:PriorityClasses eu-1-priorities < eu-1",
      "kubernetes:storage.k8s.io/v1:StorageClass tenantry < eu-1-volumes",
      "kubernetes:storage.k8s.io/v1:StorageClass tenantry-database < eu-1-volumes",
      "tenantry:cell:VolumeClasses eu-1-volumes < eu-1",
      "tenantry:cell:CellObjects eu-1 < tenantry-test",
    ]);
  });

  test("have names of ours in the cluster, and the labels they are given", () => {
    const objects = rendered.resources.filter(({ type }) => type.startsWith("kubernetes:"));
    const metadata = objects.map(
      ({ inputs }) => inputs["metadata"] as { name: string; namespace?: string; labels: object },
    );
    expect(metadata.filter(({ name, namespace }) => namespace === undefined && !/^tenantry(?:-|$)/.test(name))).toEqual(
      [],
    );
    expect(
      metadata.filter(
        (found) =>
          !Object.entries(labels).every(([key, value]) => (found.labels as Record<string, string>)[key] === value),
      ),
    ).toEqual([]);
  });

  test("are exactly the manifests of the policies", () => {
    const policies = rendered.resources.filter(({ type }) => type.startsWith(admissionApi)).map(({ inputs }) => inputs);
    const manifests = admissionManifests(plan.admission, labels);
    expect(policies).toHaveLength(manifests.length);
    expect(policies).toEqual(expect.arrayContaining(manifests));
  });

  test("are a gateway that answers for nobody, and lets tenants add listeners", () => {
    const metadata = { name: "tenantry", namespace: "tenantry-cell", labels, annotations };
    expect(inputsOf(rendered, `${gatewayApi}:Gateway`)).toEqual({
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "Gateway",
      metadata,
      spec: {
        gatewayClassName: "tenantry",
        listeners: [
          {
            name: "http",
            port: 80,
            protocol: "HTTP",
            allowedRoutes: { namespaces: { from: "Same" }, kinds: [{ kind: "HTTPRoute" }] },
          },
        ],
        allowedListeners: {
          namespaces: {
            from: "Selector",
            selector: { matchExpressions: [{ key: "tenantry.dev/tenant", operator: "Exists" }] },
          },
        },
      },
    });
    expect(inputsOf(rendered, `${gatewayApi}:GatewayClass`)).toMatchObject({
      metadata: { name: "tenantry" },
      spec: { controllerName: "gateway.example/controller" },
    });
    expect(inputsOf(rendered, `${gatewayApi}:HTTPRoute`)).toMatchObject({
      metadata: { ...metadata, name: "redirect" },
      spec: {
        parentRefs: [{ name: "tenantry", sectionName: "http" }],
        rules: [{ filters: [{ type: "RequestRedirect", requestRedirect: { scheme: "https", statusCode: 301 } }] }],
      },
    });
    expect(inputsOf(rendered, "kubernetes:core/v1:Namespace")["metadata"]).toEqual({
      name: "tenantry-cell",
      annotations,
      labels: {
        ...labels,
        "tenantry.dev/gateway": "true",
        "pod-security.kubernetes.io/enforce": "baseline",
        "pod-security.kubernetes.io/audit": "restricted",
        "pod-security.kubernetes.io/warn": "restricted",
      },
    });
  });

  test("are classes of volumes that grow, of which the databases' stay", () => {
    expect(inputsOf(rendered, "kubernetes:storage.k8s.io/v1:StorageClass", "tenantry-database")).toEqual({
      apiVersion: "storage.k8s.io/v1",
      kind: "StorageClass",
      metadata: { name: "tenantry-database", labels, annotations },
      provisioner: "disks.example",
      parameters: { type: "fast" },
      allowVolumeExpansion: true,
      volumeBindingMode: "WaitForFirstConsumer",
      reclaimPolicy: "Retain",
    });
    expect(inputsOf(rendered, "kubernetes:storage.k8s.io/v1:StorageClass", "tenantry")["reclaimPolicy"]).toBe("Delete");
  });

  test("are priority classes of which none is for everybody", () => {
    expect(inputsOf(rendered, "kubernetes:scheduling.k8s.io/v1:PriorityClass", "tenantry-low")).toEqual({
      apiVersion: "scheduling.k8s.io/v1",
      kind: "PriorityClass",
      metadata: { name: "tenantry-low", labels, annotations },
      value: 1000,
      preemptionPolicy: "Never",
      globalDefault: false,
      description: "Pods of tenants whose tier has the priority low",
    });
    const classes = rendered.resources.filter(({ type }) => type.endsWith(":PriorityClass"));
    expect(classes.map(({ inputs }) => inputs["globalDefault"])).toEqual([false, false, false, false]);
  });
});

test("a cell that declares nothing has neither gateway nor volumes", async () => {
  const rendered = await render(planCell(kubernetesCell({})));
  const types = [...new Set(rendered.resources.map(({ type }) => type))].toSorted();
  expect(types).toEqual([
    ...["MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding"].map((kind) => `${admissionApi}:${kind}`),
    ...["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"].map((kind) => `${admissionApi}:${kind}`),
    "kubernetes:core/v1:Namespace",
    "kubernetes:scheduling.k8s.io/v1:PriorityClass",
    "tenantry:cell:AdmissionPolicies",
    "tenantry:cell:CellObjects",
    "tenantry:cell:PriorityClasses",
  ]);
});

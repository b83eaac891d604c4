import { beforeAll, describe, expect, test } from "@jest/globals";

import { TenantEnvironment } from "../../../../components/paas/environment.ts";
import { inputsOf, renderComponent, treeOf, type RenderedComponent } from "../../../helpers/renderComponent.ts";

const labels = { "tenantry.dev/tenant": "globex" };
const environment = {
  name: "prod",
  namespace: "globex--apps--prod",
  quota: { cpu: "2000m", memory: "4096Mi", storage: "20Gi", pods: "40" },
  containerDefaults: { request: { cpu: "50m", memory: "64Mi" }, limit: { cpu: "500m", memory: "512Mi" } },
};

describe("a tenant's environment", () => {
  let rendered: RenderedComponent;
  beforeAll(async () => {
    rendered = await renderComponent(() => {
      return new TenantEnvironment("apps--prod", { environment, podSecurity: "restricted", labels }).namespace;
    });
  });

  test("is the parent of everything that belongs to it", () => {
    expect(treeOf(rendered)).toEqual([
      "kubernetes:core/v1:LimitRange apps--prod-limits < apps--prod",
      "kubernetes:core/v1:Namespace apps--prod < apps--prod",
      "kubernetes:core/v1:ResourceQuota apps--prod-quota < apps--prod",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy apps--prod-default-deny < apps--prod",
      "tenantry:paas:TenantEnvironment apps--prod < tenantry-test",
    ]);
  });

  test("is a namespace that enforces, audits and warns by the Pod Security Standard it is given", () => {
    expect(inputsOf(rendered, "kubernetes:core/v1:Namespace")).toEqual({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: {
        name: "globex--apps--prod",
        labels: {
          ...labels,
          "tenantry.dev/environment": "prod",
          "pod-security.kubernetes.io/enforce": "restricted",
          "pod-security.kubernetes.io/audit": "restricted",
          "pod-security.kubernetes.io/warn": "restricted",
        },
        annotations: { "pulumi.com/patchForce": "true" },
      },
    });
  });

  test("puts labelled objects into the namespace", () => {
    const types = [
      ["kubernetes:core/v1:ResourceQuota", "tenantry"],
      ["kubernetes:core/v1:LimitRange", "tenantry"],
      ["kubernetes:networking.k8s.io/v1:NetworkPolicy", "default-deny"],
    ] as const;
    for (const [type, name] of types) {
      expect(inputsOf(rendered, type)["metadata"]).toEqual({
        name,
        namespace: "globex--apps--prod",
        labels: { ...labels, "tenantry.dev/environment": "prod" },
        annotations: { "pulumi.com/patchForce": "true" },
      });
    }
  });

  test("bounds what all its pods ask for together, and what one gets that asks for nothing", () => {
    expect(inputsOf(rendered, "kubernetes:core/v1:ResourceQuota")["spec"]).toEqual({
      hard: {
        "requests.cpu": "2000m",
        "requests.memory": "4096Mi",
        "requests.storage": "20Gi",
        "limits.cpu": "2000m",
        "limits.memory": "4096Mi",
        pods: "40",
      },
    });
    expect(inputsOf(rendered, "kubernetes:core/v1:LimitRange")["spec"]).toEqual({
      limits: [
        {
          type: "Container",
          default: { cpu: "500m", memory: "512Mi" },
          defaultRequest: { cpu: "50m", memory: "64Mi" },
        },
      ],
    });
  });

  test("lets no traffic in or out", () => {
    expect(inputsOf(rendered, "kubernetes:networking.k8s.io/v1:NetworkPolicy")["spec"]).toEqual({
      podSelector: {},
      policyTypes: ["Ingress", "Egress"],
    });
  });

  test("tells its namespace", () => {
    expect(rendered.outputs).toBe("globex--apps--prod");
  });
});

import { expect, test } from "@jest/globals";

import type { EnvironmentPlan } from "../../../../components/paas/bundle.ts";
import { PaasBundle } from "../../../../components/paas/component.ts";
import { renderComponent } from "../../../helpers/renderComponent.ts";

const environment = (name: string): EnvironmentPlan => ({
  name,
  namespace: `globex--apps--${name}`,
  quota: { cpu: "2000m", memory: "4096Mi", storage: "20Gi", pods: "40" },
  containerDefaults: { request: { cpu: "50m", memory: "64Mi" }, limit: { cpu: "500m", memory: "512Mi" } },
});

test("a bundle has each ordered environment once, by the Pod Security Standard of its tier", async () => {
  const environments = [environment("prod"), environment("staging")];
  const args = { environments, podSecurity: "restricted" as const, labels: { "tenantry.dev/tenant": "globex" } };
  const rendered = await renderComponent(() => ({ namespaces: new PaasBundle("apps", args).namespaces }));
  const own = rendered.resources.filter(({ type }) => type.startsWith("tenantry:"));
  expect(own.map(({ type, name }) => `${type} ${name}`).toSorted()).toEqual([
    "tenantry:paas:PaasBundle apps",
    "tenantry:paas:TenantEnvironment apps--prod",
    "tenantry:paas:TenantEnvironment apps--staging",
  ]);
  const namespaces = rendered.resources.filter(({ type }) => type === "kubernetes:core/v1:Namespace");
  expect(namespaces.map(({ inputs }) => inputs["metadata"])).toMatchObject(
    environments.map(({ namespace }) => ({
      name: namespace,
      labels: { "pod-security.kubernetes.io/enforce": "restricted", "tenantry.dev/tenant": "globex" },
    })),
  );
  expect(rendered.outputs).toEqual({ namespaces: { prod: "globex--apps--prod", staging: "globex--apps--staging" } });
});

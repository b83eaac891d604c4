import { expect, test } from "@jest/globals";

import { PaasBundle } from "../../../../components/paas/component.ts";
import { environmentPlan } from "../../../helpers/environmentPlan.ts";
import { renderComponent } from "../../../helpers/renderComponent.ts";

test("a bundle has each ordered environment once, by the Pod Security Standard of its tier", async () => {
  const environments = [environmentPlan("prod"), environmentPlan("staging")];
  const args = {
    environments,
    podSecurity: "restricted" as const,
    nodes: "shared" as const,
    priority: "normal" as const,
    registries: [],
    access: [],
    imagePullSecrets: [],
    labels: { "tenantry.dev/tenant": "globex" },
  };
  const rendered = await renderComponent(() => ({ namespaces: new PaasBundle("apps", args).namespaces }));
  const own = rendered.resources.filter(({ type }) => type.startsWith("tenantry:"));
  expect(own.map(({ type, name }) => `${type} ${name}`).toSorted()).toEqual([
    "tenantry:paas:EnvironmentAccounts apps--prod",
    "tenantry:paas:EnvironmentAccounts apps--staging",
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

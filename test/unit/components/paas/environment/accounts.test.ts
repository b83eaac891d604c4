import { expect, test } from "@jest/globals";

import { EnvironmentAccounts } from "../../../../../components/paas/environment/accounts.ts";
import { inputsOf, renderComponent, treeOf } from "../../../../helpers/renderComponent.ts";

const place = { namespace: "globex--apps--prod", labels: { "tenantry.dev/tenant": "globex" } };
const metadata = { ...place, annotations: { "pulumi.com/patchForce": "true" } };

test("no account gives its pods a token, and ours pulls images with the customer's secrets", async () => {
  const args = { ...place, imagePullSecrets: ["registry", "mirror"] };
  const rendered = await renderComponent(() => ({ urn: new EnvironmentAccounts("apps--prod", args).urn }));
  expect(treeOf(rendered)).toEqual([
    "kubernetes:core/v1:ServiceAccount apps--prod-apps < apps--prod",
    "kubernetes:core/v1:ServiceAccountPatch apps--prod-default < apps--prod",
    "tenantry:paas:EnvironmentAccounts apps--prod < tenantry-test",
  ]);
  expect(inputsOf(rendered, "kubernetes:core/v1:ServiceAccountPatch")).toEqual({
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { ...metadata, name: "default" },
    automountServiceAccountToken: false,
  });
  expect(inputsOf(rendered, "kubernetes:core/v1:ServiceAccount")).toEqual({
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { ...metadata, name: "apps" },
    automountServiceAccountToken: false,
    imagePullSecrets: [{ name: "registry" }, { name: "mirror" }],
  });
});

test("an account pulls images without secrets where none are ordered", async () => {
  const args = { ...place, imagePullSecrets: [] };
  const rendered = await renderComponent(() => ({ urn: new EnvironmentAccounts("apps--prod", args).urn }));
  expect(inputsOf(rendered, "kubernetes:core/v1:ServiceAccount")).not.toHaveProperty("imagePullSecrets");
});

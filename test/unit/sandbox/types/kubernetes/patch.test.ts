import { describe, expect, test } from "@jest/globals";

import { check } from "../../../../../sandbox/provider/check.ts";
import type { Properties } from "../../../../../sandbox/provider/values.ts";
import type { Scope } from "../../../../../sandbox/types/definition.ts";
import { kubernetesTarget } from "../../../../../sandbox/types/kubernetes/target.ts";

const scope: Scope = {
  target: "kubernetes",
  key: "sandbox",
  facts: { cluster: "sandbox", namespace: "default", enableConfigMapMutable: "false", enableSecretMutable: "false" },
};

const seed = new Uint8Array(32);

const checked = (kind: string, news: Properties) =>
  check(
    kubernetesTarget,
    scope,
    {},
    { type: `kubernetes:core/v1:${kind}`, name: "apps", seed, news, olds: {}, autonaming: undefined },
  );

const namesOf = (kind: string, namespace: string) => {
  const metadata = { name: "default", namespace };
  return kubernetesTarget.types.get(`kubernetes:core/v1:${kind}`)?.unique?.map(({ name }) => name({ metadata }, scope));
};

describe("a patch of a service account", () => {
  test("is of the kind that it patches", () => {
    const { inputs, problems } = checked("ServiceAccountPatch", {
      metadata: { name: "default", namespace: "apps" },
      automountServiceAccountToken: false,
    });
    expect(problems).toEqual([]);
    expect(inputs).toMatchObject({ apiVersion: "v1", kind: "ServiceAccount", automountServiceAccountToken: false });
  });

  test("has to name the account, where one of our own gets a name", () => {
    expect(checked("ServiceAccountPatch", { metadata: { namespace: "apps" } }).problems).toEqual([
      { property: "metadata.name", reason: "is missing, but a patch has to name the object that it changes" },
    ]);
    expect(checked("ServiceAccount", { metadata: { namespace: "apps" } }).problems).toEqual([]);
  });

  test("takes nobody the account's name", () => {
    expect(namesOf("ServiceAccount", "apps")).toEqual(["sandbox serviceaccounts apps/default"]);
    expect(namesOf("ServiceAccountPatch", "apps")).toEqual(["sandbox patched serviceaccounts apps/default"]);
  });
});

import { describe, expect, it } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import { loadEstate } from "../../../../core/estate/loadEstate.ts";
import { fingerprintOf } from "../../../../fleet/journal/fingerprint.ts";
import type { TenantSubject } from "../../../../fleet/stackSubject.ts";
import { describeWorkspace } from "../../../../fleet/workspace.ts";
import { estateFiles, exampleTexts } from "../../../helpers/estateFiles.ts";

const { estate } = loadEstate(estateFiles(exampleTexts()), "estate", serviceKinds);
if (estate === undefined) throw new Error("the example is not valid");
const { manifest, tenants } = estate;
const subjects = tenants.map(({ resolved }): TenantSubject => ({ kind: "tenant", resolved }));
const [first] = subjects as [TenantSubject, ...TenantSubject[]];
const workspace = describeWorkspace("/estate", manifest, {});

const changed = (change: (spec: typeof manifest.spec) => object): string =>
  fingerprintOf({ ...manifest, spec: { ...manifest.spec, ...change(manifest.spec) } }, workspace)(first);

describe("fingerprints", () => {
  const fingerprint = fingerprintOf(manifest, workspace);

  it("are the same for the same, and differ between tenants", () => {
    expect(fingerprint(first)).toMatch(/^[0-9a-f]{64}$/);
    expect(fingerprintOf(manifest, workspace)(first)).toBe(fingerprint(first));
    expect(new Set(subjects.map(fingerprint)).size).toBe(subjects.length);
  });

  it("differ with what is wanted of the tenant", () => {
    expect(fingerprint({ ...first, resolved: { ...first.resolved, displayName: "Another" } })).not.toBe(
      fingerprint(first),
    );
  });

  it("do not differ with where the tenant may move from, nor with settings that no engine sees", () => {
    expect(fingerprint({ ...first, moves: undefined })).toBe(fingerprint(first));
    expect(changed((spec) => ({ trail: { ...spec.trail, directory: "elsewhere" } }))).toBe(fingerprint(first));
  });

  it("differ with the targets, the backend and how secrets are kept", () => {
    const others = [
      changed((spec) => ({ targets: { ...spec.targets, aws: "real" } })),
      changed(() => ({ backend: { url: "s3://elsewhere" } })),
      changed(() => ({ secrets: { provider: "awskms://alias/a" } })),
    ];
    expect(new Set([fingerprint(first), ...others]).size).toBe(4);
  });

  it("differ with where a kubeconfig lies, and only then with where the estate does", () => {
    const elsewhere = { ...workspace, directory: "/elsewhere" };
    const cluster = subjects.find(({ resolved }) =>
      resolved.subscriptions.some(({ cell }) => cell.target === "kubernetes"),
    );
    const [subscription] = cluster?.resolved.subscriptions ?? [];
    if (cluster === undefined || subscription === undefined) throw new Error("no tenant is in a cluster");
    const withFile = {
      ...cluster,
      resolved: {
        ...cluster.resolved,
        subscriptions: [{ ...subscription, cell: { ...subscription.cell, kubeconfig: "kube.yaml" } }],
      },
    } as TenantSubject;
    expect(fingerprintOf(manifest, elsewhere)(first)).toBe(fingerprint(first));
    expect(fingerprintOf(manifest, elsewhere)(withFile)).not.toBe(fingerprint(withFile));
  });

  it("are of cells too", () => {
    const cells = manifest.spec.cells.flatMap((cell) => (cell.target === "kubernetes" ? [cell] : []));
    const found = cells.map((cell) => fingerprint({ kind: "cell", cell }));
    expect(new Set(found).size).toBe(cells.length);
  });
});

import { createHash } from "node:crypto";
import { resolve } from "node:path";

import type { EstateManifest } from "../../core/schema/estate.ts";
import { versions } from "../../tools/versions.ts";
import { codeDigest, runningCode } from "../codeDigest.ts";
import { cellsOfSubject, type StackSubject } from "../stackSubject.ts";
import type { Workspace } from "../workspace.ts";

/**
 * Gives subjects fingerprints that are equal only where `up` asks the engine for the same: over the resolved tenant or the cell, the code
 * with its providers, the engine that it is pinned to, and what of the estate reaches program and engine. Where a tenant may move from is
 * no part of it: with the same fingerprint and the same state nothing moves.
 */
export function fingerprintOf(
  { spec: { targets, backend, secrets } }: EstateManifest,
  { directory, environment }: Workspace,
): (subject: StackSubject) => string {
  const { pulumi, pulumiAccepted } = versions;
  const settings = { targets, backend, secrets, url: environment["PULUMI_BACKEND_URL"], pulumi, pulumiAccepted };
  const common = createHash("sha256").update(codeDigest(runningCode)).update(JSON.stringify(settings));
  return (subject) => {
    // A provider is told where its kubeconfig lies on this machine.
    const paths = cellsOfSubject(subject).flatMap((cell) =>
      cell.target === "kubernetes" && cell.kubeconfig !== undefined ? [resolve(directory, cell.kubeconfig)] : [],
    );
    // Resolving makes the fields of a tenant in one order, so its text need not be canonical, which would take longer.
    const wanted = subject.kind === "cell" ? subject.cell : subject.resolved;
    return common
      .copy()
      .update(JSON.stringify([subject.kind, wanted, paths]))
      .digest("hex");
  };
}

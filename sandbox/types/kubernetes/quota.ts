/** Resource quotas on numbers of objects, enforced as the API server's admission does. */
import { TargetError } from "../../provider/errors.ts";
import { propertiesOf, stringOf } from "../../provider/values.ts";
import type { Admission } from "../definition.ts";

const NAMESPACE = "kubernetes:core/v1:Namespace";
const QUOTA = "kubernetes:core/v1:ResourceQuota";

/**
 * Refuses a new object that would exceed a quota of its namespace. Counts only what the sandbox simulates; cpu, memory
 * and storage belong to pods and claims, which it does not.
 * @param token the object's type token.
 * @param names the object's names in a quota: `configmaps`, `count/configmaps`.
 */
export function enforceQuota(admission: Admission, token: string, names: readonly string[]): void {
  const metadata = propertiesOf(admission.inputs["metadata"]);
  const namespace = stringOf(metadata["namespace"]);
  if (namespace === undefined || admission.self !== undefined) return;
  for (const quota of admission.siblings(QUOTA, NAMESPACE, namespace)) {
    const hard = propertiesOf(propertiesOf(quota.outputs["spec"])["hard"]);
    for (const name of names) {
      const limit = Number(hard[name] ?? Number.NaN);
      const used = Number.isNaN(limit) ? 0 : admission.siblings(token, NAMESPACE, namespace).length;
      if (used + 1 > limit) {
        throw new TargetError(
          "Forbidden",
          `"${stringOf(metadata["name"]) ?? ""}" is forbidden: exceeded quota: ${quota.id.replace(/^.*\//, "")}, requested: ${name}=1, used: ${name}=${String(used)}, limited: ${name}=${String(limit)}`,
        );
      }
    }
  }
}

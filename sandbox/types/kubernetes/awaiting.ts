/** When the real provider waits for an object by rules of its own. */
import { propertiesOf, type Properties } from "../../provider/values.ts";

/** False when the program says what to wait for, or that nothing is (Pulumi Kubernetes provider, `pulumi.com/` annotations). */
export function isAwaited(inputs: Properties): boolean {
  const annotations = propertiesOf(propertiesOf(inputs["metadata"])["annotations"]);
  return annotations["pulumi.com/waitFor"] === undefined && annotations["pulumi.com/skipAwait"] !== "true";
}

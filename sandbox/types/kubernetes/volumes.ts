/** Claims of volumes and the classes that they are of. */
import { TargetError } from "../../provider/errors.ts";
import { isList, propertiesOf, sameValue, stringOf, UNKNOWN, Unknown, type Properties } from "../../provider/values.ts";
import type { Admission, Problem, ResourceType, World } from "../definition.ts";
import { isAwaited } from "./awaiting.ts";
import { builtinVolumeClass } from "./cluster.ts";
import { kind, valueAt } from "./kind.ts";
import { parseQuantity } from "./quantity.ts";
import type { Usage } from "./quota.ts";
import { askedFor } from "./takeOver.ts";
import { CLAIM, DEPLOYMENT, NAMESPACE, STATEFUL_SET, STORAGE_CLASS } from "./tokens.ts";

const REQUEST = "spec.resources.requests.storage";
const DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";

function sizeOf(inputs: Properties): number | undefined {
  return parseQuantity(stringOf(valueAt(inputs, REQUEST)) ?? "");
}

function usage(inputs: Properties): Usage {
  const size = sizeOf(inputs) ?? 0;
  const name = stringOf(valueAt(inputs, "spec.storageClassName"));
  return {
    "requests.storage": size,
    ...(name !== undefined && {
      [`${name}.storageclass.storage.k8s.io/requests.storage`]: size,
      [`${name}.storageclass.storage.k8s.io/persistentvolumeclaims`]: 1,
    }),
  };
}

/** The class of a claim: the one it names, else the cluster's default. */
function classOf(inputs: Properties, world: World): Properties | undefined {
  const name = stringOf(valueAt(inputs, "spec.storageClassName"));
  if (name !== undefined) return world.find(STORAGE_CLASS, name);
  return world.list(STORAGE_CLASS).find(({ outputs }) => {
    const annotations = propertiesOf(propertiesOf(outputs["metadata"])["annotations"]);
    return annotations[DEFAULT_CLASS] === "true";
  })?.outputs;
}

function checkClaim(inputs: Properties): Problem[] {
  const spec = inputs["spec"];
  if (spec === undefined || spec instanceof Unknown)
    return spec === undefined ? [{ property: "spec", reason: "is required, but it is missing" }] : [];
  const { accessModes, resources } = propertiesOf(spec);
  const problems: Problem[] = [];
  if (accessModes === undefined || (isList(accessModes) && accessModes.length === 0))
    problems.push({ property: "spec.accessModes", reason: "is required, but it is missing" });
  if (resources instanceof Unknown) return problems;
  const size = valueAt(inputs, REQUEST);
  if (size === undefined) problems.push({ property: REQUEST, reason: "is required, but it is missing" });
  else if (typeof size === "string" && (parseQuantity(size) ?? 0) <= 0)
    problems.push({ property: REQUEST, reason: `is "${size}", but must be a quantity above zero such as 10Gi` });
  return problems;
}

/** True when a workload of the namespace has pods that mount the claim. */
function isMounted({ inputs, siblings }: Admission): boolean {
  const name = valueAt(inputs, "metadata.name");
  const namespace = stringOf(valueAt(inputs, "metadata.namespace")) ?? "";
  return [DEPLOYMENT, STATEFUL_SET].some((token) =>
    siblings(token, NAMESPACE, namespace).some((workload) => {
      const volumes = valueAt(workload.inputs, "spec.template.spec.volumes");
      return (
        valueAt(workload.inputs, "spec.replicas") !== 0 &&
        (isList(volumes) ? volumes : []).some(
          (volume) => valueAt(propertiesOf(volume), "persistentVolumeClaim.claimName") === name,
        )
      );
    }),
  );
}

function refuseChange(admission: Admission, before: Properties, found: Properties | undefined, isBound: boolean): void {
  const { inputs } = admission;
  const name = stringOf(valueAt(inputs, "metadata.name")) ?? "";
  const [old, size] = [sizeOf(before) ?? 0, sizeOf(inputs) ?? 0];
  const isOther = !sameValue(valueAt(before, "spec.volumeMode"), valueAt(inputs, "spec.volumeMode"));
  if (isOther || (size !== old && !isBound)) {
    throw new TargetError(
      "Invalid",
      `PersistentVolumeClaim "${name}" is invalid: spec: Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims`,
    );
  }
  if (size < old) {
    throw new TargetError(
      "Invalid",
      `PersistentVolumeClaim "${name}" is invalid: ${REQUEST}: Forbidden: field can not be less than status.capacity`,
    );
  }
  if (size > old && found?.["allowVolumeExpansion"] !== true) {
    throw new TargetError(
      "Forbidden",
      `persistentvolumeclaims "${name}" is forbidden: only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize`,
    );
  }
}

/**
 * The API server takes any claim; one without a class stays pending, and the real provider waits in vain. It also waits until a
 * claim of a class that binds late is pending, whenever it has changed one: for ever, once a pod has it bound (Pulumi Kubernetes
 * provider, `provider/pkg/await/awaiters.go`). `pulumi.com/waitFor` makes it wait for something else.
 */
function admitClaim(admission: Admission): void {
  const { inputs } = admission;
  const found = classOf(inputs, admission);
  const before = askedFor(admission);
  const bindsLate = found?.["volumeBindingMode"] === "WaitForFirstConsumer";
  const isBound = found !== undefined && (!bindsLate || isMounted(admission));
  if (before !== undefined) refuseChange(admission, before, found, isBound);
  if (!isAwaited(inputs)) return;
  if (found === undefined) {
    const wanted = stringOf(valueAt(inputs, "spec.storageClassName")) ?? "";
    throw new TargetError(
      "Timeout",
      wanted === ""
        ? "the claim stays pending: it names no StorageClass, and the cluster has no default one"
        : `the claim stays pending: storageclass.storage.k8s.io "${wanted}" not found`,
    );
  }
  if (before !== undefined && bindsLate && isBound) {
    throw new TargetError(
      "Timeout",
      "the provider waits for the claim to be Pending, because its class has volumeBindingMode WaitForFirstConsumer, but a pod has it bound: annotate the claim with pulumi.com/waitFor, such as jsonpath={.status.phase}",
    );
  }
}

/** Rows of claims and their classes. */
export const volumeTypes: readonly ResourceType[] = [
  kind({
    token: CLAIM,
    plural: "persistentvolumeclaims",
    names: "subdomain",
    quota: ["persistentvolumeclaims"],
    usage,
    replaceOn: ["spec.accessModes", "spec.selector", "spec.storageClassName", "spec.volumeName"],
    check: checkClaim,
    admit: admitClaim,
    outputs: (inputs, { derive, lookUp }) => {
      if (inputs["spec"] instanceof Unknown) return { status: UNKNOWN };
      const name = valueAt(inputs, "spec.storageClassName");
      const waits = lookUp(STORAGE_CLASS, name, "volumeBindingMode") === "WaitForFirstConsumer";
      const uid = derive("volume", 12);
      return {
        spec: {
          volumeMode: "Filesystem",
          ...(waits ? {} : { volumeName: typeof uid === "string" ? `pvc-${uid}` : UNKNOWN }),
          ...propertiesOf(inputs["spec"]),
        },
        status: waits
          ? { phase: "Pending" }
          : {
              phase: "Bound",
              accessModes: valueAt(inputs, "spec.accessModes") ?? [],
              capacity: { storage: valueAt(inputs, REQUEST) ?? "" },
            },
      };
    },
  }),
  kind({
    token: STORAGE_CLASS,
    plural: "storageclasses",
    names: "subdomain",
    clusterWide: true,
    replaceOn: ["parameters", "provisioner"],
    immutable: ["reclaimPolicy", "volumeBindingMode"],
    builtin: builtinVolumeClass,
    outputs: (inputs) => ({
      reclaimPolicy: inputs["reclaimPolicy"] ?? "Delete",
      volumeBindingMode: inputs["volumeBindingMode"] ?? "Immediate",
    }),
  }),
];

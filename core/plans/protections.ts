import { valueAt } from "../diff/propertyPath.ts";

/** A resource on one side of a step, as the engine's events tell it. */
export interface StepSide {
  /** Whether the engine refuses to delete it. */
  readonly protect?: boolean | undefined;
  /** Whether the engine leaves it in the target when it goes from the stack. */
  readonly retainOnDelete?: boolean | undefined;
  /** The inputs; a secret among them is `[secret]`. */
  readonly inputs?: Readonly<Record<string, unknown>> | undefined;
}

/** A property that keeps data from being deleted, by the value at which it does. */
interface Protection {
  readonly path: readonly string[];
  /** Whether a value protects; a value that is not there is undefined. */
  readonly protects: (value: unknown) => boolean;
}

const isTrue = (value: unknown): boolean => value === true || value === "true";
const isNotTrue = (value: unknown): boolean =>
  value === undefined || value === null || value === false || value === "false";

/**
 * The properties by which AWS and Kubernetes are told to keep something (names as Pulumi's providers for aws 7 and kubernetes 4 have them).
 * What is not known before the run protects nothing, so that it is asked about.
 */
const protections: readonly Protection[] = [
  ...[
    "deletionProtection",
    "enableDeletionProtection",
    "deletionProtectionEnabled",
    "disableApiTermination",
    "skipDestroy",
  ].map((name): Protection => ({ path: [name], protects: isTrue })),
  ...["forceDestroy", "forceDelete", "skipFinalSnapshot"].map((name): Protection => ({
    path: [name],
    protects: isNotTrue,
  })),
  // 0 switches the backups of a database off and deletes those that there are (Amazon RDS API Reference, ModifyDBInstance).
  { path: ["backupRetentionPeriod"], protects: (value) => typeof value === "number" && value > 0 },
  { path: ["versioningConfiguration", "status"], protects: (value) => value === "Enabled" },
  { path: ["reclaimPolicy"], protects: (value) => value === "Retain" },
  { path: ["spec", "persistentVolumeReclaimPolicy"], protects: (value) => value === "Retain" },
];

/** What a protection that is a mapping's own key is called; a finalizer keeps an object of Kubernetes until somebody has cleaned up. */
const finalizers = ["metadata", "finalizers"] as const;

/** The protections that one side of a step has and the other has no more, sorted. */
export function protectionsLost(before: StepSide, after: StepSide): string[] {
  const marks = (["protect", "retainOnDelete"] as const).filter(
    (mark) => before[mark] === true && after[mark] !== true,
  );
  const inputs = protections.flatMap(({ path, protects }) => {
    const held = protects(valueAt(before.inputs, path));
    return held && !protects(valueAt(after.inputs, path)) ? [path.join(".")] : [];
  });
  const kept = new Set(listAt(after.inputs, finalizers));
  const released = listAt(before.inputs, finalizers).filter((finalizer) => !kept.has(finalizer));
  return [...marks, ...inputs, ...(released.length > 0 ? [finalizers.join(".")] : [])].toSorted();
}

function listAt(value: unknown, path: readonly string[]): readonly unknown[] {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found : [];
}

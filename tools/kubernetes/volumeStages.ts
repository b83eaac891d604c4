/** Whoever makes volumes outside the control plane waits for this annotation, which the volume controller puts on a claim that is due. */
const provisioner = "volume.kubernetes.io/storage-provisioner";

const stage = (name: string, kind: string, conditions: readonly string[], steps: readonly object[]): object => ({
  apiVersion: "kwok.x-k8s.io/v1alpha1",
  kind: "Stage",
  metadata: { name },
  spec: {
    resourceRef: { apiGroup: "v1", kind },
    selector: { matchExpressions: conditions.map((expression) => ({ cel: { expression } })) },
    steps,
  },
});

/**
 * What KWOK does in place of the drivers that make, grow and remove volumes, for claims of every class. The stages that come with KWOK
 * serve one class and bind by themselves; here the control plane binds, so `Immediate` and `WaitForFirstConsumer` are what they are
 * in a real cluster. Two things are not: a volume's reclaim policy is always `Delete`, and a volume belongs to no zone.
 *
 * Source: https://kwok.sigs.k8s.io/docs/user/stages-configuration/ and the volume controller of Kubernetes.
 */
export const volumeStages: readonly object[] = [
  stage(
    "claim-provision",
    "PersistentVolumeClaim",
    [
      "!has(self.metadata.deletionTimestamp)",
      "!has(self.spec.volumeName)",
      `has(self.metadata.annotations) && '${provisioner}' in self.metadata.annotations`,
    ],
    [{ apply: { template: volumeTemplate() } }],
  ),
  stage(
    "claim-grow",
    "PersistentVolumeClaim",
    [
      "!has(self.metadata.deletionTimestamp)",
      "has(self.spec.volumeName) && self.spec.volumeName == 'pvc-' + self.metadata.uid",
      "has(self.status.phase) && self.status.phase == 'Bound'",
      "has(self.status.capacity) && self.spec.resources.requests.storage != self.status.capacity.storage",
    ],
    [
      { apply: { template: volumeTemplate() } },
      {
        patch: {
          subresource: "status",
          root: "status",
          template: "capacity:\n  storage: {{ .spec.resources.requests.storage | Quote }}\n",
        },
      },
    ],
  ),
  stage(
    "volume-remove",
    "PersistentVolume",
    [
      "!has(self.metadata.deletionTimestamp)",
      "self.spec.persistentVolumeReclaimPolicy == 'Delete'",
      "has(self.status.phase) && self.status.phase == 'Released'",
    ],
    [{ delete: true }],
  ),
];

/** A volume for a claim. That it names the claim is what makes the volume controller bind the two. */
function volumeTemplate(): string {
  return `
apiVersion: v1
kind: PersistentVolume
metadata:
  name: pvc-{{ .metadata.uid }}
  annotations:
    pv.kubernetes.io/provisioned-by: {{ index .metadata.annotations "${provisioner}" | Quote }}
spec:
  accessModes:
  {{ YAML .spec.accessModes 1 }}
  capacity:
    storage: {{ .spec.resources.requests.storage | Quote }}
  persistentVolumeReclaimPolicy: Delete
  storageClassName: {{ .spec.storageClassName | Quote }}
  volumeMode: {{ default "Filesystem" .spec.volumeMode | Quote }}
  claimRef:
    apiVersion: v1
    kind: PersistentVolumeClaim
    name: {{ .metadata.name | Quote }}
    namespace: {{ .metadata.namespace | Quote }}
    uid: {{ .metadata.uid | Quote }}
  csi:
    driver: {{ index .metadata.annotations "${provisioner}" | Quote }}
    volumeHandle: pvc-{{ .metadata.uid }}
`;
}

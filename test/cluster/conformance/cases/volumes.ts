import { CLAIM, DEPLOYMENT, STORAGE_CLASS } from "../../../../sandbox/types/kubernetes/tokens.ts";
import { changed, created, deleted, ends, refused, type Case, type Place } from "../case.ts";
import { claim, deployment, storageClass, template } from "./inputs.ts";
import type { Json } from "../plugin.ts";

const QUOTA = "kubernetes:core/v1:ResourceQuota";
const LATE = { volumeBindingMode: "WaitForFirstConsumer" };

/** A claim of a class of the case's own, and what is done to it. */
const ofClass =
  (more: Json, work: (place: Place, name: string) => ReturnType<Case["prepare"]>): Case["prepare"] =>
  async (place) => {
    await place.create(STORAGE_CLASS, "class", storageClass(more));
    return work(place, place.own("class"));
  };

const grows = async (place: Place, name: string, size: string) => {
  const made = await place.create(CLAIM, "one", claim(name, "2Gi"));
  return () => place.apply(made, claim(name, size));
};

/** A claim with other inputs once a pod has it. */
const changesUnderPod = async (place: Place, from: Json, to: Json) => {
  const made = await place.create(CLAIM, "one", from);
  const volumes = [{ name: "data", persistentVolumeClaim: { claimName: "one" } }];
  await place.create(DEPLOYMENT, "one", deployment({ template: template({}, { volumes }) }));
  return () => place.apply(made, to);
};

/** The claim of an app's volume, as `components/paas/applications/application.ts` makes it. */
const claimOfApp = (name: string, size = "2Gi", labels: Json = {}): Json => {
  const annotations = { "pulumi.com/patchForce": "true", "pulumi.com/waitFor": "jsonpath={.status.phase}" };
  return { metadata: { labels, annotations }, ...claim(name, size) };
};

/** Cases of volumes. */
export const volumeCases: readonly Case[] = [
  ends(
    CLAIM,
    "created",
    "of a class that binds at once",
    ofClass({}, (place, name) => () => place.create(CLAIM, "one", claim(name))),
    {
      tells: ["spec.accessModes", "spec.resources", "spec.volumeMode", "status.phase", "status.capacity"],
      has: ["spec.volumeName"],
    },
  ),
  ends(
    CLAIM,
    "created",
    "of a class that waits for a pod",
    ofClass(LATE, (place, name) => () => place.create(CLAIM, "one", claim(name))),
    {
      tells: ["status.phase", "spec.volumeName"],
    },
  ),
  refused(CLAIM, "Timeout", "of a class that is not there", claim("nowhere")),
  refused(CLAIM, "Invalid", "without a size", {
    spec: { accessModes: ["ReadWriteOnce"], resources: { requests: {} } },
  }),
  refused(CLAIM, "Invalid", "without an access mode", { spec: { resources: { requests: { storage: "1Gi" } } } }),
  ends(
    CLAIM,
    "updated",
    "a larger size",
    ofClass({}, (place, name) => grows(place, name, "3Gi")),
  ),
  ends(
    CLAIM,
    "Invalid",
    "a smaller size",
    ofClass({}, (place, name) => grows(place, name, "1Gi")),
  ),
  ends(
    CLAIM,
    "Forbidden",
    "a larger size, where volumes do not grow",
    ofClass({ allowVolumeExpansion: false }, (place, name) => grows(place, name, "3Gi")),
  ),
  ends(
    CLAIM,
    "Invalid",
    "a larger size before a pod has it",
    ofClass(LATE, (place, name) => grows(place, name, "3Gi")),
  ),
  ends(
    CLAIM,
    "Timeout",
    "a larger size once a pod has it, of a class that waits for one",
    ofClass(LATE, (place, name) => changesUnderPod(place, claim(name, "2Gi"), claim(name, "3Gi"))),
  ),
  ends(
    CLAIM,
    "Timeout",
    "another label once a pod has it, of a class that waits for one",
    ofClass(LATE, (place, name) =>
      changesUnderPod(place, claim(name), { metadata: { labels: { team: "one" } }, ...claim(name) }),
    ),
  ),
  ends(
    CLAIM,
    "created",
    "of an app, which says what to wait for",
    ofClass(LATE, (place, name) => () => place.create(CLAIM, "one", claimOfApp(name))),
    { tells: ["status.phase", "spec.volumeName", "spec.storageClassName"] },
  ),
  ends(
    CLAIM,
    "updated",
    "another label of an app's before a pod has it",
    ofClass(LATE, async (place, name) => {
      const made = await place.create(CLAIM, "one", claimOfApp(name));
      return () => place.apply(made, claimOfApp(name, "2Gi", { team: "one" }));
    }),
  ),
  ends(
    CLAIM,
    "updated",
    "another label of an app's once a pod has it",
    ofClass(LATE, (place, name) => changesUnderPod(place, claimOfApp(name), claimOfApp(name, "2Gi", { team: "one" }))),
  ),
  ends(
    CLAIM,
    "updated",
    "a larger size of an app's once a pod has it",
    ofClass(LATE, (place, name) => changesUnderPod(place, claimOfApp(name), claimOfApp(name, "3Gi"))),
  ),
  ends(
    CLAIM,
    "Invalid",
    "a smaller size of an app's once a pod has it",
    ofClass(LATE, (place, name) => changesUnderPod(place, claimOfApp(name), claimOfApp(name, "1Gi"))),
  ),
  ends(
    CLAIM,
    "replaced",
    "another access mode",
    ofClass({}, async (place, name) => {
      const made = await place.create(CLAIM, "one", claim(name));
      return () => place.apply(made, claim(name, "1Gi", { accessModes: ["ReadWriteMany"] }));
    }),
  ),
  ends(
    CLAIM,
    "Forbidden",
    "more storage of the class than granted",
    ofClass({}, async (place, name) => {
      await place.create(QUOTA, "one", {
        spec: { hard: { [`${name}.storageclass.storage.k8s.io/requests.storage`]: "2Gi" } },
      });
      await place.create(CLAIM, "first", claim(name));
      return () => place.create(CLAIM, "one", claim(name, "1025Mi"));
    }),
  ),
  ends(
    CLAIM,
    "Forbidden",
    "growth beyond what is granted",
    ofClass({}, async (place, name) => {
      await place.create(QUOTA, "one", { spec: { hard: { "requests.storage": "2Gi" } } });
      return grows(place, name, "3Gi");
    }),
  ),
  ends(
    CLAIM,
    "deleted",
    "is gone when it is deleted",
    ofClass({}, async (place, name) => {
      const made = await place.create(CLAIM, "one", claim(name));
      return async () => {
        await place.delete(made);
        return (await place.read(made)) === undefined ? "deleted" : "unchanged";
      };
    }),
  ),
  created(STORAGE_CLASS, "with a provisioner", storageClass(), {
    tells: ["provisioner", "reclaimPolicy", "volumeBindingMode", "allowVolumeExpansion"],
  }),
  changed(STORAGE_CLASS, "updated", "growth", storageClass({ allowVolumeExpansion: false }), storageClass()),
  changed(
    STORAGE_CLASS,
    "replaced",
    "another provisioner",
    storageClass(),
    storageClass({ provisioner: "example.com/other" }),
  ),
  changed(
    STORAGE_CLASS,
    "replaced",
    "other parameters",
    storageClass(),
    storageClass({ parameters: { type: "fast" } }),
  ),
  changed(STORAGE_CLASS, "Invalid", "another binding", storageClass(), storageClass(LATE)),
  changed(
    STORAGE_CLASS,
    "Invalid",
    "another end of volumes",
    storageClass(),
    storageClass({ reclaimPolicy: "Retain" }),
  ),
  deleted(STORAGE_CLASS, storageClass()),
];

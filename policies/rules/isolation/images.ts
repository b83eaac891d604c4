import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import { databaseType } from "../../../core/policies/kubernetes/databases.ts";
import { podOf, workloadTypes } from "../../../core/policies/kubernetes/pods.ts";

/** Type tokens of whatever runs images. */
export const imageTypes = [...workloadTypes, databaseType];

/** An image that a resource runs or mounts. */
export interface UsedImage {
  /** Where it is named, dotted. */
  readonly property: string;
  readonly reference: unknown;
}

/** All images of a resource of {@link imageTypes}. A database of a catalogue of images names none itself. */
export function imagesOf(resource: RenderedResource): UsedImage[] {
  if (resource.type === databaseType) {
    if (valueAt(resource.inputs, "spec", "imageCatalogRef") !== undefined) return [];
    return [{ property: "spec.imageName", reference: valueAt(resource.inputs, "spec", "imageName") }];
  }
  const { pod, containers } = podOf(resource);
  const mounted = listAt(pod.value, "volumes").flatMap((volume, index): UsedImage[] => {
    const image = valueAt(volume, "image");
    if (image === undefined) return [];
    return [{ property: `${pod.at}.volumes.${String(index)}.image.reference`, reference: valueAt(image, "reference") }];
  });
  return [
    ...containers.map(({ at, value }) => ({ property: `${at}.image`, reference: valueAt(value, "image") })),
    ...mounted,
  ];
}

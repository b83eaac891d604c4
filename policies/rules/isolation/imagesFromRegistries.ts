import { z } from "zod";

import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { cisKubernetes, soc2 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import { type Rule, type RuleContext, ruleWithSettings } from "../../../core/policies/rule.ts";
import { imagesOf, imageTypes } from "./images.ts";
import { namespaceNamed, namespaceOf } from "../../../core/policies/kubernetes/namespaces.ts";

const settings = z.strictObject({
  registries: z
    .array(z.string().min(1).max(200))
    .default([])
    .describe("Beginnings of images that every tenant may run, beside those that its cell and its order let in."),
});

/** Only images of registries that the cell or the order names run. */
export const imagesFromRegistries: Rule = ruleWithSettings({
  id: "isolation/images-from-registries",
  title: "Images come from registries that the cell or the order names",
  severity: "high",
  rationale:
    "What anybody can push to anywhere may be anybody's program; the cluster refuses it later, and this says so before (CIS Kubernetes Benchmark, image provenance).",
  remediation:
    "Push the image to a registry of the cell, or add its registry to the order, which writes it on the namespace as tenantry.dev/registries.",
  controls: [cisKubernetes("5.5.1"), soc2("CC6.8")],
  resourceTypes: imageTypes,
  looksAt: "tenant",
  settings,
  check(resource, context) {
    const allowed = [...context.settings.registries, ...registriesOf(resource, context)];
    return imagesOf(resource)
      .filter(({ reference }) => !isOf(allowed, reference))
      .map(({ property }) => ({
        property,
        message: `${property} should be of a registry that the cell or the order names.`,
      }));
  },
});

function registriesOf(resource: RenderedResource, context: RuleContext): string[] {
  const cells = context.tenant?.subscriptions.map(({ cell }) => cell) ?? [];
  const namespace = namespaceNamed(context, namespaceOf(resource));
  const ordered = valueAt(namespace?.inputs, "metadata", "annotations", "tenantry.dev/registries");
  return [
    ...cells.flatMap((cell) => (cell.target === "kubernetes" ? cell.registries : [])),
    ...(typeof ordered === "string" ? ordered.split(",") : []),
  ];
}

/** Up to a slash, so that `ghcr.io/acme` lets in neither `ghcr.io/acme-evil` nor the same host on another port. */
function isOf(registries: readonly string[], image: unknown): boolean {
  if (typeof image !== "string") return false;
  const repository = image.replace(/@.*$/, "").replace(/:[^:/]*$/, "");
  return registries.some((registry) => repository === registry || repository.startsWith(`${registry}/`));
}

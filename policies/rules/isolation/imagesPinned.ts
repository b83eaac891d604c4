import { z } from "zod";

import { iso27001 } from "../../../core/policies/frameworks.ts";
import { type Rule, ruleWithSettings } from "../../../core/policies/rule.ts";
import { imagesOf, imageTypes } from "./images.ts";

const settings = z.strictObject({
  digests: z.boolean().default(false).describe("Whether a tag is not enough: every image has to have a digest."),
});

const digest = /@sha256:[0-9a-f]{64}$/;

/** A tag behind the last slash; a colon before it is a port's. `latest` is whatever was pushed last. */
const tag = /^(?:.*\/)?[^/:@]+:(?!latest(?:@|$))[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

/** What runs does not change without an order. */
export const imagesPinned: Rule = ruleWithSettings({
  id: "isolation/images-pinned",
  title: "Images have a version",
  severity: "medium",
  rationale:
    'Under latest, or without a tag, pods of one app run whatever was pushed when they started, and nobody can say which that is (Kubernetes documentation, "Images").',
  remediation: "Name the image by a digest, or by a tag other than latest.",
  controls: [iso27001("A.8.9"), iso27001("A.8.19")],
  resourceTypes: imageTypes,
  looksAt: "resource",
  settings,
  check(resource, { settings: { digests } }) {
    const isPinned = (image: unknown): boolean =>
      typeof image === "string" && (digest.test(image) || (!digests && tag.test(image)));
    const what = digests ? "a digest" : "a digest, or a tag other than latest";
    return imagesOf(resource)
      .filter(({ reference }) => !isPinned(reference))
      .map(({ property }) => ({ property, message: `${property} should have ${what}.` }));
  },
});

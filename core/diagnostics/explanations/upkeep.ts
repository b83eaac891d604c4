import type { Explanation } from "./explanation.ts";

/** Codes about the upkeep of what is sold, and what is promised of it. */
export const upkeep = {
  TEN260: {
    cause:
      "Of a version `catalogue/lifecycles.yaml` says twice until when it is supported, or it gives days that cannot follow each other, so nobody knows when the version has to be replaced.",
    remedy: "Look the version up on the page that `source` names, and write down each version once with its days.",
    example: {
      file: "catalogue/lifecycles.yaml",
      wrong: "endOfSupport: 2017-06-28",
      right: "endOfSupport: 2027-06-28",
    },
  },
  TEN261: {
    cause:
      "An incident that `tenantry sla` was given stands in its file twice, ends before it begins, or affects what the estate does not have. What is computed from such a file would be wrong, and somebody would be paid by it.",
    remedy: "Correct the incident. What has left stays known while its manifest says that it is offboarded.",
  },
} as const satisfies Readonly<Record<string, Explanation>>;

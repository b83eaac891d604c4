import type { Explanation } from "./explanation.ts";

/** TEN1xx: the shape of a document. */
export const shape = {
  TEN100: {
    cause:
      "The mapping takes a fixed set of keys and this is none of them. A key that is misspelt would otherwise be ignored, and the default used in its stead.",
    remedy: "Correct the key to one of those that the message lists, or remove it.",
    example: { file: "tenants/acme.yaml", wrong: "displayNme: Acme GmbH", right: "displayName: Acme GmbH" },
  },
  TEN101: {
    cause:
      "The key has no default, and neither the document nor the layers below it (the estate's defaults, the tier's, the add-ons') give it a value.",
    remedy: "Add the key, or give it a value in one of these layers.",
    example: {
      file: "tenants/acme.yaml",
      wrong: "metadata:\n  id: acme",
      right: "metadata:\n  id: acme\n  displayName: Acme GmbH",
    },
  },
  TEN102: {
    cause:
      "The value is of another kind than the key takes. YAML decides by how a value is written: 7 is a number, true is true or false, and both are text only in quotes.",
    remedy: "Give a value of the type that the message names; put text that looks like a number in quotes.",
    example: { file: "tenants/acme.yaml", wrong: "buckets: assets", right: "buckets: [assets, backups]" },
  },
  TEN103: {
    cause: "The key takes one of a few words, and this is another.",
    remedy: "Choose one of those that the message lists.",
    example: { file: "tenants/acme.yaml", wrong: "ring: generel", right: "ring: general" },
  },
  TEN104: {
    cause:
      "The value is of the right type but breaks a rule of its field: a pattern, a length, a range, or the form of an address or a day.",
    remedy: "Change the value so that it follows the rule in the message.",
    example: { file: "tenants/acme.yaml", wrong: "id: Acme_GmbH", right: "id: acme" },
  },
} as const satisfies Readonly<Record<string, Explanation>>;

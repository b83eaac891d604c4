import type { Explanation } from "./explanation.ts";

/** TEN0xx: reading files. */
export const reading = {
  TEN001: {
    cause: "A file or directory of the estate does not exist, may not be read by this user, or is of another kind.",
    remedy:
      "Correct the path or its permissions. The estate is read from `estate/`, or from what `--estate` or TENANTRY_ESTATE names.",
  },
  TEN002: {
    cause:
      "The text could not be taken apart, so nothing in the file counts. Usual causes are a bracket or quote that is not closed, a tab used to indent, and a line that is indented by one space too many.",
    remedy: "Correct the text at the caret; the cause is often at the end of the line before.",
    example: {
      file: "tenants/acme.yaml",
      wrong: "network: { cidr: 10.40.0.0/20\nbuckets: [assets, backups]",
      right: "network: { cidr: 10.40.0.0/20 }\nbuckets: [assets, backups]",
    },
  },
  TEN003: {
    cause:
      "The file has no content, or comments alone. A file in this place declares something, so an empty one is taken for an accident.",
    remedy: "Fill it in, or delete it.",
  },
  TEN004: {
    cause: "A mapping has one key twice. Readers disagree about which of the two counts, so neither is taken.",
    remedy: "Keep one of the two.",
    example: {
      file: "tenants/acme.yaml",
      wrong: "region: eu-central-1\nregion: eu-west-1",
      right: "region: eu-central-1",
    },
  },
  TEN005: {
    cause:
      "Manifests are text in UTF-8. The file has another encoding, such as UTF-16 or Windows-1252, or it has control characters that no text needs.",
    remedy: "Save the file as UTF-8, and remove what is no text.",
  },
  TEN006: {
    cause:
      "A line `---` begins a second document. A file declares one thing, which is named like the file, so the second would be lost.",
    remedy: "Put each document in a file of its own.",
    example: { file: "tenants/acme.yaml", wrong: "kind: Tenant\n---\nkind: Tenant", right: "kind: Tenant" },
  },
  TEN007: {
    cause:
      "Anchors, aliases, merge keys, tags and directives make a document mean something else than it shows, and a few lines of them can stand for gigabytes.",
    remedy: "Write the value out. What many tenants share belongs in the estate's `spec.defaults`, or in a tier.",
    example: {
      file: "tenants/acme.yaml",
      wrong: "network: &network { cidr: 10.40.0.0/20 }",
      right: "network: { cidr: 10.40.0.0/20 }",
    },
  },
  TEN008: {
    cause:
      "Every estate has an `estate.yaml` that says who the provider is and where tenants land. Without it no tenant can be judged.",
    remedy: "Create it, or name the right directory with `--estate`.",
  },
  TEN009: {
    cause:
      "No manifest that people write is longer than a mebibyte. A file that is has probably strayed into the estate.",
    remedy: "Keep one manifest per file, and data out of manifests.",
  },
  TEN010: {
    cause:
      "A link in the place of a manifest, or of a directory of manifests, leads out of the estate. What it leads to could change without the estate changing, and may be nobody's to read.",
    remedy: "Put a copy in its place.",
  },
  TEN011: {
    cause:
      "Lists and mappings lie in each other deeper than any manifest needs. Such a document is broken or meant to exhaust the reader.",
    remedy: "Nest them less; usually brackets that are never closed are to blame.",
  },
  TEN012: {
    cause:
      "Something lies among manifests, or is named nearly as a manifest or its directory, and is not read: a file of another kind, a link, a directory. Passed over in silence, a tenant or a tier would be missing without anybody noticing.",
    remedy: "Name it `.yaml`, `.yml` or `.json` if it is a manifest, and put the file itself there; else move it away.",
  },
  TEN013: {
    cause:
      "The number has more digits than can be kept, so another number than the one that stands there would be used.",
    remedy: "Put it in quotes if it is a name rather than an amount; else give a smaller one.",
  },
} as const satisfies Readonly<Record<string, Explanation>>;

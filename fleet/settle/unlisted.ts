import type { EstateManifest } from "../../core/schema/estate.ts";

/** What the targets of an estate cannot list, in sentences for people. */
export function unlistedOf({ spec: { cells, targets } }: EstateManifest): string[] {
  if (targets.aws !== "real" || cells.every(({ target }) => target !== "aws")) return [];
  return [
    "AWS lists by tags neither IAM roles nor Auto Scaling groups nor what takes no tags, such as routes and settings of buckets: " +
      "of these nobody can say here whether a state knows them all.",
  ];
}

import type { Places } from "./places.ts";

/** An object that a target holds for a stack, known or not. */
export interface Holding {
  /** The name of the stack that it is of, by its tag, its label or the sandbox's inventory. */
  readonly stack: string;
  /** The id of the cell that it is in. */
  readonly cell: string;
  /** Pulumi's type where it can be told, else the target's own word for it. */
  readonly type: string;
  /** The id by which Pulumi knows and imports it. */
  readonly id: string;
  /** By which people know it: a name, a Name tag; the id where it has neither. */
  readonly name: string;
  /** AWS tags or Kubernetes labels. */
  readonly tags: Readonly<Record<string, string>>;
  /** When it was made, ISO 8601 in UTC; null where the target does not say. */
  readonly created: string | null;
  /** The URN that it was made for, where the target keeps it. */
  readonly urn?: string;
  /** Its ARN, where it has one. */
  readonly arn?: string;
}

/**
 * A type under which objects are compared. A patch is of the object that it patches, and a network's default security group is one of
 * its security groups: a target cannot tell them apart.
 */
export function comparableType(type: string): string {
  if (type === "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup") return "aws:ec2/securityGroup:SecurityGroup";
  return type.startsWith("kubernetes:") ? type.replace(/Patch$/, "") : type;
}

/** Objects without those that a cell of the same account, or of the same cluster, has told of already. */
export function eachOnce(holdings: readonly Holding[], { placeOf }: Pick<Places, "placeOf">): Holding[] {
  const keyOf = ({ cell, type, id, arn = "", urn = "" }: Holding): string =>
    [placeOf(cell), type, id, arn, urn].join("\n");
  return [...new Map(holdings.map((holding) => [keyOf(holding), holding])).values()];
}

import type { RenderedResource } from "../../core/results/renderedResource.ts";
import type { FlowArrow, FlowNode } from "./flowchart.ts";

/** What a diagram has of ways to buckets, and of where they are replicated. */
interface ObjectStorageDrawing {
  readonly nodes: readonly FlowNode[];
  /** What stands outside of the account's region. */
  readonly outside: readonly FlowNode[];
  readonly arrows: readonly FlowArrow[];
}

/**
 * Draws access points, replicas and what ends writing.
 *
 * @param of the resources of a type, such as `s3/bucket`.
 * @param bucketId the id of a bucket's node, by the bucket's logical name.
 */
export function objectStorage(
  of: (token: string) => readonly RenderedResource[],
  bucketId: (name: string) => string,
): ObjectStorageDrawing {
  const buckets = of("s3/bucket");
  const called = (name: unknown): RenderedResource | undefined =>
    buckets.find(({ inputs }) => inputs["bucket"] === name);
  const points = of("s3/accessPoint");
  const actions = of("budgets/budgetAction");
  const replicated = of("s3/bucketReplicationConfig").flatMap(({ inputs }) => {
    const [source, replica] = [called(inputs["bucket"]), called(destinationOf(inputs["rules"]))];
    return source === undefined || replica === undefined ? [] : [{ source, replica }];
  });
  const pointId = (index: number): string => `point_${String(index)}`;
  return {
    nodes: [
      ...points.map(({ inputs }, index): FlowNode => ({
        id: pointId(index),
        label: `access point ${lastOf(inputs["name"])}`,
      })),
      ...actions.map((): FlowNode => ({ id: "quota", label: "quota: roles stop writing" })),
    ],
    outside: [
      ...(points.length > 0 ? [{ id: "partner", label: "partner, by a role", shape: "round" } as const] : []),
      ...replicated.map(({ source, replica }): FlowNode => ({
        id: bucketId(replica.name),
        label: `replica of bucket ${lastOf(source.inputs["bucket"])} in ${regionOf(replica)}`,
        shape: "store",
      })),
    ],
    arrows: [
      ...points.flatMap(({ inputs }, index): FlowArrow[] => [
        { from: "partner", to: pointId(index) },
        { from: pointId(index), to: bucketId(called(inputs["bucket"])?.name ?? "") },
      ]),
      ...replicated.map(({ source, replica }): FlowArrow => ({
        from: bucketId(source.name),
        to: bucketId(replica.name),
        label: "replicated",
      })),
    ],
  };
}

/** The name of the bucket that the first rule of a replication writes into. */
function destinationOf(rules: unknown): string {
  const [rule] = rules as readonly { readonly destination?: { readonly bucket?: string } }[];
  return rule?.destination?.bucket?.split(":::")[1] ?? "";
}

function regionOf({ inputs }: RenderedResource): string {
  return typeof inputs["region"] === "string" ? inputs["region"] : "its region";
}

function lastOf(name: unknown): string {
  return typeof name === "string" ? (name.split("--").at(-1) ?? "") : "";
}

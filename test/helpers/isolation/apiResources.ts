import type { TestCluster } from "../cluster.ts";

/** A resource as a server's discovery tells it, subresources apart. */
export interface ApiResource {
  /** The API's group; empty for the core one. */
  readonly group: string;
  /** The version that the server prefers. */
  readonly version: string;
  /** As paths name it, with a subresource after a slash, such as `pods/exec`. */
  readonly resource: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

/** Everything that the server has, of all groups (Kubernetes documentation, "API Discovery"). */
export async function apiResources(cluster: Pick<TestCluster, "ask">): Promise<ApiResource[]> {
  const read = async <Body>(path: string): Promise<Body> => {
    const answer = await cluster.ask("GET", path);
    if (answer.status !== 200) throw new Error(`${path}: ${String(answer.status)}`);
    return answer.body as Body;
  };
  const { groups } = await read<{ groups: { preferredVersion: { groupVersion: string } }[] }>("/apis");
  const versions = ["v1", ...groups.map(({ preferredVersion }) => preferredVersion.groupVersion)];
  const lists = await Promise.all(
    versions.map(async (groupVersion): Promise<ApiResource[]> => {
      const [version = "", group = ""] = groupVersion.split("/").toReversed();
      const { resources } = await read<{ resources: Listed[] }>(`/${apiRoot(group)}/${version}`);
      return resources.map(({ name, kind, namespaced, verbs }) => ({
        group,
        version,
        resource: name,
        kind,
        namespaced,
        verbs,
      }));
    }),
  );
  return lists.flat();
}

interface Listed {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

/** Where a group's paths begin. */
function apiRoot(group: string): string {
  return group === "" ? "api" : `apis/${group}`;
}

/** The path of a resource's objects, in one namespace or over all. */
export function pathOf(
  { group, version }: Pick<ApiResource, "group" | "version">,
  plural: string,
  namespace = "",
): string {
  return `/${apiRoot(group)}/${version}${namespace === "" ? "" : `/namespaces/${namespace}`}/${plural}`;
}

import { cellRunDocument } from "../../../core/results/cells.ts";
import { runDocument } from "../../../core/results/tenantRun.ts";
import type { Outcome } from "../../helpers/cli.ts";
import type { PaasServer } from "../../helpers/paasServer.ts";

/** The only result of a cell's run. */
export const cellResult = ({ stdout }: Outcome) => cellRunDocument.parse(JSON.parse(stdout)).results[0];

/** The only result of a tenant's run, whatever it came to. */
export const tenantResult = ({ stdout }: Outcome) => runDocument.parse(JSON.parse(stdout)).results[0];

/** An object of a list. */
export interface Item {
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly [field: string]: unknown;
}

/** Where objects of admission are. */
export const admission = "/apis/admissionregistration.k8s.io/v1";

/** Where objects of gateways are. */
export const gateways = "/apis/gateway.networking.k8s.io/v1";

/** Where everything is that a cell's tenants share. */
const lists = [
  "/api/v1/namespaces",
  "/apis/scheduling.k8s.io/v1/priorityclasses",
  "/apis/storage.k8s.io/v1/storageclasses",
  `${gateways}/gatewayclasses`,
  `${gateways}/gateways`,
  `${gateways}/httproutes`,
  `${admission}/validatingadmissionpolicies`,
  `${admission}/validatingadmissionpolicybindings`,
  `${admission}/mutatingadmissionpolicies`,
  `${admission}/mutatingadmissionpolicybindings`,
];

/** The names of objects. */
export const names = (items: readonly Item[]): string[] => items.map(({ metadata }) => metadata.name);

/** What a server has. */
export interface Looking {
  /** The objects of a list that bear a label; that of the cell by default. */
  readonly list: (path: string, selector?: string) => Promise<readonly Item[]>;
  readonly namespacesOfGlobex: () => Promise<string[]>;
  /** The names of all that the cell's tenants share. */
  readonly everything: () => Promise<string[]>;
}

/** Looks at a server that has started when the first question is asked. */
export function looking(server: () => PaasServer): Looking {
  const list: Looking["list"] = async (path, selector = "tenantry.dev/cell=eu-shared-1") => {
    const answer = await server().ask("GET", `${path}?labelSelector=${encodeURIComponent(selector)}`);
    return (answer.body as { items: readonly Item[] }).items;
  };
  return {
    list,
    namespacesOfGlobex: async () => names(await list("/api/v1/namespaces", "tenantry.dev/tenant=globex")),
    everything: async () => (await Promise.all(lists.map((path) => list(path)))).flatMap(names),
  };
}

import type { IaasBundlePlan } from "./bundle.ts";
import { engines } from "./database/engines.ts";
import type { Destination } from "./machines/plan.ts";
import { nfsPort } from "./storage/plan.ts";

/** What machines open connections to inside the network: a rule for each port that something of the bundle answers on. */
export function destinationsOf({
  network: { cidr },
  fileSystems,
  databases,
}: Pick<IaasBundlePlan, "network" | "fileSystems" | "databases">): Destination[] {
  const ports = new Map<string, number>(databases.map(({ engine }) => [engines[engine].engine, engines[engine].port]));
  if (fileSystems.length > 0) ports.set("nfs", nfsPort);
  return [...ports].map(([name, port]) => ({ name, port, cidr }));
}

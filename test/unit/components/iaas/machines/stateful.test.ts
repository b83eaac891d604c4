import { describe, expect, test } from "@jest/globals";

import { machinesChanges } from "../../../../../components/iaas/machines/stateful.ts";
import type { Json } from "../../../../../core/kinds/serviceKind.ts";
import { loadBalancer, machineGroup } from "./plans.ts";

function bundle(...machines: object[]): Json {
  return { network: { cidr: "10.40.0.0/20" }, machines: machines as unknown as Json };
}

const balanced = { ...machineGroup, loadBalancer };
const internal = { ...machineGroup, loadBalancer: { ...loadBalancer, internal: true } };
const removed = {
  effect: "removed",
  part: 'load balancer "frontend"',
  id: "machines/frontend",
  property: "machines.loadBalancer: acme--web--frontend → none",
  fix: "Order it again, or end it in a change of its own.",
};

describe("changes of machines", () => {
  test("lose nothing where no protected load balancer goes", () => {
    const unprotected = { ...machineGroup, loadBalancer: { ...loadBalancer, deletionProtection: false } };
    expect(machinesChanges({ buckets: [] }, bundle(balanced))).toEqual([]);
    expect(machinesChanges(bundle(machineGroup), bundle())).toEqual([]);
    expect(machinesChanges(bundle(unprotected), bundle())).toEqual([]);
    expect(machinesChanges(bundle(balanced), bundle({ ...unprotected, minimum: 0, maximum: 0 }))).toEqual([]);
    const port = { ...loadBalancer, port: 9090, targetGroupName: "acme--web--frontend--9090" };
    expect(machinesChanges(bundle(balanced), bundle({ ...balanced, loadBalancer: port }))).toEqual([]);
  });

  test("find a protected load balancer that goes, alone, with its machines or with the subscription", () => {
    expect(machinesChanges(bundle(balanced), bundle(machineGroup))).toEqual([removed]);
    expect(machinesChanges(bundle(balanced), bundle())).toEqual([removed]);
    expect(machinesChanges(bundle(balanced), undefined)).toEqual([removed]);
  });

  test("find a protected load balancer that would be made anew", () => {
    expect(machinesChanges(bundle(balanced), bundle(internal))).toEqual([
      {
        effect: "replaced",
        part: 'load balancer "frontend"',
        id: "machines/frontend",
        property: "machines.loadBalancer: acme--web--frontend, public → acme--web--frontend, internal",
        fix: "Keep it as it is; order machines of another name with such a load balancer, and lead the clients there.",
      },
    ]);
  });
});

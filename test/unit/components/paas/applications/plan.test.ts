import { describe, expect, test } from "@jest/globals";

import { unknownEnvironment } from "../../../../../components/paas/environment/unknownEnvironment.ts";
import { cell, cellWithoutVolumes, context, everything, files, planOf, shop, wrongs } from "./orders.ts";

const placement = {
  priorityClassName: "tenantry-normal",
  spreadOver: ["topology.kubernetes.io/zone", "kubernetes.io/hostname"],
};
const plain = {
  objectName: "shop",
  port: 8080,
  replicas: 1,
  disruptionBudget: false,
  cpuMillis: 250,
  memoryMiB: 256,
  env: [],
  secrets: [],
};

describe("applications", () => {
  test("are planned by environment, with every name and amount decided", () => {
    const { plan, claims, problems } = planOf([everything, { ...files, environments: ["staging", "prod"] }]);
    expect(problems).toEqual([]);
    expect(claims).toEqual([]);
    const planned = {
      ...plain,
      name: "files",
      objectName: "files",
      image: "ghcr.io/msp/shop:1.4.2",
      volume: { claimName: "files--data", path: "/data", sizeGiB: 5 },
    };
    expect(plan).toEqual({
      applications: [
        {
          environment: "prod",
          placement,
          apps: [
            {
              ...plain,
              name: "shop",
              image: "ghcr.io/msp/shop:1.4.2",
              healthPath: "/healthz",
              replicas: 2,
              autoscaling: { maximum: 4, cpuPercent: 70 },
              disruptionBudget: true,
              env: [
                { name: "CACHE", value: "on" },
                { name: "LOG_LEVEL", value: "info" },
              ],
              secrets: ["shop", "mail"],
              databaseSecret: "globex--apps--prod-app",
            },
            planned,
          ],
        },
        { environment: "staging", placement, apps: [planned] },
      ],
    });
  });

  test("are nowhere where none are ordered, and in all environments where none are named", () => {
    expect(planOf([]).plan).toEqual({ applications: [] });
    expect(planOf([shop]).plan.applications.map(({ environment, apps }) => [environment, apps.length])).toEqual([
      ["prod", 1],
      ["staging", 1],
    ]);
    const [prod, ...others] = planOf([{ ...shop, environments: ["prod"] }]).plan.applications;
    expect([prod?.environment, others]).toEqual(["prod", []]);
  });

  test("of a suspended tenant keep volumes, names and secrets, and have no pod and nothing that makes any", () => {
    const { plan, problems } = planOf([everything, files], { context: { state: "suspended" } });
    expect(problems).toEqual([]);
    const [prod] = plan.applications;
    expect(prod?.apps).toMatchObject([
      { name: "shop", replicas: 0, disruptionBudget: false, databaseSecret: "globex--apps--prod-app" },
      { name: "files", replicas: 0, volume: { claimName: "files--data", sizeGiB: 5 } },
    ]);
    expect(prod?.apps.filter((app) => app.autoscaling !== undefined)).toEqual([]);
  });

  test.each([
    ["shared", "none", "low", { priorityClassName: "tenantry-low", spreadOver: [] }],
    [
      "own",
      "nodes",
      "high",
      { priorityClassName: "tenantry-high", ownNodesOf: "globex", spreadOver: ["kubernetes.io/hostname"] },
    ],
  ] as const)("are placed on %s nodes, spread over %s, with the priority %s", (nodes, spread, priority, placed) => {
    expect(planOf([shop], { nodes, priority, features: { spread } }).plan.applications[0]?.placement).toEqual(placed);
  });
});

describe("an order of applications is refused", () => {
  test("for all that is wrong with it at once", () => {
    const order = [
      {
        ...everything,
        image: "quay.io/evil/shop:1",
        env: { DATABASE_URL: "mine", PGPORT: "1" },
        secrets: ["a", "b", "a"],
        environments: ["staging", "prd", "staging"],
      },
      { ...files, name: "shop", replicas: { minimum: 3, maximum: 2 } },
      { ...files, name: "more", replicas: { minimum: 1, maximum: 2 } },
    ];
    const given = { features: {}, registries: ["registry.globex.example/apps"], context: { cell: cellWithoutVolumes } };
    expect(wrongs(order, given)).toEqual([
      'name apps.0.environments.1: There is no environment "prd".',
      'name apps.0.environments.2: The environment "staging" is ordered twice.',
      'cell apps.0.image: The image quay.io/evil/shop:1 of the app "shop" is of no registry that its environments let in.',
      'tier apps.0.replicas.maximum: The tier has no autoscaling, and the app "shop" would grow from 2 to 4 pods.',
      'name apps.0.env.DATABASE_URL: The app "shop" gets DATABASE_URL from its database.',
      'name apps.0.env.PGPORT: The app "shop" gets PGPORT from its database.',
      'name apps.0.secrets.2: The secret "a" is ordered twice.',
      'tier apps.0.database: The app "shop" wants a database in "staging", where none is ordered.',
      'name apps.1.name: The app "shop" is ordered twice.',
      'tier apps.1.replicas.maximum: The app "shop" has 3 pods at least, which is more than its maximum of 2.',
      'cell apps.1.volume: The app "shop" has a volume, and the cell "eu-shared-1" makes none.',
      'tier apps.2.replicas.maximum: The tier has no autoscaling, and the app "more" would grow from 1 to 2 pods.',
      'tier apps.2.replicas: The app "more" has a volume, which one pod at a time can use, and 2 pods.',
      'cell apps.2.volume: The app "more" has a volume, and the cell "eu-shared-1" makes none.',
      'tier apps: The apps in "staging" come to 2250m of processors, each at its maximum and with the pod more that an update starts, and the environment has 2000m.',
    ]);
  });

  test("with the registries that are let in, of the cell and of the order, each once", () => {
    const foreign = { ...shop, image: "nginx:1.27" };
    const [problem] = planOf([foreign], { registries: ["registry.globex.example/apps", "ghcr.io/msp"] }).problems;
    expect(problem).toEqual({
      concern: "cell",
      path: ["apps", 0, "image"],
      message: 'The image nginx:1.27 of the app "shop" is of no registry that its environments let in.',
      allowed: "ghcr.io/msp, registry.globex.example/apps",
      fix: "Push the image to one of these, or add its registry to registries.",
    });
    const [none] = planOf([foreign], { context: { cell: { ...cell, registries: [] } } }).problems;
    expect(none?.allowed).toBe("none: neither the cell nor the order names a registry");
  });

  test("with the environment that was meant, in the words that other parts have for it", () => {
    const [problem] = planOf([{ ...shop, environments: ["stagign"] }]).problems;
    expect([problem]).toEqual(unknownEnvironment("stagign", ["prod", "staging"], ["apps", 0, "environments", 0]));
    expect([problem?.allowed, problem?.fix]).toEqual(["prod, staging", 'Did you mean "staging"?']);
  });

  test("where a pod is larger than containers may be", () => {
    expect(wrongs([{ ...shop, vcpu: 0.501, memoryMiB: 1025, environments: ["prod"] }], smallContainers)).toEqual([
      'tier apps.0.vcpu: Each pod of the app "shop" would have 501m, and one container may have 500m.',
      'tier apps.0.memoryMiB: Each pod of the app "shop" would have 1025Mi, and one container may have 1024Mi.',
    ]);
    expect(wrongs([{ ...shop, vcpu: 0.5, memoryMiB: 1024 }], smallContainers)).toEqual([]);
  });
});

const smallContainers = {
  context: {
    environments: context.environments.map((environment) => ({
      ...environment,
      containers: {
        ...environment.containers,
        maximum: { cpu: "500m", memory: "1024Mi", ephemeralStorage: "8Gi" },
      },
    })),
  },
};

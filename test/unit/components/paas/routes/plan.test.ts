import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { z } from "zod";

import type { EnvironmentPartContext } from "../../../../../components/paas/partContext.ts";
import type { RoutedApp } from "../../../../../components/paas/routes/check.ts";
import {
  hostName,
  routesDemand,
  routesEntitlements,
  routesOrder,
} from "../../../../../components/paas/routes/order.ts";
import { hostsOf, planRoutes } from "../../../../../components/paas/routes/plan.ts";
import { environmentPlan } from "../../../../helpers/environmentPlan.ts";
import { kubernetesCell } from "../../../../helpers/kubernetesCell.ts";

const orderSchema = z.strictObject(routesOrder);
const gateway = { controller: "gateway.envoyproxy.io/gatewayclass-controller", issuer: "letsencrypt" };

const context: EnvironmentPartContext = {
  owner: ["globex", "apps"],
  cell: kubernetesCell({ gateway }),
  environments: [environmentPlan("prod"), environmentPlan("staging")],
  isolation: "bridge",
  state: "active",
  maintenance: { window: "Sun 02:00-04:00", timeZone: "Europe/Berlin" },
};
const web: RoutedApp = { name: "web", environments: ["prod", "staging"] };
const api: RoutedApp = { name: "api", environments: ["prod"] };

const plan = (hosts: readonly object[], apps: readonly RoutedApp[], changes: Partial<EnvironmentPartContext> = {}) =>
  planRoutes({ ...context, ...changes }, orderSchema.parse({ hosts }), apps);

describe("planning hosts", () => {
  test("leads each to the first environment and the only app, as nothing else is said", () => {
    expect(plan([{ name: "www.globex.example" }], [web])).toEqual({
      plan: {
        routes: [
          {
            environment: "prod",
            hosts: [
              {
                name: "www.globex.example",
                certificate: "www.globex.example",
                path: "/",
                backend: { service: "web", port: 80 },
              },
            ],
          },
        ],
        issuer: "letsencrypt",
      },
      claims: [{ type: "name", scope: "hosts", value: "www.globex.example", path: ["hosts", 0, "name"] }],
      problems: [],
    });
  });

  test("leads each to where it is said, by environment", () => {
    const hosts = [
      { name: "staging.globex.example", app: "web", environment: "staging" },
      { name: "globex.example", app: "web" },
      { name: "api.globex.example", app: "api", environment: "prod", path: "/v1" },
    ];
    const { plan: routes, problems } = plan(hosts, [web, api]);
    expect(problems).toEqual([]);
    expect(routes.routes.map(({ environment, hosts: own }) => [environment, own.map(({ name }) => name)])).toEqual([
      ["prod", ["globex.example", "api.globex.example"]],
      ["staging", ["staging.globex.example"]],
    ]);
    expect(routes.routes[0]?.hosts[1]).toEqual({
      name: "api.globex.example",
      certificate: "api.globex.example",
      path: "/v1",
      backend: { service: "api", port: 80 },
    });
    expect(hostsOf(routes, "prod")).toEqual(["globex.example", "api.globex.example"]);
    expect(hostsOf(routes, "development")).toEqual([]);
  });

  test("leaves certificates to the customer where the cell has no issuer", () => {
    const bare = kubernetesCell({ gateway: { controller: gateway.controller } });
    expect(plan([{ name: "www.globex.example" }], [web], { cell: bare }).plan).not.toHaveProperty("issuer");
  });

  test("leads hosts of a suspended tenant nowhere and keeps them from others", () => {
    const { plan: routes, claims } = plan([{ name: "www.globex.example" }], [web], { state: "suspended" });
    expect(routes.routes).toEqual([]);
    expect(hostsOf(routes, "prod")).toEqual([]);
    expect(claims).toEqual([{ type: "name", scope: "hosts", value: "www.globex.example", path: ["hosts", 0, "name"] }]);
  });

  test("asks nothing of a cell or of apps where no host is ordered", () => {
    expect(plan([], [], { cell: kubernetesCell({}) })).toEqual({ plan: { routes: [] }, claims: [], problems: [] });
  });
});

describe("hosts that cannot be planned", () => {
  const www = { name: "www.globex.example" };

  test.each<[string, readonly object[], readonly RoutedApp[], Partial<EnvironmentPartContext>, object[]]>([
    [
      "the cell has no gateway",
      [www],
      [web],
      { cell: kubernetesCell({}) },
      [
        {
          concern: "cell",
          path: ["hosts"],
          message: 'The cell "eu-shared-1" has no gateway that hosts could be reached by.',
          fix: "Choose a cell with a gateway, or set gateway in this one where its cluster serves one, or order no hosts.",
        },
      ],
    ],
    [
      "a host is ordered twice",
      [www, { ...www, path: "/shop" }],
      [web],
      {},
      [
        {
          concern: "name",
          path: ["hosts", 1, "name"],
          message: 'The host "www.globex.example" is ordered twice.',
          fix: "Remove one of the two: a host leads to one app.",
        },
      ],
    ],
    [
      "there is no such environment",
      [{ ...www, environment: "stagign" }],
      [web],
      {},
      [
        {
          concern: "name",
          path: ["hosts", 0, "environment"],
          message: 'There is no environment "stagign".',
          allowed: "prod, staging",
          fix: 'Did you mean "staging"?',
        },
      ],
    ],
    [
      "there is no environment like it",
      [{ ...www, environment: "live" }],
      [web],
      {},
      [
        {
          concern: "name",
          path: ["hosts", 0, "environment"],
          message: 'There is no environment "live".',
          allowed: "prod, staging",
          fix: "Choose one of these, or add it to environments.",
        },
      ],
    ],
    [
      "no app is ordered",
      [www],
      [],
      {},
      [
        {
          concern: "name",
          path: ["hosts", 0],
          message: 'The host "www.globex.example" leads to no app: none is ordered.',
          fix: "Order an app, or remove the host.",
        },
      ],
    ],
    [
      "it is not said which app",
      [www],
      [web, api],
      {},
      [
        {
          concern: "name",
          path: ["hosts", 0],
          message: 'It is not said which app the host "www.globex.example" leads to.',
          allowed: "web, api",
          fix: "Set app to one of these.",
        },
      ],
    ],
    [
      "there is no such app",
      [{ ...www, app: "wep" }],
      [web, api],
      {},
      [
        {
          concern: "name",
          path: ["hosts", 0, "app"],
          message: 'There is no app "wep".',
          allowed: "web, api",
          fix: 'Did you mean "web"?',
        },
      ],
    ],
    [
      "there is no app like it",
      [{ ...www, app: "storefront" }],
      [web],
      {},
      [
        {
          concern: "name",
          path: ["hosts", 0, "app"],
          message: 'There is no app "storefront".',
          allowed: "web",
          fix: "Choose one of these, or add it to apps.",
        },
      ],
    ],
    [
      "the app does not run there",
      [{ ...www, app: "api", environment: "staging" }],
      [web, api],
      {},
      [
        {
          concern: "name",
          path: ["hosts", 0, "app"],
          message: 'The host "www.globex.example" leads to the app "api" in "staging", where it does not run.',
          allowed: "prod",
          fix: "Set environment to one of these, or let the app run there.",
        },
      ],
    ],
  ])("%s", (_, hosts, apps, changes, problems) => {
    expect(plan(hosts, apps, changes)).toEqual({ plan: { routes: [] }, claims: [], problems });
  });

  test("all at once", () => {
    const hosts = [{ ...www, app: "x", environment: "y" }, www];
    expect(plan(hosts, [web, api], { cell: kubernetesCell({}) }).problems.map(({ path }) => path.join("."))).toEqual([
      "hosts",
      "hosts.0.environment",
      "hosts.0.app",
      "hosts.1.name",
      "hosts.1",
    ]);
  });
});

test("an order comes to as many hosts as it names, and a tier that says nothing grants none", () => {
  const order = orderSchema.parse({ hosts: [{ name: "a.example" }, { name: "b.example" }] });
  expect(routesDemand(order)).toEqual({ hosts: { amount: 2, path: ["hosts"] } });
  expect(z.strictObject(routesEntitlements).parse({})).toEqual({ hosts: 0 });
});

describe("a host's name", () => {
  /** Section names, hosts, objects: one pattern for all in Gateway API v1.6.3 (listenersets, httproutes) and Kubernetes. */
  const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
  const label = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/);
  const host = fc
    .tuple(fc.array(label, { minLength: 1, maxLength: 3 }), fc.stringMatching(/^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/))
    .map(([labels, last]) => [...labels, last].join("."))
    .filter((name) => name.length <= 253);

  test("is any that DNS has, and names a listener, a route and a secret as it is", () => {
    fc.assert(
      fc.property(host, (name) => {
        expect(hostName.parse(name)).toBe(name);
        expect(name).toMatch(subdomain);
        const [routes] = plan([{ name }], [web]).plan.routes;
        expect(routes?.hosts[0]).toMatchObject({ name, certificate: name });
      }),
    );
  });

  test("is taken at its longest and not a character longer", () => {
    const longest = `${"a".repeat(63)}.${"b".repeat(63)}.${"c".repeat(63)}.${"d".repeat(61)}`;
    expect(longest).toHaveLength(253);
    expect(hostName.safeParse(longest).success).toBe(true);
    expect(hostName.safeParse(`${longest}e`).success).toBe(false);
  });

  test("never is what Kubernetes would refuse", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z0-9.*-]{1,20}$/)), (text) => {
        if (!hostName.safeParse(text).success) return;
        expect(text).toMatch(subdomain);
        expect(text.split(".").length).toBeGreaterThan(1);
      }),
    );
  });

  test.each([
    ["globex"],
    ["*.globex.example"],
    ["www.globex.example."],
    [".globex.example"],
    ["www..example"],
    ["WWW.globex.example"],
    ["-www.globex.example"],
    ["www-.globex.example"],
    ["www_1.globex.example"],
    ["bücher.example"],
    ["192.0.2.1"],
    ["www.globex.example:443"],
    ["https://www.globex.example"],
    [`${"a".repeat(64)}.example`],
    ["www.globex.example\n"],
    ["www.123"],
    [""],
  ])("is not %j", (name) => {
    expect(hostName.safeParse(name).success).toBe(false);
  });

  test.each([["globex.example"], ["xn--bcher-kva.example"], ["1.2.3.example"], ["a--b.example"], ["www.xn--p1ai"]])(
    "may be %s",
    (name) => {
      expect(hostName.safeParse(name).success).toBe(true);
    },
  );
});

describe("a path", () => {
  const takes = (path: string): boolean => orderSchema.safeParse({ hosts: [{ name: "a.example", path }] }).success;

  test.each([["/"], ["/shop"], ["/shop/"], ["/a/b.c/..d"], ["/a%20b"], ["/~x/@y:z"]])("may be %s", (path) => {
    expect(takes(path)).toBe(true);
  });

  test.each([[""], ["shop"], ["//"], ["/a//b"], ["/."], ["/a/.."], ["/../a"], ["/a/./b"], ["/a%2Fb"], ["/a%2fb"]])(
    "is not %j",
    (path) => {
      expect(takes(path)).toBe(false);
    },
  );

  test.each([["/a b"], ["/a#b"], ["/a?b"], ["/a%2"], ["/ä"], [`/${"a".repeat(1024)}`]])("is not %j", (path) => {
    expect(takes(path)).toBe(false);
  });
});

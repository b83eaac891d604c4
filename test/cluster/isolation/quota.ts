import { describe, expect, test } from "@jest/globals";

import { platformPriorityClass, volumeClass } from "../../../components/shared/clusterObjects.ts";
import type { Answer, Identity } from "../../helpers/cluster.ts";
import { podOf } from "../../helpers/isolation/pods.ts";
import { person } from "../../helpers/isolation/subjects.ts";
import { namespaceOf } from "../../helpers/isolation/tenants.ts";
import type { World } from "../../helpers/isolation/world.ts";

/** The operator of databases, which may do everything to the pods of its databases. */
const operator: Identity = {
  user: "system:serviceaccount:cnpg-system:cnpg-manager",
  groups: ["system:masters", "system:authenticated"],
};

const messageOf = ({ body }: Answer): string => (body as { message?: string }).message ?? "";

interface Placement {
  readonly nodeSelector: object;
  readonly tolerations: readonly object[];
}

type Amounts = Readonly<Record<string, string>>;

/** What environments grant, and that nobody gets more. */
export function quotaSuite(world: () => World): void {
  const ask = (method: string, namespace: string, plural: string, body?: object, as?: Identity): Promise<Answer> =>
    world().cluster.ask(method, `/api/v1/namespaces/${namespace}/${plural}`, body, as);

  const quota = async (namespace: string, name: string): Promise<{ readonly hard: Amounts; readonly used: Amounts }> =>
    ((await ask("GET", namespace, `resourcequotas/${name}`)).body as { status: { hard: Amounts; used: Amounts } })
      .status;

  /** What is left of what is counted: one by one, in thousandths of a processor, or in GiB. */
  const left = async (namespace: string, name: string, resource: string): Promise<number> => {
    const { hard, used } = await quota(namespace, name);
    const unit = resource.endsWith("cpu") ? 1000 : 1;
    return amount(hard[resource], unit) - amount(used[resource], unit);
  };

  /** Forty creations at once: how many succeeded, and what was said against the others. */
  const forty = async (namespace: string, plural: string, body: (name: string) => object, as: Identity) => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_none, index) => ask("POST", namespace, plural, body(`many-${String(index)}`), as)),
    );
    const refused = answers.filter(({ status }) => status !== 201);
    return {
      created: answers.length - refused.length,
      statuses: [...new Set(refused.map(({ status }) => status))],
      against: [...new Set(refused.map((answer) => /exceeded quota: [a-z-]+/.exec(messageOf(answer))?.[0]))],
    };
  };

  /** What the operator makes pods of the environment's database with (CloudNativePG documentation, "Scheduling"): their label and where they go. */
  const databasePods = async (namespace: string) => {
    const path = `/apis/postgresql.cnpg.io/v1/namespaces/${namespace}/clusters`;
    const answer = await world().cluster.ask("GET", path);
    const [database] = (answer.body as { items: { metadata: { name: string }; spec: { affinity: Placement } }[] })
      .items;
    if (database === undefined) throw new Error(`no database in ${namespace}`);
    const { nodeSelector, tolerations } = database.spec.affinity;
    return { labels: { "cnpg.io/cluster": database.metadata.name }, placement: { nodeSelector, tolerations } };
  };

  describe("quotas", () => {
    test("give what was granted, and not a thousandth of a processor more", async () => {
      const namespace = namespaceOf("curie");
      const developer = person("curie", "developer");
      const free = await left(namespace, "tenantry", "limits.cpu");
      expect(free).toBe(3_700);
      const more = await ask("POST", namespace, "pods", podOf("more", `${String(free + 1)}m`), developer);
      expect([more.status, messageOf(more)]).toEqual([
        403,
        expect.stringMatching(/exceeded quota: tenantry, requested: .*cpu=3701m.*used: .*cpu=300m.*limited: .*cpu=4/),
      ]);
      expect((await ask("POST", namespace, "pods", podOf("all", `${String(free)}m`), developer)).status).toBe(201);
      const again = await ask("POST", namespace, "pods", podOf("again", "1m"), developer);
      expect([again.status, messageOf(again)]).toEqual([403, expect.stringContaining("exceeded quota: tenantry,")]);
    });

    test("hold against forty pods at once", async () => {
      const namespace = namespaceOf("darwin", "staging");
      const fitting = Math.floor((await left(namespace, "tenantry", "limits.cpu")) / 300);
      expect(fitting).toBe(12);
      const found = await forty(namespace, "pods", (name) => podOf(name, "300m"), person("darwin", "developer"));
      expect(found).toEqual({ created: fitting, statuses: [403], against: ["exceeded quota: tenantry"] });
      expect(await left(namespace, "tenantry", "limits.cpu")).toBe(3_800 - fitting * 300);
    });

    test.each([
      ["configmaps", "count/configmaps"],
      ["secrets", "count/secrets"],
    ])("hold against forty %s at once", async (plural, counted) => {
      const namespace = namespaceOf("curie", "staging");
      const developer = person("curie", "developer");
      const free = await left(namespace, "tenantry-objects", counted);
      const filled = Array.from({ length: free - 7 }, (_none, index) => ({
        metadata: { name: `few-${String(index)}` },
      }));
      const statuses = await Promise.all(
        filled.map(async (body) => (await ask("POST", namespace, plural, body, developer)).status),
      );
      expect(new Set(statuses)).toEqual(new Set([201]));
      const found = await forty(namespace, plural, (name) => ({ metadata: { name } }), developer);
      expect(found).toEqual({ created: 7, statuses: [403], against: ["exceeded quota: tenantry-objects"] });
      expect(await left(namespace, "tenantry-objects", counted)).toBe(0);
    });

    test("hold against forty claims at once, by their storage", async () => {
      const namespace = namespaceOf("bell");
      const resource = `${volumeClass}.storageclass.storage.k8s.io/requests.storage`;
      expect(await left(namespace, "tenantry-objects", resource)).toBe(20);
      const claim = (name: string): object => ({
        metadata: { name },
        spec: {
          storageClassName: volumeClass,
          accessModes: ["ReadWriteOnce"],
          resources: { requests: { storage: "3Gi" } },
        },
      });
      const found = await forty(namespace, "persistentvolumeclaims", claim, person("bell", "developer"));
      expect(found).toEqual({ created: 6, statuses: [403], against: ["exceeded quota: tenantry-objects"] });
      expect(await left(namespace, "tenantry-objects", resource)).toBe(2);
    });

    test("of the platform count what the platform runs, and a customer's pods cannot be among it", async () => {
      const namespace = namespaceOf("euler");
      const { labels, placement } = await databasePods(namespace);
      const claimed = { ...placement, priorityClassName: platformPriorityClass };
      const before = await quota(namespace, "tenantry");
      const by = async (who: Identity, name: string, metadata: object = {}): Promise<Answer> =>
        ask("POST", namespace, "pods", podOf(name, "100m", claimed, metadata), who);
      for (const role of ["developer", "admin"] as const) {
        const refused = await by(person("euler", role), "pretender");
        expect([refused.status, messageOf(refused)]).toEqual([
          403,
          expect.stringContaining(
            `the tier decides on the priority, and ${platformPriorityClass} is the platform's: ${platformPriorityClass}. Allowed: no priorityClassName or tenantry-high.`,
          ),
        ]);
      }
      const { hard } = await quota(namespace, "tenantry-platform");
      expect(Number(hard["pods"])).toBeGreaterThan(0);
      const made = await Promise.all(
        Array.from({ length: Number(hard["pods"]) + 1 }, (_none, index) =>
          by(operator, `db-${String(index)}`, { labels }),
        ),
      );
      const refused = made.filter(({ status }) => status !== 201);
      expect(refused.map(messageOf)).toEqual([expect.stringContaining("exceeded quota: tenantry-platform,")]);
      expect((await quota(namespace, "tenantry-platform")).used["pods"]).toBe(hard["pods"]);
      expect((await quota(namespace, "tenantry")).used).toEqual(before.used);
    });
  });
}

/** A quantity as a number: of storage in GiB, else as it is, times `unit` where it is not in thousandths already. */
function amount(quantity = "", unit = 1): number {
  if (quantity.endsWith("m")) return Number(quantity.slice(0, -1));
  return unit * Number(quantity.replace(/Gi$/, ""));
}

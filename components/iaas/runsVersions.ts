import type { Json, RunningVersion } from "../../core/kinds/serviceKind.ts";
import type { IaasBundlePlan } from "./bundle.ts";
import { engineNames, engines } from "./database/engines.ts";
import { amazonLinuxParameter } from "./machines/plan.ts";

/** RDS' engines as the lifecycles name them. */
const products = { postgres: "rds-postgres", mysql: "rds-mysql" } as const;

/** The engines of a subscription's databases and the images of its machines. Another major version of an engine is another database. */
export function runsVersions(bundle: Json): readonly RunningVersion[] {
  const { databases, machines } = bundle as unknown as IaasBundlePlan;
  return [
    ...databases.map(({ name, engine: ordered }): RunningVersion => {
      const { engine, version } = engines[ordered];
      const choices = engineNames
        .filter((other) => engines[other].engine === engine)
        .map((other) => ({ version: engines[other].version, value: other }));
      const advice = `Order another database beside "${name}", move its data there, and end "${name}".`;
      return { product: products[engine], version, part: `database "${name}"`, upgrade: { choices, advice } };
    }),
    ...machines.map(({ name, image }): RunningVersion => {
      const part = `machines "${name}"`;
      // AWS resolves the parameter at each launch, so that within a release machines of a limited age are never far behind.
      if (image.startsWith(amazonLinuxParameter)) {
        const advice = "Wait for a release of Tenantry that takes the next Amazon Linux, or name an image of your own.";
        return { product: "amazon-linux", version: "2023", part, upgrade: { choices: [], advice } };
      }
      const advice = `Build the image anew, and name it as the image of "${name}".`;
      return { product: "machine-image", version: image, part, upgrade: { choices: [], advice } };
    }),
  ];
}

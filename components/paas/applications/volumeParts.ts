import { runsIn } from "../environment/runsIn.ts";
import type { ApplicationsOrder } from "./order.ts";

/** The id of an app's volume in one environment, by which protection is lifted. */
export function volumePart(app: string, environment: string): string {
  return `apps/${app}/${environment}`;
}

/** The ids of all ordered volumes. */
export function volumeParts({ apps }: ApplicationsOrder, environments: readonly string[]): string[] {
  return apps
    .filter(({ volume }) => volume !== undefined)
    .flatMap((app) =>
      environments.filter((environment) => runsIn(app, environment)).map((there) => volumePart(app.name, there)),
    );
}

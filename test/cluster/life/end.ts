import { describe, expect, test } from "@jest/globals";

import type { PaasServer } from "../../helpers/paasServer.ts";
import { admission, cellResult, looking, tenantResult } from "./looking.ts";

/** What tenants share is repaired, stays as long as one of them is there, and goes after. */
export function describeEnd(server: () => PaasServer): void {
  const { everything, namespacesOfGlobex } = looking(server);

  describe("a cell in the end", () => {
    test("a policy that somebody has changed by hand is put right by a run that looks", async () => {
      const path = `${admission}/validatingadmissionpolicies/tenantry-images`;
      const before = (await server().ask("GET", path)).body as { spec: object };
      const open = [{ expression: "true" }];
      const changed: unknown = (
        await server().ask("PUT", path, { ...before, spec: { ...before.spec, validations: open } })
      ).body;
      expect(changed).toMatchObject({ spec: { validations: open } });

      const repaired = await server().run("cell", "up", "eu-shared-1", "--refresh");
      expect(cellResult(repaired)).toMatchObject({ result: "updated", errors: [] });
      expect(((await server().ask("GET", path)).body as typeof before).spec).toEqual(before.spec);
    });

    test("the cell stays as long as a tenant runs there, and leaves nothing when it goes", async () => {
      const there = await everything();
      const refused = await server().run("cell", "destroy", "eu-shared-1", "--yes");
      expect(refused.code).toBe(1);
      expect(cellResult(refused)).toMatchObject({
        result: "refused",
        errors: [
          'Tenants run in the cell "eu-shared-1": globex. Nothing was touched. Destroy them or move them first; what they share keeps them apart.',
        ],
      });
      expect(await everything()).toEqual(there);

      expect(tenantResult(await server().run("destroy", "globex", "--yes"))).toMatchObject({
        result: "destroyed",
        errors: [],
      });
      expect(await namespacesOfGlobex()).toEqual([]);
      expect(await everything()).toEqual(there);
      expect(cellResult(await server().run("cell", "destroy", "eu-shared-1", "--yes"))).toMatchObject({
        result: "destroyed",
        errors: [],
      });
      expect(await everything()).toEqual([]);
    });
  });
}

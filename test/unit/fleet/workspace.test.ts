import { describe, expect, test } from "@jest/globals";

import { openEstate } from "../../../stacks/openEstate.ts";
import { describeWorkspace, lacksPassphrase } from "../../../fleet/workspace.ts";
import { root } from "../../helpers/cli.ts";

const { estate } = openEstate("test/fixtures/estate", root);
if (estate === undefined) throw new Error("the tests' estate is not valid");
const { manifest } = estate;
const real = { ...manifest, spec: { ...manifest.spec, targets: { aws: "real", kubernetes: "sandbox" } as const } };
const byKey = { ...real, spec: { ...real.spec, secrets: { provider: "awskms://alias/tenantry" } } };

describe("an estate's passphrase", () => {
  test.each([
    ["is lacking", real, {}, true],
    ["is made where all is sandbox", manifest, {}, false],
    ["is given", real, { PULUMI_CONFIG_PASSPHRASE: "a b c" }, false],
    ["is given by a file", real, { PULUMI_CONFIG_PASSPHRASE_FILE: "/run/passphrase" }, false],
    [
      "is lacking when it is empty, as a secret that a pipeline does not have",
      real,
      { PULUMI_CONFIG_PASSPHRASE: "" },
      true,
    ],
    [
      "is lacking when it is empty, since the file is not read then",
      real,
      { PULUMI_CONFIG_PASSPHRASE: "", PULUMI_CONFIG_PASSPHRASE_FILE: "/run/passphrase" },
      true,
    ],
    ["is lacking when it is empty, also where all is sandbox", manifest, { PULUMI_CONFIG_PASSPHRASE: "" }, true],
    ["is not needed with a key service", byKey, { PULUMI_CONFIG_PASSPHRASE: "" }, false],
  ])("%s", (_, estateManifest, environment, expected) => {
    const workspace = describeWorkspace("/estate", estateManifest, environment);
    expect(lacksPassphrase(workspace, estateManifest, environment)).toBe(expected);
  });
});

import { expect, test } from "@jest/globals";

import { noPublicSubnet } from "../../../policies/rules/network/noPublicSubnet.ts";
import { judged, resource } from "../../helpers/judge.ts";

const wrong = ["web mapPublicIpOnLaunch: mapPublicIpOnLaunch should be false."];

test.each([
  [{ mapPublicIpOnLaunch: false }, []],
  [{}, []],
  [{ mapPublicIpOnLaunch: true }, wrong],
  [{ mapPublicIpOnLaunch: "true" }, wrong],
])("judges %j", (inputs, expected) => {
  expect(judged(noPublicSubnet, resource("aws:ec2/subnet:Subnet", "web", inputs))).toEqual(expected);
});

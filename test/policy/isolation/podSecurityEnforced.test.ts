import { expect, test } from "@jest/globals";

import { podSecurityEnforced } from "../../../policies/rules/isolation/podSecurityEnforced.ts";
import { judged, resource } from "../../helpers/judge.ts";

const label = "pod-security.kubernetes.io/enforce";
const wrong = [`prod metadata.labels.${label}: The label ${label} should be baseline or restricted.`];

test.each([
  [{ [label]: "baseline" }, []],
  [{ [label]: "restricted" }, []],
  [{ [label]: "privileged" }, wrong],
  [{ "pod-security.kubernetes.io/warn": "restricted" }, wrong],
  [undefined, wrong],
])("judges the labels %j", (labels, expected) => {
  const namespace = resource("kubernetes:core/v1:Namespace", "prod", { metadata: { labels } });
  expect(judged(podSecurityEnforced, namespace)).toEqual(expected);
});

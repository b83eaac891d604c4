import { expect, test } from "@jest/globals";

import { cel, text } from "../../../../../components/cell/admission/cel.ts";
import { condition, requests, validatingPolicy } from "../../../../../components/cell/admission/policy.ts";

const rule = {
  name: "colours",
  offenders: cel<"texts">("object.colours"),
  wrong: "colours are ours",
  allowed: text("blue"),
};

test("a rule is what offends it, that nothing does, and a message that says what and what is allowed", () => {
  const unless = cel<"bool">("mayPaint");
  const policy = validatingPolicy({
    name: "paint",
    resources: [requests("", ["pods"], ["CREATE"])],
    conditions: [condition("new", cel("isNew"))],
    variables: [{ name: "first", expression: "1" }],
    rules: [rule, { ...rule, name: "others", unless }],
  });
  const message = {
    message: "colours are ours.",
    reason: "Forbidden",
  };
  expect(policy).toEqual({
    name: "tenantry-paint",
    spec: {
      failurePolicy: "Fail",
      matchConstraints: {
        namespaceSelector: { matchExpressions: [{ key: "tenantry.dev/tenant", operator: "Exists" }] },
        resourceRules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] }],
      },
      matchConditions: [{ name: "new", expression: "isNew" }],
      variables: [
        { name: "first", expression: "1" },
        { name: "colours", expression: "object.colours" },
        { name: "others", expression: "object.colours" },
      ],
      validations: [
        {
          ...message,
          expression: "size(variables.colours) == 0",
          messageExpression: '("colours are ours: " + variables.colours.join(", ") + ". Allowed: " + "blue" + ".")',
        },
        {
          ...message,
          expression: "(size(variables.others) == 0 || mayPaint)",
          messageExpression: '("colours are ours: " + variables.others.join(", ") + ". Allowed: " + "blue" + ".")',
        },
      ],
    },
    binding: { policyName: "tenantry-paint", validationActions: ["Deny"] },
  });
});

test("a policy with parameters is asked for each object of the namespace, and lets in where there is none", () => {
  const paramKind = { apiVersion: "paint.example/v1", kind: "Colour" };
  const { spec, binding } = validatingPolicy({ name: "paint", resources: [], paramKind, rules: [rule] });
  expect(spec.paramKind).toEqual(paramKind);
  expect(binding.paramRef).toEqual({ selector: {}, parameterNotFoundAction: "Allow" });
});

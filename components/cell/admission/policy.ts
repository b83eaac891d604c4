import { tenantKey } from "../../shared/clusterObjects.ts";
import {
  cel,
  isNone,
  listed,
  not,
  object,
  objectAt,
  oldObject,
  or,
  same,
  sentence,
  text,
  variable,
  type Cel,
} from "./cel.ts";

/** Requests to the API that a policy looks at. */
export interface MatchedResources {
  readonly apiGroups: string[];
  readonly apiVersions: string[];
  readonly operations: Operation[];
  /** As paths of the API name them, with a subresource after a slash. */
  readonly resources: string[];
}

/** What is done with an object. */
export type Operation = "CREATE" | "UPDATE" | "DELETE" | "CONNECT";

/** A named expression. */
export interface NamedExpression {
  readonly name: string;
  readonly expression: string;
}

/** One thing that a policy refuses. */
export interface Rule {
  /** In camel case; the variable that holds what offends is called so. */
  readonly name: string;
  /** Who may do it for all that. */
  readonly unless?: Cel<"bool">;
  /** One text for each that offends, such as `app: nginx`. It may not ask the authorizer, which messages cannot. */
  readonly offenders: Cel<"texts">;
  /** What is wrong with them, as the beginning of a sentence. */
  readonly wrong: string;
  /** What is allowed in their place. */
  readonly allowed: Cel<"text">;
}

/** A policy as its area describes it. */
export interface PolicyDescription {
  /** The name after `tenantry-`. */
  readonly name: string;
  readonly resources: readonly MatchedResources[];
  /** When it looks at all; it may not use variables. */
  readonly conditions?: readonly NamedExpression[];
  /** The kind of object of the namespace for each of which the rules are asked, as `params`. */
  readonly paramKind?: { readonly apiVersion: string; readonly kind: string };
  readonly variables?: readonly NamedExpression[];
  readonly rules: readonly Rule[];
}

/** A ValidatingAdmissionPolicy and its binding, which have the same name. */
export interface ValidatingPolicy {
  readonly name: string;
  /** The policy's `spec` (Kubernetes API reference, ValidatingAdmissionPolicy v1). */
  readonly spec: {
    readonly failurePolicy: "Fail";
    readonly paramKind?: { readonly apiVersion: string; readonly kind: string };
    readonly matchConstraints: MatchConstraints;
    readonly matchConditions: NamedExpression[];
    readonly variables: NamedExpression[];
    readonly validations: Validation[];
  };
  /** The binding's `spec`. */
  readonly binding: {
    readonly policyName: string;
    readonly validationActions: "Deny"[];
    readonly paramRef?: {
      readonly selector: Readonly<Record<string, never>>;
      readonly parameterNotFoundAction: "Allow";
    };
  };
}

interface Validation {
  readonly expression: string;
  readonly message: string;
  readonly messageExpression: string;
  readonly reason: "Forbidden";
}

/** What a policy applies to: resources in namespaces of tenants alone. */
export interface MatchConstraints {
  readonly namespaceSelector: {
    readonly matchExpressions: { readonly key: typeof tenantKey; readonly operator: "Exists" }[];
  };
  readonly resourceRules: MatchedResources[];
}

/** What limits a policy to the namespaces of tenants. */
export function inTenants(resourceRules: readonly MatchedResources[]): MatchConstraints {
  return {
    namespaceSelector: { matchExpressions: [{ key: tenantKey, operator: "Exists" }] },
    resourceRules: [...resourceRules],
  };
}

/** Requests of one API group in its version v1. */
export function requests(
  apiGroup: string,
  resources: readonly string[],
  operations: readonly Operation[],
): MatchedResources {
  return { apiGroups: [apiGroup], apiVersions: ["v1"], operations: [...operations], resources: [...resources] };
}

/**
 * A policy of the API server. Each rule is a variable with what offends it, an expression that holds when nothing does, and a message
 * that names the offenders and what is allowed; where the message would be longer than the 5 KiB that the server takes, it says what is wrong.
 */
export function validatingPolicy(description: PolicyDescription): ValidatingPolicy {
  const { resources, conditions = [], paramKind, variables = [], rules } = description;
  const name = `tenantry-${description.name}`;
  return {
    name,
    spec: {
      failurePolicy: "Fail",
      ...(paramKind !== undefined && { paramKind }),
      matchConstraints: inTenants(resources),
      matchConditions: [...conditions],
      variables: [...variables, ...rules.map(({ name: rule, offenders }) => ({ name: rule, expression: offenders }))],
      validations: rules.map(validation),
    },
    binding: {
      policyName: name,
      validationActions: ["Deny"],
      ...(paramKind !== undefined && { paramRef: { selector: {}, parameterNotFoundAction: "Allow" } }),
    },
  };
}

function validation({ name, unless, wrong, allowed }: Rule): Validation {
  const offenders = variable<"texts">(name);
  const holds = isNone(offenders);
  return {
    expression: unless === undefined ? holds : or(holds, unless),
    message: `${wrong}.`,
    messageExpression: sentence(text(`${wrong}: `), listed(offenders), text(". Allowed: "), allowed, text(".")),
    reason: "Forbidden",
  };
}

/** A condition under which a policy looks at a request. */
export function condition(name: string, expression: Cel<"bool">): NamedExpression {
  return { name, expression };
}

/** The operation of the request. */
export const operation: Cel<"text"> = cel("request.operation");

/**
 * Looks at objects of which a part is new. What is older than a rule, or than the order that let it in, can still be stopped and
 * removed: the cluster's own controllers change an object on its way out, and so would never get it out.
 */
export function whenNew(part: (of: Cel<"object">) => Cel<"object">): NamedExpression {
  return condition("new", or(same(operation, text("CREATE")), not(same(part(object), part(oldObject)))));
}

/** {@link whenNew} of the `spec`. */
export const whenSpecIsNew: NamedExpression = whenNew((of) => objectAt(of, "spec"));

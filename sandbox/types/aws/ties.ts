/** Ties that the AWS rows have in common: references to often used objects, unique names, ARNs, usual outputs. */
import { derived } from "../../provider/derive.ts";
import { stringOf, text, type Properties, type Value } from "../../provider/values.ts";
import type { Computation, Reference, Refusal, Scope, UniqueName, World } from "../definition.ts";
import { texts } from "./inputs.ts";

/** Type tokens that rows of other files refer to. */
export const TOKENS = {
  vpc: "aws:ec2/vpc:Vpc",
  subnet: "aws:ec2/subnet:Subnet",
  routeTable: "aws:ec2/routeTable:RouteTable",
  internetGateway: "aws:ec2/internetGateway:InternetGateway",
  natGateway: "aws:ec2/natGateway:NatGateway",
  eip: "aws:ec2/eip:Eip",
  vpcEndpoint: "aws:ec2/vpcEndpoint:VpcEndpoint",
  securityGroup: "aws:ec2/securityGroup:SecurityGroup",
  networkAcl: "aws:ec2/networkAcl:NetworkAcl",
  bucket: "aws:s3/bucket:Bucket",
  key: "aws:kms/key:Key",
  role: "aws:iam/role:Role",
  policy: "aws:iam/policy:Policy",
  instanceProfile: "aws:iam/instanceProfile:InstanceProfile",
  launchTemplate: "aws:ec2/launchTemplate:LaunchTemplate",
  autoScalingGroup: "aws:autoscaling/group:Group",
  loadBalancer: "aws:lb/loadBalancer:LoadBalancer",
  targetGroup: "aws:lb/targetGroup:TargetGroup",
  databaseSubnetGroup: "aws:rds/subnetGroup:SubnetGroup",
  databaseParameterGroup: "aws:rds/parameterGroup:ParameterGroup",
} as const;

/** An ARN in the object's account and region. */
export function arnOf({ scope }: Computation, service: string, resource: Value): Value {
  const { partition, region, account } = scope.facts;
  return text`arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** Outputs that most regional types have. */
export function regional(inputs: Properties, { scope }: Computation): Properties {
  return { region: scope.facts["region"] ?? "", tagsAll: inputs["tags"] ?? {} };
}

/** ARN of an Amazon EC2 object of a kind such as `subnet`. */
export function ec2Arn(computation: Computation, kind: string): Value {
  return arnOf(computation, "ec2", text`${kind}/${computation.id}`);
}

/** Owner, region, ARN and tags of an Amazon EC2 object of a kind such as `subnet`. */
export function ec2Outputs(inputs: Properties, computation: Computation, kind: string): Properties {
  return {
    ...regional(inputs, computation),
    ownerId: computation.scope.facts["account"] ?? "",
    arn: ec2Arn(computation, kind),
  };
}

/** A reference by one input. */
export function refersTo(
  property: string,
  toType: string,
  onDelete: Reference["onDelete"],
  missing: Reference["missing"],
): Reference {
  return { property, toType, target: (inputs) => stringOf(inputs[property]), onDelete, missing };
}

/** A reference by one input that names one or a list. */
function refersToAll(...[property, toType, onDelete, missing]: Parameters<typeof refersTo>): Reference {
  const target: Reference["target"] = (inputs) => stringOf(inputs[property]) ?? texts(inputs[property]);
  return { ...refersTo(property, toType, onDelete, missing), target };
}

/** A VPC must exist. Error codes of this and the following: Amazon EC2 API Reference, "Error codes". */
export function needsVpc(onDelete: Reference["onDelete"]): Reference {
  return refersTo("vpcId", TOKENS.vpc, onDelete, (id) => ({
    code: "InvalidVpcID.NotFound",
    message: `The vpc ID '${id}' does not exist`,
  }));
}

/** One subnet, or a list of them, must exist. */
export function needsSubnets(
  property: string,
  onDelete: Reference["onDelete"],
  code = "InvalidSubnetID.NotFound",
): Reference {
  return refersToAll(property, TOKENS.subnet, onDelete, (id) => ({
    code,
    message: `The subnet ID '${id}' does not exist`,
  }));
}

function isMadeWithVpc(output: string) {
  return (id: string, { list }: World): boolean => list(TOKENS.vpc).some(({ outputs }) => outputs[output] === id);
}

/** One security group, or a list of them, must exist; the default ones of VPCs count. */
export function needsSecurityGroups(
  property: string,
  onDelete: Reference["onDelete"],
  code = "InvalidGroup.NotFound",
): Reference {
  return {
    ...refersToAll(property, TOKENS.securityGroup, onDelete, (id) => ({
      code,
      message: `The security group '${id}' does not exist`,
    })),
    existsAnyway: isMadeWithVpc("defaultSecurityGroupId"),
  };
}

/** One route table, or a list of them, must exist; the main ones of VPCs count. */
export function needsRouteTables(property: string, onDelete: Reference["onDelete"]): Reference {
  return {
    ...refersToAll(property, TOKENS.routeTable, onDelete, (id) => ({
      code: "InvalidRouteTableID.NotFound",
      message: `The routeTable ID '${id}' does not exist`,
    })),
    existsAnyway: isMadeWithVpc("mainRouteTableId"),
  };
}

/** A network ACL must exist; the default ones of VPCs count. */
export function needsNetworkAcl(onDelete: Reference["onDelete"]): Reference {
  return {
    ...refersTo("networkAclId", TOKENS.networkAcl, onDelete, (id) => ({
      code: "InvalidNetworkAclID.NotFound",
      message: `The networkAcl ID '${id}' does not exist`,
    })),
    existsAnyway: isMadeWithVpc("defaultNetworkAclId"),
  };
}

/** Key id of a key id or key ARN; undefined for aliases, which are not followed. */
export function keyIdOf(value: Value | undefined): string | undefined {
  const given = stringOf(value);
  if (given === undefined || given === "" || /(^|:)alias\//.test(given)) return undefined;
  return given.replace(/^arn:[^:]*:kms:[^:]*:[^:]*:key\//, "");
}

/** A KMS key must exist. Deleting it later is not refused: AWS lets a key go that something is still encrypted with. */
export function needsKey(property: string, code: string): Reference {
  return {
    property,
    toType: TOKENS.key,
    target: (inputs) => keyIdOf(inputs[property]),
    onDelete: "nothing",
    missing: (id) => ({ code, message: `The KMS key '${id}' does not exist in this region` }),
  };
}

/** Name of a role in this account of a role name or role ARN; undefined for roles of other accounts. */
export function roleNameOf(value: Value | undefined, scope: Scope): string | undefined {
  const given = stringOf(value);
  if (given === undefined || given === "") return undefined;
  const arn = /^arn:[^:]*:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(given);
  if (arn === null) return given.startsWith("arn:") ? undefined : given;
  return arn[1] === scope.facts["account"] ? arn[2] : undefined;
}

/** A role must exist. Deleting it later is not refused. */
export function needsRole(property: string, refusal: (name: string) => Refusal): Reference {
  return {
    property,
    toType: TOKENS.role,
    target: (inputs, scope) => roleNameOf(inputs[property], scope),
    onDelete: "nothing",
    missing: refusal,
  };
}

/** A name that is taken once per account and region, by a kind of thing in words (`log group`). */
export function uniqueInRegion(kind: string, property: string, taken: (name: string) => Refusal): UniqueName {
  return {
    name: (inputs, scope) => {
      const name = stringOf(inputs[property]);
      return name === undefined ? undefined : `${kind} ${scope.key} ${name}`;
    },
    taken: (inputs) => taken(stringOf(inputs[property]) ?? ""),
  };
}

/** Name of an object from `name`, or from `namePrefix` with 26 digits behind it, as the provider makes it. */
export function namedOrPrefixed(inputs: Properties, suffix: Value): Value {
  return inputs["name"] ?? text`${inputs["namePrefix"] ?? ""}${suffix}`;
}

/** Id of a network interface that AWS makes for an object, one per label. */
export function networkInterfaceOf(computation: Computation, label: string): Value {
  return text`eni-${derived(computation.id, `network-interface ${label}`, 17)}`;
}

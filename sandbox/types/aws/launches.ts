/** Amazon EC2 Auto Scaling: what AWS looks at when a group is made or changed, because it would launch machines. */
import { TargetError } from "../../provider/errors.ts";
import { isList, isProperties, propertiesOf, stringOf, type Properties } from "../../provider/values.ts";
import type { StoredObject } from "../../inventory/inventory.ts";
import type { Admission } from "../definition.ts";
import { shown, texts } from "./inputs.ts";
import { letsUse } from "./keyUse.ts";
import { keyIdOf, TOKENS } from "./ties.ts";

function refuse(message: string): never {
  throw new TargetError("ValidationError", message);
}

function refuseTemplate(reason: string): never {
  refuse(`You must use a valid fully-formed launch template. ${reason}`);
}

/** AWS reads the launch template when the group is made, and refuses one that could not launch. */
export function admitLaunches(admission: Admission): void {
  const { inputs } = admission;
  const template = templateOf(admission);
  if (template === undefined) return;
  const mixed = isProperties(inputs["mixedInstancesPolicy"]);
  const { instanceType, instanceRequirements, imageId } = template.outputs;
  if (!mixed && instanceType === undefined && instanceRequirements === undefined) {
    refuseTemplate("The request must contain the parameter InstanceType");
  }
  if (imageId === undefined) refuseTemplate("The request must contain the parameter ImageId");
  checkSecurityGroups(template.outputs, admission);
  checkInstanceProfile(template.outputs, admission);
  if (mostOf(inputs) > 0) checkKeys(template.outputs, admission);
}

/** How many machines AWS would launch at once. */
function mostOf({ minSize, desiredCapacity }: Properties): number {
  return Number(desiredCapacity ?? minSize ?? 0);
}

function templateOf({ inputs, list }: Admission): StoredObject | undefined {
  const mixed = propertiesOf(propertiesOf(inputs["mixedInstancesPolicy"])["launchTemplate"]);
  const source = propertiesOf(inputs["launchTemplate"] ?? mixed["launchTemplateSpecification"]);
  const name = stringOf(source["name"] ?? source["launchTemplateName"]);
  const id = stringOf(source["id"] ?? source["launchTemplateId"]);
  if (name === undefined && id === undefined) return undefined;
  const template = list(TOKENS.launchTemplate).find((item) => item.id === id || item.outputs["name"] === name);
  if (template === undefined) {
    const which = `with template ${name === undefined ? "ID" : "name"} ${name ?? id ?? ""}`;
    refuseTemplate(`The specified launch template, ${which}, does not exist.`);
  }
  const version = shown(source["version"] ?? "$Default");
  const latest = template.outputs["latestVersion"];
  if (/^\d+$/.test(version) && typeof latest === "number" && Number(version) > latest) {
    refuseTemplate(`Version ${version} of ${template.id} does not exist.`);
  }
  return template;
}

function securityGroupsOf(template: Properties): string[] {
  const interfaces = isList(template["networkInterfaces"]) ? template["networkInterfaces"].map(propertiesOf) : [];
  return [...texts(template["vpcSecurityGroupIds"]), ...interfaces.flatMap((one) => texts(one["securityGroups"]))];
}

function checkSecurityGroups(template: Properties, { inputs, find, list }: Admission): void {
  const vpcIds = texts(inputs["vpcZoneIdentifiers"]).map((subnet) => find(TOKENS.subnet, subnet)?.["vpcId"]);
  for (const group of securityGroupsOf(template)) {
    const known = find(TOKENS.securityGroup, group);
    const isDefault = list(TOKENS.vpc).some(({ outputs }) => outputs["defaultSecurityGroupId"] === group);
    if (known === undefined && !isDefault) refuseTemplate(`The security group '${group}' does not exist`);
    if (known !== undefined && vpcIds.some((vpcId) => vpcId !== known["vpcId"])) {
      refuseTemplate(`Security group ${group} and the subnets belong to different networks.`);
    }
  }
}

function checkInstanceProfile(template: Properties, { find }: Admission): void {
  const profile = propertiesOf(template["iamInstanceProfile"]);
  const arn = stringOf(profile["arn"]);
  const name = stringOf(profile["name"]);
  const given = arn ?? name;
  if (given === undefined || find(TOKENS.instanceProfile, given.replace(/^.*\//, "")) !== undefined) return;
  const [parameter, what] = arn === undefined ? ["name", "name"] : ["arn", "ARN"];
  refuseTemplate(
    `Value (${given}) for parameter iamInstanceProfile.${parameter} is invalid. Invalid IAM Instance Profile ${what}`,
  );
}

/** What a launch does with the key of an encrypted volume (Amazon EBS User Guide, "How Amazon EBS encryption works"). */
const VOLUME_ACTIONS = ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext"];

/**
 * A customer's key has to let the service-linked role of Auto Scaling in, or no machine ever starts (Amazon EC2 Auto Scaling User Guide,
 * "Required AWS KMS key policy for use with encrypted volumes"). AWS takes the group, launches in vain, and the provider gives up when
 * the group does not fill.
 */
function checkKeys(template: Properties, { find, scope, inputs }: Admission): void {
  const { account = "", partition = "", region = "" } = scope.facts;
  const principal =
    stringOf(inputs["serviceLinkedRoleArn"]) ??
    `arn:${partition}:iam::${account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
  const context = {
    "aws:PrincipalAccount": account,
    "aws:PrincipalArn": principal,
    "kms:CallerAccount": account,
    "kms:GrantIsForAWSResource": "true",
    "kms:ViaService": `ec2.${region}.amazonaws.com`,
  };
  const mappings = isList(template["blockDeviceMappings"]) ? template["blockDeviceMappings"] : [];
  for (const mapping of mappings) {
    const id = keyIdOf(propertiesOf(propertiesOf(mapping)["ebs"])["kmsKeyId"]);
    const key = id === undefined ? undefined : find(TOKENS.key, id);
    if (key === undefined || letsUse(key["policy"], VOLUME_ACTIONS, { principal, context })) continue;
    throw new TargetError(
      "Client.InternalError",
      `waiting for Auto Scaling Group capacity satisfied: Launching a new EC2 instance. Status Reason: Client error on launch: the policy of the key ${id ?? ""} does not let ${principal} use it`,
    );
  }
}

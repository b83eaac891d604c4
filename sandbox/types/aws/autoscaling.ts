/** Amazon EC2 Auto Scaling: groups and scaling policies. No instance is ever started. */
import { uuidFrom } from "../../provider/derive.ts";
import { TargetError } from "../../provider/errors.ts";
import {
  isList,
  isProperties,
  propertiesOf,
  stringOf,
  text,
  UNKNOWN,
  type Properties,
  type Value,
} from "../../provider/values.ts";
import type { Admission, Computation, Problem, ResourceType } from "../definition.ts";
import { atMostOne, choice, each, exactlyOne, matching, part, problem, required, shown, texts } from "./inputs.ts";
import { arnOf, namedOrPrefixed, needsSubnets, refersTo, TOKENS, uniqueInRegion } from "./ties.ts";

const GROUP = TOKENS.autoScalingGroup;

/** Numbers of a group stand in order (Amazon EC2 Auto Scaling API Reference, CreateAutoScalingGroup). */
function checkSizes({ minSize, maxSize, desiredCapacity }: Properties): Problem[] {
  const sizes = [minSize, desiredCapacity, maxSize].filter((size) => typeof size === "number");
  const isOrdered = sizes.every((size, index) => size >= (sizes[index - 1] ?? 0));
  const reason = "and minSize, desiredCapacity and maxSize must not be negative and each at least the one before";
  return problem("maxSize", isOrdered ? undefined : reason);
}

function launchSource(inputs: Properties): Properties {
  const mixed = propertiesOf(propertiesOf(inputs["mixedInstancesPolicy"])["launchTemplate"]);
  return propertiesOf(inputs["launchTemplate"] ?? mixed["launchTemplateSpecification"]);
}

function checkGroup(inputs: Properties): Problem[] {
  return [
    ...atMostOne(inputs, ["name", "namePrefix"]),
    ...matching("name", inputs["name"], /^[^:]{1,255}$/, "1 to 255 characters without a colon"),
    ...exactlyOne(inputs, ["launchTemplate", "launchConfiguration", "mixedInstancesPolicy"]),
    ...exactlyOne(inputs, ["vpcZoneIdentifiers", "availabilityZones"]),
    ...part(inputs, "launchTemplate", (template, at) => exactlyOne(template, ["id", "name"], at.slice(0, -1))),
    ...checkSizes(inputs),
    ...choice("healthCheckType", inputs["healthCheckType"], ["EC2", "ELB", "EBS", "VPC_LATTICE"]),
    ...each(inputs, "tags", ({ key }, at) =>
      problem(
        `${at}key`,
        /^aws:/i.test(stringOf(key) ?? "") ? 'begins with "aws:", which is reserved for AWS' : undefined,
      ),
    ),
  ];
}

function refuse(message: string): never {
  throw new TargetError("ValidationError", message);
}

/** AWS reads the launch template when the group is made, and refuses one that could not launch. */
function admitGroup({ inputs, find, list }: Admission): void {
  const source = launchSource(inputs);
  const name = stringOf(source["name"] ?? source["launchTemplateName"]);
  const id = stringOf(source["id"] ?? source["launchTemplateId"]);
  if (name === undefined && id === undefined) return;
  const template = list(TOKENS.launchTemplate).find((item) => item.id === id || item.outputs["name"] === name);
  if (template === undefined) {
    refuse(
      `You must use a valid fully-formed launch template. The specified launch template, with template ${name === undefined ? "ID" : "name"} ${name ?? id ?? ""}, does not exist.`,
    );
  }
  const version = shown(source["version"] ?? "$Default");
  const latest = template.outputs["latestVersion"];
  if (/^\d+$/.test(version) && typeof latest === "number" && Number(version) > latest) {
    refuse(`You must use a valid fully-formed launch template. Version ${version} of ${template.id} does not exist.`);
  }
  const mixed = isProperties(inputs["mixedInstancesPolicy"]);
  if (
    !mixed &&
    template.outputs["instanceType"] === undefined &&
    template.outputs["instanceRequirements"] === undefined
  ) {
    refuse("You must use a valid fully-formed launch template. The request must contain the parameter InstanceType");
  }
  if (template.outputs["imageId"] === undefined) {
    refuse("You must use a valid fully-formed launch template. The request must contain the parameter ImageId");
  }
  const groups = texts(template.outputs["vpcSecurityGroupIds"]);
  const vpcIds = texts(inputs["vpcZoneIdentifiers"]).map((subnet) => find(TOKENS.subnet, subnet)?.["vpcId"]);
  for (const group of groups) {
    const known = find(TOKENS.securityGroup, group);
    const isDefault = list(TOKENS.vpc).some(({ outputs }) => outputs["defaultSecurityGroupId"] === group);
    if (known === undefined && !isDefault) {
      refuse(`You must use a valid fully-formed launch template. The security group '${group}' does not exist`);
    }
    if (known !== undefined && vpcIds.some((vpcId) => vpcId !== known["vpcId"])) {
      refuse(
        `You must use a valid fully-formed launch template. Security group ${group} and the subnets belong to different networks.`,
      );
    }
  }
}

function uuidOf(computation: Computation, label: string): Value {
  const digits = computation.derive(label, 64);
  return typeof digits === "string" ? uuidFrom(digits) : UNKNOWN;
}

const group: ResourceType = {
  token: GROUP,
  title: "Auto Scaling Group",
  defaults: {
    forceDelete: false,
    forceDeleteWarmPool: false,
    healthCheckGracePeriod: 300,
    ignoreFailedScalingActivities: false,
    metricsGranularity: "1Minute",
    protectFromScaleIn: false,
    waitForCapacityTimeout: "10m",
  },
  chosenWhenAbsent: [
    "availabilityZoneDistribution",
    "availabilityZones",
    "capacityReservationSpecification",
    "defaultCooldown",
    "desiredCapacity",
    "healthCheckType",
    "instanceLifecyclePolicy",
    "loadBalancers",
    "namePrefix",
    "serviceLinkedRoleArn",
    "targetGroupArns",
    "trafficSources",
    "vpcZoneIdentifiers",
  ],
  autoname: { path: ["name"], randomDigits: 7, longest: 255, unless: [["namePrefix"]] },
  replaceOn: ["name", "namePrefix"],
  limits: [{ name: "autoScalingGroupsPerRegion" }],
  references: [
    needsSubnets("vpcZoneIdentifiers", "restrict", "ValidationError"),
    {
      property: "targetGroupArns",
      toType: TOKENS.targetGroup,
      target: (inputs) => texts(inputs["targetGroupArns"]),
      onDelete: "nothing",
      missing: (id) => ({
        code: "ValidationError",
        message: `Provided Target Groups may not be valid. Please ensure they exist and try again: ${id}`,
      }),
    },
  ],
  unique: [
    uniqueInRegion("auto-scaling-group", "name", (name) => ({
      code: "AlreadyExists",
      message: `AutoScalingGroup by this name already exists - A group with the name ${name} already exists`,
    })),
  ],
  check: checkGroup,
  admit: admitGroup,
  id: (inputs, fresh) => namedOrPrefixed(inputs, fresh(26)),
  outputs: (inputs, computation) => ({
    defaultCooldown: 300,
    desiredCapacity: inputs["minSize"] ?? 0,
    healthCheckType: "EC2",
    loadBalancers: [],
    namePrefix: "",
    targetGroupArns: [],
    vpcZoneIdentifiers: [],
    ...inputs,
    region: computation.scope.facts["region"] ?? "",
    name: computation.id,
    arn: arnOf(
      computation,
      "autoscaling",
      text`autoScalingGroup:${uuidOf(computation, "group")}:autoScalingGroupName/${computation.id}`,
    ),
    predictedCapacity: 0,
    warmPoolSize: 0,
  }),
};

const PREDEFINED_METRICS = [
  "ASGAverageCPUUtilization",
  "ASGAverageNetworkIn",
  "ASGAverageNetworkOut",
  "ALBRequestCountPerTarget",
];

function checkPolicy(inputs: Properties): Problem[] {
  const type = stringOf(inputs["policyType"]);
  return [
    ...choice("policyType", type, ["SimpleScaling", "StepScaling", "TargetTrackingScaling", "PredictiveScaling"]),
    ...(type === "TargetTrackingScaling"
      ? required(inputs, ["targetTrackingConfiguration"], `for policyType ${type}`)
      : []),
    ...(type === "PredictiveScaling"
      ? required(inputs, ["predictiveScalingConfiguration"], `for policyType ${type}`)
      : []),
    ...(type === "SimpleScaling" || type === "StepScaling"
      ? required(
          inputs,
          ["adjustmentType", type === "StepScaling" ? "stepAdjustments" : "scalingAdjustment"],
          `for policyType ${type}`,
        )
      : []),
    ...choice("adjustmentType", inputs["adjustmentType"], [
      "ChangeInCapacity",
      "ExactCapacity",
      "PercentChangeInCapacity",
    ]),
    ...part(inputs, "targetTrackingConfiguration", (tracking, at) => {
      const metric = propertiesOf(tracking["predefinedMetricSpecification"]);
      const path = `${at}predefinedMetricSpecification.`;
      return [
        ...exactlyOne(tracking, ["predefinedMetricSpecification", "customizedMetricSpecification"], at.slice(0, -1)),
        ...choice(`${path}predefinedMetricType`, metric["predefinedMetricType"], PREDEFINED_METRICS),
        ...(metric["predefinedMetricType"] === "ALBRequestCountPerTarget"
          ? required(metric, ["resourceLabel"], "for ALBRequestCountPerTarget", path)
          : []),
      ];
    }),
  ];
}

/** Writing a policy of a name that exists changes it, so no name is ever taken. */
const policy: ResourceType = {
  token: "aws:autoscaling/policy:Policy",
  title: "Auto Scaling Policy",
  defaults: { enabled: true, policyType: "SimpleScaling" },
  chosenWhenAbsent: ["metricAggregationType"],
  autoname: { path: ["name"], randomDigits: 7, longest: 255 },
  replaceOn: ["autoscalingGroupName", "name"],
  limits: [
    {
      name: "scalingPoliciesPerGroup",
      parent: (inputs) => ({ type: GROUP, id: stringOf(inputs["autoscalingGroupName"]) ?? "" }),
    },
  ],
  references: [
    refersTo("autoscalingGroupName", GROUP, "cascade", (id) => ({
      code: "ValidationError",
      message: `Group ${id} not found`,
    })),
  ],
  takesOver: true,
  check: checkPolicy,
  id: (inputs) => inputs["name"] ?? "",
  outputs: (inputs, computation) => ({
    metricAggregationType: isList(inputs["stepAdjustments"]) ? "Average" : "",
    ...inputs,
    region: computation.scope.facts["region"] ?? "",
    arn: arnOf(
      computation,
      "autoscaling",
      text`scalingPolicy:${uuidOf(computation, "policy")}:autoScalingGroupName/${inputs["autoscalingGroupName"]}:policyName/${computation.id}`,
    ),
  }),
};

/** Rows of Auto Scaling. */
export const autoScalingTypes: readonly ResourceType[] = [group, policy];

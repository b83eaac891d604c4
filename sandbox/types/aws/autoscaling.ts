/** Amazon EC2 Auto Scaling: groups and scaling policies. No instance is ever started. */
import { uuidFrom } from "../../provider/derive.ts";
import { isList, propertiesOf, stringOf, text, UNKNOWN, type Properties, type Value } from "../../provider/values.ts";
import type { Computation, Problem, ResourceType } from "../definition.ts";
import { atMostOne, between, choice, each, exactlyOne, matching, part, problem, required, texts } from "./inputs.ts";
import { admitLaunches } from "./launches.ts";
import { arnOf, namedOrPrefixed, needsSubnets, refersTo, TOKENS, uniqueInRegion } from "./ties.ts";

const GROUP = TOKENS.autoScalingGroup;

/** Numbers of a group stand in order (Amazon EC2 Auto Scaling API Reference, CreateAutoScalingGroup). */
function checkSizes({ minSize, maxSize, desiredCapacity }: Properties): Problem[] {
  const sizes = [minSize, desiredCapacity, maxSize].filter((size) => typeof size === "number");
  const isOrdered = sizes.every((size, index) => size >= (sizes[index - 1] ?? 0));
  const reason = "and minSize, desiredCapacity and maxSize must not be negative and each at least the one before";
  return problem("maxSize", isOrdered ? undefined : reason);
}

/** How many machines a replacement leaves and makes, in per cent (Amazon EC2 Auto Scaling API Reference, RefreshPreferences). */
function checkPercentages(healthy: Properties, at: string): Problem[] {
  const { minHealthyPercentage: least = 90, maxHealthyPercentage: most = 100 } = healthy;
  const isWide = typeof least === "number" && typeof most === "number" && most - least > 100;
  return [
    ...between(healthy, "minHealthyPercentage", 0, 100, at),
    ...between(healthy, "maxHealthyPercentage", 100, 200, at),
    ...problem(
      `${at}maxHealthyPercentage`,
      isWide ? "must not be more than 100 above minHealthyPercentage" : undefined,
    ),
  ];
}

/** How old an instance gets: any age, or one day to one year in seconds (same reference, CreateAutoScalingGroup). */
function checkLifetime(inputs: Properties): Problem[] {
  return inputs["maxInstanceLifetime"] === 0 ? [] : between(inputs, "maxInstanceLifetime", 86_400, 31_536_000);
}

function checkGroup(inputs: Properties): Problem[] {
  return [
    ...atMostOne(inputs, ["name", "namePrefix"]),
    ...matching("name", inputs["name"], /^[^:]{1,255}$/, "1 to 255 characters without a colon"),
    ...exactlyOne(inputs, ["launchTemplate", "launchConfiguration", "mixedInstancesPolicy"]),
    ...exactlyOne(inputs, ["vpcZoneIdentifiers", "availabilityZones"]),
    ...part(inputs, "launchTemplate", (template, at) => exactlyOne(template, ["id", "name"], at.slice(0, -1))),
    ...checkSizes(inputs),
    ...checkLifetime(inputs),
    ...part(inputs, "instanceMaintenancePolicy", checkPercentages),
    ...part(inputs, "instanceRefresh", (refresh, at) => [
      ...choice(`${at}strategy`, refresh["strategy"], ["Rolling"]),
      ...checkPercentages(propertiesOf(refresh["preferences"]), `${at}preferences.`),
    ]),
    ...choice("healthCheckType", inputs["healthCheckType"], ["EC2", "ELB", "EBS", "VPC_LATTICE"]),
    ...each(inputs, "tags", ({ key }, at) =>
      problem(
        `${at}key`,
        /^aws:/i.test(stringOf(key) ?? "") ? 'begins with "aws:", which is reserved for AWS' : undefined,
      ),
    ),
  ];
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
  admit: admitLaunches,
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

/** Writing a policy of a name that the group has changes it, so no name is ever taken. Groups may have policies of one name. */
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
  // The provider's own id is the name alone; here ids tell objects of a type apart.
  id: (inputs) => text`${inputs["autoscalingGroupName"]}/${inputs["name"]}`,
  outputs: (inputs, computation) => ({
    metricAggregationType: isList(inputs["stepAdjustments"]) ? "Average" : "",
    ...inputs,
    region: computation.scope.facts["region"] ?? "",
    arn: arnOf(
      computation,
      "autoscaling",
      text`scalingPolicy:${uuidOf(computation, "policy")}:autoScalingGroupName/${inputs["autoscalingGroupName"]}:policyName/${inputs["name"]}`,
    ),
  }),
};

/** Rows of Auto Scaling. */
export const autoScalingTypes: readonly ResourceType[] = [group, policy];

/** Elastic Load Balancing: load balancers and target groups (Elastic Load Balancing API Reference 2015-12-01). */
import { derived } from "../../provider/derive.ts";
import { TargetError } from "../../provider/errors.ts";
import { isList, propertiesOf, stringOf, text, type Properties, type Value } from "../../provider/values.ts";
import type { Admission, Problem, ResourceType } from "../definition.ts";
import { atMostOne, between, choice, exactlyOne, forbidden, matching, part, required, texts } from "./inputs.ts";
import { needsSecurityGroups, needsSubnets, refersTo, regional, TOKENS, uniqueInRegion } from "./ties.ts";

const LOAD_BALANCER = TOKENS.loadBalancer;
const TARGET_GROUP = TOKENS.targetGroup;

function checkName(inputs: Properties): Problem[] {
  const form = "1 to 32 of letters, digits and hyphens, with no hyphen at either end";
  return [
    ...atMostOne(inputs, ["name", "namePrefix"]),
    ...matching("name", inputs["name"], /^(?!-)[a-zA-Z0-9-]{1,32}(?<!-)$/, form),
    ...matching(
      "namePrefix",
      inputs["namePrefix"],
      /^(?!-)[a-zA-Z0-9-]{1,6}$/,
      "1 to 6 of letters, digits and hyphens",
    ),
  ];
}

/** Name in an ARN or of an object that has none of its own. */
function nameOf(inputs: Properties, suffix: Value): Value {
  const tail = typeof suffix === "string" ? suffix.slice(0, 26) : suffix;
  return inputs["name"] ?? text`${inputs["namePrefix"] ?? "tf-lb-"}${tail}`;
}

const KINDS: Readonly<Record<string, string>> = { application: "app", network: "net", gateway: "gwy" };

function arnSuffixOf(arn: Value, kind: string): Value {
  return typeof arn === "string" ? arn.replace(new RegExp(`^.*:(${kind === "" ? "" : `${kind}/`})`), "") : arn;
}

function refuse(code: string, message: string): never {
  throw new TargetError(code, message);
}

function admitLoadBalancer({ inputs, find, siblings, ownerOf }: Admission): void {
  const subnets = texts(inputs["subnets"]);
  const mapped = isList(inputs["subnetMappings"])
    ? inputs["subnetMappings"].map((item) => stringOf(propertiesOf(item)["subnetId"]) ?? "")
    : [];
  const places = [...subnets, ...mapped].map((id) => find(TOKENS.subnet, id));
  const zones = places.map((place) => place?.["availabilityZone"]);
  if (new Set(zones).size < zones.length) {
    refuse(
      "InvalidConfigurationRequest",
      "A load balancer cannot be attached to multiple subnets in the same Availability Zone",
    );
  }
  if (inputs["loadBalancerType"] === "application" && zones.length < 2) {
    refuse("ValidationError", "At least two subnets in two different Availability Zones must be specified");
  }
  const vpcIds = new Set(places.map((place) => place?.["vpcId"]));
  if (vpcIds.size > 1) refuse("InvalidConfigurationRequest", "All subnets must belong to the same VPC");
  const vpcId = stringOf([...vpcIds][0]) ?? "";
  if (inputs["internal"] !== true && siblings(TOKENS.internetGateway, TOKENS.vpc, vpcId).length === 0) {
    refuse("InvalidSubnet", `VPC ${vpcId} has no internet gateway`);
  }
  for (const id of texts(inputs["securityGroups"])) {
    const group = find(TOKENS.securityGroup, id);
    if (group !== undefined && group["vpcId"] !== vpcId) {
      refuse("InvalidConfigurationRequest", `One or more security groups are invalid: ${id} is not of ${vpcId}`);
    }
  }
  const logs = propertiesOf(inputs["accessLogs"]);
  const bucket = stringOf(logs["bucket"]) ?? "";
  if (logs["enabled"] === true && ownerOf(`s3 bucket ${bucket}`) === undefined) {
    refuse("InvalidConfigurationRequest", `Access Denied for bucket: ${bucket}. Please check S3bucket permission`);
  }
}

const loadBalancer: ResourceType = {
  token: LOAD_BALANCER,
  title: "ELBv2 Load Balancer",
  defaults: {
    enableDeletionProtection: false,
    enableHttp2: true,
    idleTimeout: 60,
    internal: false,
    loadBalancerType: "application",
  },
  chosenWhenAbsent: [
    "ipAddressType",
    "namePrefix",
    "securityGroups",
    "subnetMappings",
    "subnets",
    "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
  ],
  autoname: { path: ["name"], randomDigits: 7, longest: 32, unless: [["namePrefix"]] },
  freeMaps: ["tags"],
  replaceOn: ["customerOwnedIpv4Pool", "internal", "loadBalancerType", "name", "namePrefix"],
  limits: [{ name: "loadBalancersPerRegion", shared: (inputs) => inputs["loadBalancerType"] ?? "" }],
  references: [
    needsSubnets("subnets", "restrict", "SubnetNotFound"),
    needsSecurityGroups("securityGroups", "restrict", "InvalidSecurityGroup"),
  ],
  unique: [
    uniqueInRegion("load-balancer", "name", (name) => ({
      code: "DuplicateLoadBalancerName",
      message: `A load balancer with the same name '${name}' exists, but with different settings`,
    })),
  ],
  check: (inputs) => [
    ...checkName(inputs),
    ...matching("name", inputs["name"], /^(?!internal-)/, 'a name that does not begin with "internal-"'),
    ...choice("loadBalancerType", inputs["loadBalancerType"], Object.keys(KINDS)),
    ...choice("ipAddressType", inputs["ipAddressType"], ["ipv4", "dualstack", "dualstack-without-public-ipv4"]),
    ...exactlyOne(inputs, ["subnets", "subnetMappings"]),
    ...between(inputs, "idleTimeout", 1, 4000),
    ...part(inputs, "accessLogs", (logs, at) =>
      logs["enabled"] === true ? required(logs, ["bucket"], "for access logs", at) : [],
    ),
  ],
  admit: admitLoadBalancer,
  admitDelete: ({ id, outputs }) => {
    if (outputs["enableDeletionProtection"] === true) {
      refuse("OperationNotPermitted", `Load balancer '${id}' cannot be deleted because deletion protection is enabled`);
    }
  },
  id: (inputs, fresh, scope) => {
    const { partition, region, account } = scope.facts;
    const kind = KINDS[stringOf(inputs["loadBalancerType"]) ?? ""] ?? "app";
    return text`arn:${partition}:elasticloadbalancing:${region}:${account}:loadbalancer/${kind}/${nameOf(inputs, fresh(26))}/${fresh(16)}`;
  },
  outputs: (inputs, computation) => {
    const { id, scope } = computation;
    const name = inputs["name"] ?? (typeof id === "string" ? (id.split("/")[2] ?? "") : id);
    const region = scope.facts["region"] ?? "";
    const { subnets } = inputs;
    const first = isList(subnets) ? subnets[0] : subnets;
    return {
      ipAddressType: "ipv4",
      namePrefix: "",
      securityGroups: [],
      subnets: [],
      ...inputs,
      ...regional(inputs, computation),
      name,
      arn: id,
      arnSuffix: arnSuffixOf(id, "loadbalancer"),
      dnsName: text`${inputs["internal"] === true ? "internal-" : ""}${name}-${derived(id, "dns", 10)}.${region}.elb.amazonaws.com`,
      vpcId: computation.lookUp(TOKENS.subnet, first, "vpcId"),
      zoneId: `Z${region.replaceAll("-", "").toUpperCase()}ELB`,
    };
  },
};

/** Protocols of target groups; listeners have all but GENEVE. */
export const PROTOCOLS = ["GENEVE", "HTTP", "HTTPS", "QUIC", "TCP", "TCP_QUIC", "TCP_UDP", "TLS", "UDP"];

const targetGroup: ResourceType = {
  token: TARGET_GROUP,
  title: "ELBv2 Target Group",
  defaults: {
    deregistrationDelay: 300,
    lambdaMultiValueHeadersEnabled: false,
    proxyProtocolV2: false,
    slowStart: 0,
    targetType: "instance",
  },
  chosenWhenAbsent: [
    "connectionTermination",
    "healthCheck",
    "ipAddressType",
    "loadBalancingAlgorithmType",
    "loadBalancingAnomalyMitigation",
    "loadBalancingCrossZoneEnabled",
    "namePrefix",
    "preserveClientIp",
    "protocolVersion",
    "stickiness",
    "targetFailovers",
    "targetGroupHealth",
    "targetHealthStates",
  ],
  autoname: { path: ["name"], randomDigits: 7, longest: 32, unless: [["namePrefix"]] },
  freeMaps: ["tags"],
  replaceOn: ["ipAddressType", "name", "namePrefix", "port", "protocol", "protocolVersion", "targetType", "vpcId"],
  limits: [{ name: "targetGroupsPerRegion" }],
  references: [
    refersTo("vpcId", TOKENS.vpc, "nothing", (id) => ({
      code: "ValidationError",
      message: `The VPC ID '${id}' is not found`,
    })),
  ],
  unique: [
    uniqueInRegion("target-group", "name", (name) => ({
      code: "DuplicateTargetGroupName",
      message: `A target group with the same name '${name}' exists, but with different settings`,
    })),
  ],
  check: (inputs) => [
    ...checkName(inputs),
    ...choice("targetType", inputs["targetType"], ["instance", "ip", "lambda", "alb"]),
    ...(inputs["targetType"] === "lambda"
      ? forbidden(inputs, ["port", "protocol", "vpcId"], "for targetType lambda")
      : required(inputs, ["port", "protocol", "vpcId"], "unless targetType is lambda")),
    ...choice("protocol", inputs["protocol"], PROTOCOLS),
    ...between(inputs, "port", 1, 65_535),
    ...between(inputs, "deregistrationDelay", 0, 3600),
    ...part(inputs, "healthCheck", (check, at) => [
      ...between(check, "interval", 5, 300, at),
      ...between(check, "timeout", 2, 120, at),
      ...between(check, "healthyThreshold", 2, 10, at),
      ...between(check, "unhealthyThreshold", 2, 10, at),
    ]),
  ],
  stillUsed: (id, users) => ({
    code: "ResourceInUse",
    message: `Target group '${id}' is currently in use by a listener or a rule: ${users.map((user) => user.id).join(", ")}`,
  }),
  id: (inputs, fresh, { facts: { partition, region, account } }) =>
    text`arn:${partition}:elasticloadbalancing:${region}:${account}:targetgroup/${nameOf(inputs, fresh(26))}/${fresh(16)}`,
  outputs: (inputs, computation) => {
    const { id } = computation;
    return {
      ipAddressType: "ipv4",
      loadBalancingAlgorithmType: "round_robin",
      namePrefix: "",
      protocolVersion: "HTTP1",
      ...inputs,
      ...regional(inputs, computation),
      name: inputs["name"] ?? (typeof id === "string" ? (id.split("/")[1] ?? "") : id),
      arn: id,
      arnSuffix: arnSuffixOf(id, ""),
      loadBalancerArns: [],
    };
  },
};

/** Rows of load balancers and target groups. */
export const loadBalancingTypes: readonly ResourceType[] = [loadBalancer, targetGroup];

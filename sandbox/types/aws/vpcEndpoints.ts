/** Amazon VPC: endpoints of AWS services. */
import { derived } from "../../provider/derive.ts";
import { TargetError } from "../../provider/errors.ts";
import { isList, stringOf, text, UNKNOWN, Unknown, type Properties, type Value } from "../../provider/values.ts";
import type { Admission, Computation, Problem, ResourceType } from "../definition.ts";
import { asJsonText, checkJsonDocument } from "./documents.ts";
import { choice, forbidden, required, shown, texts } from "./inputs.ts";
import {
  ec2Outputs,
  needsRouteTables,
  needsSecurityGroups,
  needsSubnets,
  needsVpc,
  networkInterfaceOf,
  TOKENS,
} from "./ties.ts";

/** Services with gateway endpoints (AWS PrivateLink Guide, "Gateway endpoints"). */
const GATEWAY_SERVICES = ["s3", "dynamodb"];

/** Last part of `com.amazonaws.<region>.<service>`, or undefined for services of others. */
function awsServiceOf(inputs: Properties): { region: string; service: string } | undefined {
  const match = /^com\.amazonaws\.([a-z]{2}(?:-[a-z]+)+-\d)\.(.+)$/.exec(stringOf(inputs["serviceName"]) ?? "");
  return match === null ? undefined : { region: match[1] ?? "", service: match[2] ?? "" };
}

function isInterface(inputs: Properties): boolean {
  return inputs["vpcEndpointType"] === "Interface";
}

function checkEndpoint(inputs: Properties): Problem[] {
  const type = inputs["vpcEndpointType"];
  return [
    ...required(inputs, ["serviceName"], "in the sandbox, which knows services only"),
    ...choice("vpcEndpointType", type, ["Gateway", "Interface", "GatewayLoadBalancer"]),
    ...(type === "Gateway"
      ? forbidden(inputs, ["subnetIds", "securityGroupIds", "privateDnsEnabled"], "for a Gateway endpoint")
      : forbidden(inputs, ["routeTableIds"], `for an endpoint of type ${stringOf(type) ?? ""}`)),
    ...checkJsonDocument(inputs, "policy"),
  ];
}

function refuse(code: string, message: string): never {
  throw new TargetError(code, message);
}

function admitService(inputs: Properties, region: string): void {
  const name = stringOf(inputs["serviceName"]) ?? "";
  const aws = awsServiceOf(inputs);
  if (aws === undefined) return;
  if (aws.region !== (stringOf(inputs["serviceRegion"]) ?? region)) {
    refuse("InvalidServiceName", `The Vpc Endpoint Service '${name}' does not exist`);
  }
  if (inputs["vpcEndpointType"] === "Gateway" && !GATEWAY_SERVICES.includes(aws.service)) {
    const types = "[Interface]";
    refuse("InvalidParameter", `Endpoint type (Gateway) does not match available service types (${types}).`);
  }
}

/** Subnets and security groups belong to the endpoint's network, and there is one subnet in a zone at most. */
function admitPlaces({ inputs, find }: Admission): void {
  const vpcId = inputs["vpcId"];
  const zones = new Set<unknown>();
  for (const id of texts(inputs["subnetIds"])) {
    const subnet = find(TOKENS.subnet, id);
    if (subnet === undefined) continue;
    if (subnet["vpcId"] !== vpcId) refuse("InvalidParameter", `The subnet ${id} does not belong to ${shown(vpcId)}`);
    if (zones.has(subnet["availabilityZone"])) {
      refuse(
        "DuplicateSubnetsInSameZone",
        `Found another VPC endpoint subnet in the availability zone of ${id}. VPC endpoint subnets should be in different availability zones supported by the VPC endpoint service.`,
      );
    }
    zones.add(subnet["availabilityZone"]);
  }
  for (const id of texts(inputs["securityGroupIds"])) {
    const group = find(TOKENS.securityGroup, id);
    if (group !== undefined && group["vpcId"] !== vpcId) {
      refuse("InvalidParameter", `The security group ${id} does not belong to ${shown(vpcId)}`);
    }
  }
}

/** Private names need both of the VPC's DNS switches (AWS PrivateLink Guide, "Private DNS"). */
function admitPrivateDns({ inputs, find }: Admission): void {
  const vpcId = stringOf(inputs["vpcId"]) ?? "";
  const vpc = find(TOKENS.vpc, vpcId);
  if (inputs["privateDnsEnabled"] !== true || vpc === undefined) return;
  if (vpc["enableDnsSupport"] === true && vpc["enableDnsHostnames"] === true) return;
  refuse(
    "InvalidParameter",
    `Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${vpcId}`,
  );
}

function dnsEntries(inputs: Properties, computation: Computation): Value {
  if (!isInterface(inputs)) return [];
  if (inputs["serviceName"] instanceof Unknown) return UNKNOWN;
  const aws = awsServiceOf(inputs);
  const { id } = computation;
  if (aws === undefined) return [];
  const zoneId = text`Z${derived(id, "zone", 13)}`;
  const host = text`${id}-${derived(id, "host", 8)}.${aws.service}.${aws.region}.vpce.amazonaws.com`;
  const own = { dnsName: `${aws.service}.${aws.region}.amazonaws.com`, hostedZoneId: zoneId };
  return [{ dnsName: host, hostedZoneId: zoneId }, ...(inputs["privateDnsEnabled"] === true ? [own] : [])];
}

function interfaces(inputs: Properties, computation: Computation): Value {
  const subnets = inputs["subnetIds"];
  if (subnets === undefined) return [];
  if (!isList(subnets)) return UNKNOWN;
  return subnets.map((_subnet, index) => networkInterfaceOf(computation, String(index)));
}

const OPEN_POLICY = JSON.stringify({
  Statement: [{ Action: "*", Effect: "Allow", Principal: "*", Resource: "*" }],
  Version: "2008-10-17",
});

const endpoint: ResourceType = {
  token: TOKENS.vpcEndpoint,
  title: "EC2 VPC Endpoint",
  defaults: { vpcEndpointType: "Gateway" },
  chosenWhenAbsent: [
    "policy",
    "privateDnsEnabled",
    "routeTableIds",
    "subnetIds",
    "securityGroupIds",
    "ipAddressType",
    "dnsOptions",
    "serviceRegion",
    "subnetConfigurations",
  ],
  freeMaps: ["tags"],
  replaceOn: ["serviceName", "serviceRegion", "vpcEndpointType", "vpcId"],
  limits: [
    {
      name: "gatewayEndpointsPerRegion",
      shared: (inputs) => (inputs["vpcEndpointType"] === "Gateway" ? "Gateway" : undefined),
    },
    {
      name: "interfaceEndpointsPerVpc",
      parent: (inputs) => (isInterface(inputs) ? { type: TOKENS.vpc, id: stringOf(inputs["vpcId"]) ?? "" } : undefined),
      shared: (inputs) => inputs["vpcEndpointType"] ?? "",
    },
  ],
  references: [
    needsVpc("restrict"),
    needsRouteTables("routeTableIds", "nothing"),
    needsSubnets("subnetIds", "restrict"),
    needsSecurityGroups("securityGroupIds", "restrict"),
  ],
  unique: [
    {
      name: (inputs, scope) =>
        texts(inputs["routeTableIds"]).map(
          (table) => `prefix-list-route ${scope.key} ${table} ${stringOf(inputs["serviceName"]) ?? ""}`,
        ),
      taken: (inputs, owner) => ({
        code: "RouteAlreadyExists",
        message: `a route table of this endpoint already has a route to ${stringOf(inputs["serviceName"]) ?? ""}, by endpoint ${owner.id}`,
      }),
    },
    {
      name: (inputs, scope) =>
        isInterface(inputs) && inputs["privateDnsEnabled"] === true
          ? `private-dns ${scope.key} ${shown(inputs["vpcId"])} ${shown(inputs["serviceName"])}`
          : undefined,
      taken: (inputs) => ({
        code: "InvalidParameter",
        message: `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${stringOf(inputs["serviceName"]) ?? ""} in the VPC ${stringOf(inputs["vpcId"]) ?? ""}`,
      }),
    },
  ],
  normalise: (inputs) => asJsonText(inputs, "policy"),
  check: checkEndpoint,
  admit: (admission) => {
    admitService(admission.inputs, admission.scope.facts["region"] ?? "");
    admitPlaces(admission);
    admitPrivateDns(admission);
  },
  id: (_inputs, fresh) => `vpce-${fresh(17)}`,
  outputs: (inputs, computation) => ({
    ipAddressType: "ipv4",
    policy: OPEN_POLICY,
    privateDnsEnabled: false,
    routeTableIds: [],
    securityGroupIds: [],
    subnetIds: [],
    ...inputs,
    ...ec2Outputs(inputs, computation, "vpc-endpoint"),
    cidrBlocks: [],
    dnsEntries: dnsEntries(inputs, computation),
    networkInterfaceIds: interfaces(inputs, computation),
    prefixListId: isInterface(inputs) ? "" : text`pl-${derived(inputs["serviceName"] ?? "", "prefix-list", 8)}`,
    requesterManaged: false,
    state: "available",
  }),
};

/** Rows of endpoints. */
export const vpcEndpointTypes: readonly ResourceType[] = [endpoint];

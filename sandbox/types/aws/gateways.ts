/** Amazon VPC: internet gateways, Elastic IP addresses and NAT gateways. */
import { derived } from "../../provider/derive.ts";
import { TargetError } from "../../provider/errors.ts";
import { stringOf, text, UNKNOWN, type Properties, type Value } from "../../provider/values.ts";
import type { Admission, Computation, Problem, ResourceType } from "../definition.ts";
import { choice, forbidden, required, shown } from "./inputs.ts";
import { ec2Arn, ec2Outputs, needsSubnets, needsVpc, networkInterfaceOf, refersTo, regional, TOKENS } from "./ties.ts";

const internetGateway: ResourceType = {
  token: TOKENS.internetGateway,
  title: "EC2 internet gateway",
  chosenWhenAbsent: ["vpcId"],
  freeMaps: ["tags"],
  limits: [{ name: "internetGatewaysPerRegion" }],
  references: [needsVpc("restrict")],
  unique: [
    {
      name: (inputs, scope) => {
        const vpcId = stringOf(inputs["vpcId"]);
        return vpcId === undefined ? undefined : `internet-gateway ${scope.key} ${vpcId}`;
      },
      taken: (inputs) => ({
        code: "InvalidParameterValue",
        message: `Network ${stringOf(inputs["vpcId"]) ?? ""} already has an internet gateway attached`,
      }),
    },
  ],
  admitDelete: ({ outputs }, { list }) => {
    const vpcId = outputs["vpcId"];
    if (vpcId === undefined) return;
    const isPublic = (properties: Properties): boolean =>
      properties["connectivityType"] === "public" || properties["internal"] === false;
    const mapped = [...list(TOKENS.natGateway), ...list(TOKENS.loadBalancer)].filter(
      (user) => user.outputs["vpcId"] === vpcId && isPublic(user.outputs),
    );
    if (mapped.length === 0) return;
    throw new TargetError(
      "DependencyViolation",
      `Network ${shown(vpcId)} has some mapped public address(es): ${mapped.map(({ id }) => id).join(", ")}. Please unmap those public address(es) before detaching the gateway`,
    );
  },
  id: (_inputs, fresh) => `igw-${fresh(17)}`,
  outputs: (inputs, computation) => ({ ...inputs, ...ec2Outputs(inputs, computation, "internet-gateway") }),
};

/** An address of 198.18.0.0/15, the block for benchmarks (RFC 2544), so that it is nobody's. */
function publicAddress(id: Value, separator: "." | "-"): Value {
  const digits = derived(id, "address", 5);
  if (typeof digits !== "string") return UNKNOWN;
  const number = parseInt(digits, 16) % 2 ** 17;
  return [198, 18 + Math.floor(number / 2 ** 16), Math.floor(number / 256) % 256, number % 256].join(separator);
}

const eip: ResourceType = {
  token: TOKENS.eip,
  title: "EC2 EIP",
  defaults: { domain: "vpc" },
  chosenWhenAbsent: ["networkBorderGroup", "publicIpv4Pool", "instance", "networkInterface", "ipamPoolId"],
  freeMaps: ["tags"],
  replaceOn: ["address", "customerOwnedIpv4Pool", "domain", "ipamPoolId", "networkBorderGroup", "publicIpv4Pool"],
  limits: [{ name: "eipsPerRegion" }],
  check: (inputs) => [
    ...choice("domain", inputs["domain"], ["vpc"]),
    ...forbidden(
      inputs,
      ["instance", "networkInterface"],
      "in the sandbox, which has neither instances nor interfaces",
    ),
  ],
  stillUsed: (id, users) => ({
    code: "InvalidIPAddress.InUse",
    message: `Address ${id} is in use by ${users.map((user) => user.id).join(", ")}`,
  }),
  id: (_inputs, fresh) => `eipalloc-${fresh(17)}`,
  outputs: (inputs, computation) => {
    const { id, scope } = computation;
    const region = scope.facts["region"] ?? "";
    const suffix = region === "us-east-1" ? "compute-1" : `${region}.compute`;
    return {
      networkBorderGroup: region,
      publicIpv4Pool: "amazon",
      ...inputs,
      ...regional(inputs, computation),
      arn: ec2Arn(computation, "elastic-ip"),
      allocationId: id,
      publicIp: publicAddress(id, "."),
      publicDns: text`ec2-${publicAddress(id, "-")}.${suffix}.amazonaws.com`,
      associationId: "",
      privateIp: "",
      carrierIp: "",
      customerOwnedIp: "",
      ptrRecord: "",
    };
  },
};

function checkNatGateway(inputs: Properties): Problem[] {
  if (inputs["availabilityMode"] === "regional") {
    return [
      { property: "availabilityMode", reason: 'is "regional", which the sandbox does not simulate; use "zonal"' },
    ];
  }
  const isPublic = inputs["connectivityType"] === "public";
  return [
    ...choice("connectivityType", inputs["connectivityType"], ["public", "private"]),
    ...required(inputs, ["subnetId"], "unless availabilityMode is regional"),
    ...(isPublic
      ? required(inputs, ["allocationId"], "for a public NAT gateway")
      : forbidden(inputs, ["allocationId", "secondaryAllocationIds"], "for a private NAT gateway")),
  ];
}

/**
 * AWS does not look at the subnet's routes, but a public NAT gateway fails in a network without an internet gateway
 * (Amazon VPC User Guide, "Troubleshoot NAT gateways").
 */
function admitNatGateway({ inputs, find, siblings }: Admission): void {
  if (inputs["connectivityType"] !== "public") return;
  const vpcId = stringOf(find(TOKENS.subnet, stringOf(inputs["subnetId"]) ?? "")?.["vpcId"]) ?? "";
  if (siblings(TOKENS.internetGateway, TOKENS.vpc, vpcId).length > 0) return;
  throw new TargetError("Gateway.NotAttached", `Network ${vpcId} has no Internet gateway attached`);
}

function natOutputs(inputs: Properties, computation: Computation): Properties {
  const { lookUp } = computation;
  return {
    availabilityMode: "zonal",
    privateIp: "",
    secondaryAllocationIds: [],
    secondaryPrivateIpAddresses: [],
    ...inputs,
    ...regional(inputs, computation),
    associationId: text`eipassoc-${derived(computation.id, "association", 17)}`,
    networkInterfaceId: networkInterfaceOf(computation, "nat"),
    publicIp: inputs["allocationId"] === undefined ? "" : lookUp(TOKENS.eip, inputs["allocationId"], "publicIp"),
    vpcId: lookUp(TOKENS.subnet, inputs["subnetId"], "vpcId"),
  };
}

const natGateway: ResourceType = {
  token: TOKENS.natGateway,
  title: "EC2 NAT Gateway",
  defaults: { connectivityType: "public" },
  chosenWhenAbsent: ["privateIp", "availabilityMode", "vpcId", "secondaryPrivateIpAddressCount"],
  freeMaps: ["tags"],
  replaceOn: ["allocationId", "connectivityType", "privateIp", "subnetId", "availabilityMode"],
  limits: [
    {
      name: "natGatewaysPerZone",
      shared: (inputs, lookUp) => lookUp(TOKENS.subnet, inputs["subnetId"], "availabilityZone"),
    },
  ],
  references: [
    needsSubnets("subnetId", "restrict"),
    refersTo("allocationId", TOKENS.eip, "restrict", (id) => ({
      code: "InvalidAllocationID.NotFound",
      message: `The allocation ID '${id}' does not exist`,
    })),
  ],
  unique: [
    {
      name: (inputs, scope) => {
        const allocationId = stringOf(inputs["allocationId"]);
        return allocationId === undefined ? undefined : `eip-association ${scope.key} ${allocationId}`;
      },
      taken: (inputs, owner) => ({
        code: "Resource.AlreadyAssociated",
        message: `Elastic IP address [${stringOf(inputs["allocationId"]) ?? ""}] is already associated: ${owner.id} has it`,
      }),
    },
  ],
  check: checkNatGateway,
  admit: admitNatGateway,
  id: (_inputs, fresh) => `nat-${fresh(17)}`,
  outputs: natOutputs,
};

/** Rows of gateways and public addresses. */
export const gatewayTypes: readonly ResourceType[] = [internetGateway, eip, natGateway];

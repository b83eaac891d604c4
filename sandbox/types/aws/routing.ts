/** Amazon VPC: route tables, routes and their ties to subnets. */
import { derived } from "../../provider/derive.ts";
import { TargetError } from "../../provider/errors.ts";
import { isList, propertiesOf, stringOf, text, type Properties } from "../../provider/values.ts";
import type { Admission, Problem, Reference, ResourceType } from "../definition.ts";
import { checkCidr, each, exactlyOne } from "./inputs.ts";
import { ec2Outputs, needsRouteTables, needsSubnets, needsVpc, TOKENS } from "./ties.ts";

/** What a route can lead to. Ids of kinds that the sandbox does not simulate are taken as they are. */
const ROUTE_TARGETS = [
  "gatewayId",
  "natGatewayId",
  "vpcEndpointId",
  "networkInterfaceId",
  "transitGatewayId",
  "vpcPeeringConnectionId",
  "egressOnlyGatewayId",
  "carrierGatewayId",
  "localGatewayId",
  "coreNetworkArn",
  "odbNetworkArn",
];

const TARGET_KINDS = [
  {
    property: "gatewayId",
    toType: TOKENS.internetGateway,
    prefix: "igw-",
    missing: (id: string) => ({ code: "InvalidGatewayID.NotFound", message: `The gateway ID '${id}' does not exist` }),
  },
  {
    property: "natGatewayId",
    toType: TOKENS.natGateway,
    prefix: "nat-",
    missing: (id: string) => ({
      code: "InvalidNatGatewayID.NotFound",
      message: `The natGateway ID '${id}' does not exist`,
    }),
  },
  {
    property: "vpcEndpointId",
    toType: TOKENS.vpcEndpoint,
    prefix: "vpce-",
    missing: (id: string) => ({
      code: "InvalidVpcEndpointId.NotFound",
      message: `The Vpc Endpoint Id '${id}' does not exist`,
    }),
  },
];

/**
 * What routes lead to must exist. Deleting it later is not refused: AWS keeps the route and marks it as a blackhole
 * (Amazon VPC User Guide, "Route tables").
 */
function leadsSomewhere(routesOf: (inputs: Properties) => readonly Properties[]): Reference[] {
  return TARGET_KINDS.map(({ property, toType, prefix, missing }) => ({
    property,
    toType,
    target: (inputs) =>
      routesOf(inputs).flatMap((route) => {
        const id = stringOf(route[property]);
        return id?.startsWith(prefix) === true ? [id] : [];
      }),
    onDelete: "nothing",
    missing,
  }));
}

/** A route's internet gateway belongs to the network of its route table. */
function admitGateways({ find }: Admission, routeTableId: string, vpcId: string, routes: readonly Properties[]): void {
  for (const route of routes) {
    const gatewayId = stringOf(route["gatewayId"]);
    const gateway = gatewayId === undefined ? undefined : find(TOKENS.internetGateway, gatewayId);
    if (gatewayId === undefined || gateway === undefined || gateway["vpcId"] === vpcId) continue;
    throw new TargetError(
      "InvalidParameterValue",
      `route table ${routeTableId} and network gateway ${gatewayId} belong to different networks`,
    );
  }
}

function inlineRoutes(inputs: Properties): Properties[] {
  const routes = inputs["routes"];
  return isList(routes) ? routes.map(propertiesOf) : [];
}

function checkRoutes(inputs: Properties): Problem[] {
  return each(inputs, "routes", (route, at) => {
    const whole = at.slice(0, -1);
    return [
      ...exactlyOne(route, ["cidrBlock", "ipv6CidrBlock", "destinationPrefixListId"], whole),
      ...exactlyOne(route, ROUTE_TARGETS, whole),
      ...checkCidr(route, "cidrBlock", at),
    ];
  });
}

const routeTable: ResourceType = {
  token: TOKENS.routeTable,
  title: "EC2 route table",
  chosenWhenAbsent: ["routes", "propagatingVgws"],
  freeMaps: ["tags"],
  replaceOn: ["vpcId"],
  limits: [
    { name: "routeTablesPerVpc", parent: (inputs) => ({ type: TOKENS.vpc, id: stringOf(inputs["vpcId"]) ?? "" }) },
  ],
  references: [needsVpc("restrict"), ...leadsSomewhere(inlineRoutes)],
  check: checkRoutes,
  admit: (admission) => {
    const { inputs, self } = admission;
    admitGateways(admission, self?.id ?? "(new)", stringOf(inputs["vpcId"]) ?? "", inlineRoutes(inputs));
  },
  id: (_inputs, fresh) => `rtb-${fresh(17)}`,
  outputs: (inputs, computation) => ({
    propagatingVgws: [],
    routes: [],
    ...inputs,
    ...ec2Outputs(inputs, computation, "route-table"),
  }),
};

const DESTINATIONS = ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"];

function destinationOf(inputs: Properties): string | undefined {
  return DESTINATIONS.map((name) => stringOf(inputs[name])).find((value) => value !== undefined && value !== "");
}

const route: ResourceType = {
  token: "aws:ec2/route:Route",
  title: "EC2 route",
  replaceOn: ["routeTableId", ...DESTINATIONS],
  limits: [
    {
      name: "routesPerRouteTable",
      parent: (inputs) => ({ type: TOKENS.routeTable, id: stringOf(inputs["routeTableId"]) ?? "" }),
    },
  ],
  references: [needsRouteTables("routeTableId", "cascade"), ...leadsSomewhere((inputs) => [inputs])],
  unique: [
    {
      name: (inputs, scope) => {
        const destination = destinationOf(inputs);
        const table = stringOf(inputs["routeTableId"]);
        return destination === undefined || table === undefined
          ? undefined
          : `route ${scope.key} ${table} ${destination}`;
      },
      taken: (inputs) => ({
        code: "RouteAlreadyExists",
        message: `The route identified by ${destinationOf(inputs) ?? ""} already exists`,
      }),
    },
  ],
  check: (inputs) => [
    ...exactlyOne(inputs, DESTINATIONS),
    ...exactlyOne(inputs, ROUTE_TARGETS),
    ...checkCidr(inputs, "destinationCidrBlock"),
  ],
  admit: (admission) => {
    const table = stringOf(admission.inputs["routeTableId"]) ?? "";
    const vpcId = stringOf(admission.find(TOKENS.routeTable, table)?.["vpcId"]);
    if (vpcId === undefined) return;
    const destination = destinationOf(admission.inputs) ?? "";
    if (admission.find(TOKENS.vpc, vpcId)?.["cidrBlock"] === destination) {
      throw new TargetError(
        "RouteAlreadyExists",
        `The route identified by ${destination} already exists: it is the local route of ${vpcId}`,
      );
    }
    admitGateways(admission, table, vpcId, [admission.inputs]);
  },
  id: (inputs) => {
    const destination = DESTINATIONS.map((name) => inputs[name]).find((value) => value !== undefined) ?? "";
    return text`r-${inputs["routeTableId"]}${derived(destination, "route", 8)}`;
  },
  outputs: (inputs, { scope }) => ({
    instanceId: "",
    instanceOwnerId: "",
    origin: "CreateRoute",
    state: "active",
    ...inputs,
    region: scope.facts["region"] ?? "",
  }),
};

const routeTableAssociation: ResourceType = {
  token: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  title: "EC2 route table association",
  replaceOn: ["subnetId", "gatewayId"],
  references: [needsRouteTables("routeTableId", "restrict"), needsSubnets("subnetId", "cascade")],
  unique: [
    {
      name: (inputs, scope) => {
        const subnetId = stringOf(inputs["subnetId"]);
        return subnetId === undefined ? undefined : `route-table-association ${scope.key} ${subnetId}`;
      },
      taken: (inputs, owner) => ({
        code: "Resource.AlreadyAssociated",
        message: `the specified association for subnet ${stringOf(inputs["subnetId"]) ?? ""} conflicts with the existing association ${owner.id}`,
      }),
    },
  ],
  check: (inputs) => exactlyOne(inputs, ["subnetId", "gatewayId"]),
  admit: ({ inputs, find }) => {
    const subnetId = stringOf(inputs["subnetId"]) ?? "";
    const routeTableId = stringOf(inputs["routeTableId"]) ?? "";
    const subnetVpc = find(TOKENS.subnet, subnetId)?.["vpcId"];
    const tableVpc = find(TOKENS.routeTable, routeTableId)?.["vpcId"];
    if (subnetVpc === undefined || tableVpc === undefined || subnetVpc === tableVpc) return;
    throw new TargetError(
      "InvalidParameterValue",
      `route table ${routeTableId} and subnet ${subnetId} belong to different networks`,
    );
  },
  id: (_inputs, fresh) => `rtbassoc-${fresh(17)}`,
  outputs: (inputs, { scope }) => ({ ...inputs, region: scope.facts["region"] ?? "" }),
};

/** Rows of Amazon VPC's routing. */
export const routingTypes: readonly ResourceType[] = [routeTable, route, routeTableAssociation];

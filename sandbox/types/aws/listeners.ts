/** Elastic Load Balancing: listeners (Elastic Load Balancing API Reference 2015-12-01). */
import { TargetError } from "../../provider/errors.ts";
import { isList, propertiesOf, stringOf, text, Unknown, type Properties } from "../../provider/values.ts";
import type { Admission, Problem, ResourceType } from "../definition.ts";
import { between, choice, each, exactlyOne, forbidden, matching, required, shown } from "./inputs.ts";
import { PROTOCOLS } from "./loadBalancing.ts";
import { refersTo, regional, TOKENS } from "./ties.ts";

/** Security policies that are offered today begin like this; their full names change too often for a list. */
const SSL_POLICY = /^ELBSecurityPolicy-[A-Za-z0-9-]+$/;

function checkAction(action: Properties, at: string): Problem[] {
  const type = stringOf(action["type"]);
  return [
    ...choice(`${at}type`, type, [
      "forward",
      "redirect",
      "fixed-response",
      "authenticate-cognito",
      "authenticate-oidc",
      "jwt-validation",
    ]),
    ...(type === "forward" ? exactlyOne(action, ["targetGroupArn", "forward"], at.slice(0, -1)) : []),
    ...(type === "redirect" ? required(action, ["redirect"], "for type redirect", at) : []),
    ...(type === "fixed-response" ? required(action, ["fixedResponse"], "for type fixed-response", at) : []),
    ...choice(`${at}redirect.statusCode`, propertiesOf(action["redirect"])["statusCode"], ["HTTP_301", "HTTP_302"]),
  ];
}

function targetGroupsOf(inputs: Properties): string[] {
  const actions = isList(inputs["defaultActions"]) ? inputs["defaultActions"].map(propertiesOf) : [];
  return actions.flatMap((action) => {
    const groups = propertiesOf(action["forward"])["targetGroups"];
    const several = isList(groups) ? groups.map((group) => propertiesOf(group)["arn"]) : [];
    return [action["targetGroupArn"], ...several].filter((arn) => typeof arn === "string" && arn !== "") as string[];
  });
}

function isEncrypted(inputs: Properties): boolean {
  const { protocol } = inputs;
  return protocol === "HTTPS" || protocol === "TLS";
}

/** A certificate of AWS Certificate Manager serves its own region alone; which ones there are, the sandbox does not know. */
function admitCertificate({ inputs, scope }: Admission): void {
  const arn = stringOf(inputs["certificateArn"]) ?? "";
  const [, , service, region] = arn.split(":");
  if (service !== "acm" || region === scope.facts["region"]) return;
  throw new TargetError("ValidationError", `Certificate ARN '${arn}' is not valid`);
}

const LISTENER = "aws:lb/listener:Listener";

function refuse(code: string, message: string): never {
  throw new TargetError(code, message);
}

/** An application load balancer speaks HTTP and HTTPS on both sides, a network load balancer neither. */
function isForApplications(protocol: string): boolean {
  return protocol === "HTTP" || protocol === "HTTPS";
}

/** A listener and its targets fit each other and the load balancer, which is the only one that the targets have. */
function admitTargets({ inputs, find, siblings }: Admission): void {
  const arn = shown(inputs["loadBalancerArn"]);
  const balancer = find(TOKENS.loadBalancer, arn) ?? {};
  const protocol = stringOf(inputs["protocol"]) ?? "HTTP";
  if (balancer["loadBalancerType"] === "application" && !isForApplications(protocol)) {
    refuse("ValidationError", `Listener protocol '${protocol}' must be one of 'HTTPS, HTTP'`);
  }
  for (const id of targetGroupsOf(inputs)) {
    const { vpcId, protocol: spoken } = find(TOKENS.targetGroup, id) ?? {};
    if (vpcId !== undefined && vpcId !== balancer["vpcId"]) {
      refuse("InvalidConfigurationRequest", `Target group '${id}' is in a different VPC than load balancer '${arn}'`);
    }
    if (typeof spoken === "string" && isForApplications(spoken) !== isForApplications(protocol)) {
      refuse(
        "IncompatibleProtocols",
        `The listener and its associated target group '${id}' have incompatible protocols: '${protocol}' and '${spoken}'`,
      );
    }
    const others = siblings(LISTENER, TOKENS.targetGroup, id).filter(
      (other) => other.inputs["loadBalancerArn"] !== arn,
    );
    if (others.length > 0) {
      const names = others.map((other) => other.id).join(", ");
      refuse(
        "TargetGroupAssociationLimit",
        `The following target groups cannot be associated with more than one load balancer: ${id}, which ${names} has`,
      );
    }
  }
}

const listener: ResourceType = {
  token: LISTENER,
  title: "ELBv2 Listener",
  chosenWhenAbsent: ["protocol", "sslPolicy", "mutualAuthentication", "tcpIdleTimeoutSeconds"],
  freeMaps: ["tags"],
  replaceOn: ["loadBalancerArn"],
  limits: [
    {
      name: "listenersPerLoadBalancer",
      parent: (inputs) => ({ type: TOKENS.loadBalancer, id: stringOf(inputs["loadBalancerArn"]) ?? "" }),
    },
  ],
  references: [
    refersTo("loadBalancerArn", TOKENS.loadBalancer, "cascade", (id) => ({
      code: "LoadBalancerNotFound",
      message: `One or more load balancers not found: ${id}`,
    })),
    {
      property: "defaultActions",
      toType: TOKENS.targetGroup,
      target: targetGroupsOf,
      onDelete: "restrict",
      missing: (id) => ({ code: "TargetGroupNotFound", message: `One or more target groups not found: ${id}` }),
    },
  ],
  unique: [
    {
      name: (inputs) => `listener ${shown(inputs["loadBalancerArn"])} ${shown(inputs["port"])}`,
      taken: (inputs) => ({
        code: "DuplicateListener",
        message: `A listener already exists on this port for this load balancer: ${shown(inputs["port"])}`,
      }),
    },
  ],
  check: (inputs) => [
    ...required(inputs, ["port"], "for application and network load balancers"),
    ...between(inputs, "port", 1, 65_535),
    ...choice(
      "protocol",
      inputs["protocol"],
      PROTOCOLS.filter((name) => name !== "GENEVE"),
    ),
    ...matching("sslPolicy", inputs["sslPolicy"], SSL_POLICY, "a policy such as ELBSecurityPolicy-TLS13-1-2-2021-06"),
    ...matching("certificateArn", inputs["certificateArn"], /^arn:[^:]+:(acm|iam):/, "the ARN of a certificate"),
    ...(inputs["protocol"] instanceof Unknown
      ? []
      : isEncrypted(inputs)
        ? required(inputs, ["certificateArn"], `for protocol ${shown(inputs["protocol"])}`)
        : forbidden(inputs, ["certificateArn", "sslPolicy"], "unless the protocol is HTTPS or TLS")),
    ...each(inputs, "defaultActions", checkAction),
  ],
  admit: (admission) => {
    admitCertificate(admission);
    admitTargets(admission);
  },
  id: (inputs, fresh) => text`${shown(inputs["loadBalancerArn"]).replace(":loadbalancer/", ":listener/")}/${fresh(16)}`,
  outputs: (inputs, computation) => ({
    protocol: "HTTP",
    sslPolicy: isEncrypted(inputs) ? "ELBSecurityPolicy-2016-08" : "",
    ...inputs,
    ...regional(inputs, computation),
    arn: computation.id,
  }),
};

/** Rows of listeners. */
export const listenerTypes: readonly ResourceType[] = [listener];

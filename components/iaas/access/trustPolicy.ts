import type { AccessPrincipal } from "./order.ts";

/**
 * Who may take a role: the tenant's people, each with a source identity, which AWS CloudTrail records with everything that is done
 * (IAM User Guide, "Monitor and control actions taken with assumed roles"). Nobody may bring session tags, because a tag of the role's
 * says whose it is.
 *
 * @param region where people with SAML sign in, beside the global endpoint.
 */
export function trustPolicy(principal: AccessPrincipal, region: string): object {
  const who =
    principal.type === "account"
      ? { AWS: `arn:aws:iam::${principal.accountId}:root` }
      : { Federated: principal.providerArn };
  const named = { StringLike: { "sts:SourceIdentity": "?*" } };
  const take =
    principal.type === "account"
      ? { Action: "sts:AssumeRole", Condition: { StringEquals: { "sts:ExternalId": principal.externalId }, ...named } }
      : {
          Action: "sts:AssumeRoleWithSAML",
          Condition: { StringEquals: { "SAML:aud": [signIn(), signIn(region)] }, ...named },
        };
  return {
    Version: "2012-10-17",
    Statement: [
      { Sid: "Take", Effect: "Allow", Principal: who, ...take },
      // AWS asks for it apart, where it knows neither external ids nor audiences.
      { Sid: "SayWho", Effect: "Allow", Principal: who, Action: "sts:SetSourceIdentity", Condition: named },
    ],
  };
}

/** Where assertions are sent to (AWS General Reference, "AWS Sign-In endpoints and quotas"). */
function signIn(region?: string): string {
  return `https://${region === undefined ? "" : `${region}.`}signin.aws.amazon.com/saml`;
}

import type { LoadBalancerPlan, MachineGroupPlan } from "../../../../../components/iaas/machines/plan.ts";

/** A load balancer that the internet reaches, as it is planned. */
export const loadBalancer: LoadBalancerPlan = {
  loadBalancerName: "acme--web--frontend",
  targetGroupName: "acme--web--frontend--8080",
  securityGroupName: "acme--web--load-balancers--frontend",
  port: 8080,
  healthPath: "/healthz",
  certificateArn: "arn:aws:acm:eu-central-1:111122223333:certificate/12345678-1234-1234-1234-123456789012",
  internal: false,
  clients: "0.0.0.0/0",
  deletionProtection: true,
};

/** A group of two machines that does not scale and has no load balancer, as it is planned. */
export const machineGroup: MachineGroupPlan = {
  name: "frontend",
  launchTemplateName: "acme--web--frontend",
  autoScalingGroupName: "acme--web--frontend",
  securityGroupName: "acme--web--machines--frontend",
  roleName: "acme--web--machines--frontend",
  instanceProfileName: "acme--web--machines--frontend",
  accountId: "111122223333",
  region: "eu-central-1",
  parameterPath: "/tenantry/acme/web",
  instanceType: "m7i.large",
  image: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
  rootDevice: "/dev/xvda",
  rootVolumeGiB: 20,
  minimum: 2,
  maximum: 2,
};

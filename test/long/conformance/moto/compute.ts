/** Launch templates, Amazon EC2 Auto Scaling and Elastic Load Balancing in calls of their own. */
import { type Adapters, given } from "./adapter.ts";

type ComputeAdapters = Pick<
  Adapters,
  | "aws:autoscaling/group:Group"
  | "aws:autoscaling/policy:Policy"
  | "aws:ec2/launchTemplate:LaunchTemplate"
  | "aws:lb/listener:Listener"
  | "aws:lb/loadBalancer:LoadBalancer"
  | "aws:lb/targetGroup:TargetGroup"
>;

/** Adapters of machines and what balances the load between them. */
export const computeAdapters: ComputeAdapters = {
  "aws:ec2/launchTemplate:LaunchTemplate": async ({ ec2 }, { name, imageId, instanceType }) => {
    const { LaunchTemplate } = await ec2.createLaunchTemplate({
      LaunchTemplateName: name,
      LaunchTemplateData: { ImageId: imageId, InstanceType: instanceType === "t3.micro" ? "t3.micro" : undefined },
    });
    const LaunchTemplateId = given(LaunchTemplate?.LaunchTemplateId);
    return { id: LaunchTemplateId, remove: () => ec2.deleteLaunchTemplate({ LaunchTemplateId }) };
  },

  "aws:autoscaling/group:Group": async ({ autoScaling }, inputs) => {
    const { name, minSize, maxSize, desiredCapacity, vpcZoneIdentifiers, launchTemplate } = inputs;
    const sizes = { MinSize: minSize, MaxSize: maxSize, DesiredCapacity: desiredCapacity };
    await autoScaling.createAutoScalingGroup({
      AutoScalingGroupName: name,
      ...sizes,
      VPCZoneIdentifier: vpcZoneIdentifiers?.join(","),
      LaunchTemplate: { LaunchTemplateId: launchTemplate?.id, Version: launchTemplate?.version },
    });
    return {
      id: given(name),
      update: (changed) =>
        autoScaling.updateAutoScalingGroup({
          AutoScalingGroupName: name,
          MinSize: changed.minSize,
          MaxSize: changed.maxSize,
          DesiredCapacity: changed.desiredCapacity,
        }),
      remove: () => autoScaling.deleteAutoScalingGroup({ AutoScalingGroupName: name, ForceDelete: true }),
    };
  },

  "aws:autoscaling/policy:Policy": async ({ autoScaling }, inputs) => {
    const named = { AutoScalingGroupName: inputs.autoscalingGroupName, PolicyName: given(inputs.name) };
    const tracking = inputs.targetTrackingConfiguration;
    await autoScaling.putScalingPolicy({
      ...named,
      PolicyType: inputs.policyType,
      TargetTrackingConfiguration:
        tracking === undefined
          ? undefined
          : {
              TargetValue: tracking.targetValue,
              PredefinedMetricSpecification: { PredefinedMetricType: "ASGAverageCPUUtilization" },
            },
    });
    return { id: named.PolicyName, remove: () => autoScaling.deletePolicy(named) };
  },

  "aws:lb/loadBalancer:LoadBalancer": async ({ loadBalancing }, inputs) => {
    const { LoadBalancers } = await loadBalancing.createLoadBalancer({
      Name: inputs.name,
      Scheme: inputs.internal === true ? "internal" : "internet-facing",
      Type: inputs.loadBalancerType === "network" ? "network" : "application",
      Subnets: inputs.subnets,
      SecurityGroups: inputs.securityGroups,
    });
    const LoadBalancerArn = given(LoadBalancers?.[0]?.LoadBalancerArn);
    if (inputs.enableDeletionProtection === true) {
      const Attributes = [{ Key: "deletion_protection.enabled", Value: "true" }];
      await loadBalancing.modifyLoadBalancerAttributes({ LoadBalancerArn, Attributes });
    }
    return {
      id: LoadBalancerArn,
      arn: LoadBalancerArn,
      remove: () => loadBalancing.deleteLoadBalancer({ LoadBalancerArn }),
    };
  },

  "aws:lb/targetGroup:TargetGroup": async ({ loadBalancing }, { name, port, protocol, vpcId }) => {
    const { TargetGroups } = await loadBalancing.createTargetGroup({
      Name: name,
      Port: port,
      Protocol: protocol === "TCP" ? "TCP" : "HTTP",
      VpcId: vpcId,
    });
    const TargetGroupArn = given(TargetGroups?.[0]?.TargetGroupArn);
    return {
      id: TargetGroupArn,
      arn: TargetGroupArn,
      remove: () => loadBalancing.deleteTargetGroup({ TargetGroupArn }),
    };
  },

  "aws:lb/listener:Listener": async ({ loadBalancing }, { loadBalancerArn, port, defaultActions }) => {
    const { Listeners } = await loadBalancing.createListener({
      LoadBalancerArn: loadBalancerArn,
      Port: port,
      Protocol: "HTTP",
      DefaultActions: defaultActions.map(({ targetGroupArn }) => ({ Type: "forward", TargetGroupArn: targetGroupArn })),
    });
    const ListenerArn = given(Listeners?.[0]?.ListenerArn);
    return { id: ListenerArn, arn: ListenerArn, remove: () => loadBalancing.deleteListener({ ListenerArn }) };
  },
};

/** The nodes of the example's tenants as text, for estates that keep nodes for others: what follows `ownNodes: ` in its shared cell. */
export const exampleNodes = `# nodes that no other tenant's pods run on
        - { tenant: hooli, vcpu: 32, memoryGiB: 128, pods: 330 } # three of them
        - { tenant: cyberdyne, vcpu: 24, memoryGiB: 96, pods: 330 }`;

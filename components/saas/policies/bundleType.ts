/** The type token of the component that renders a subscription, written out: a rule takes nothing from what it judges. */
export const bundleType = "tenantry:saas:TenantApplication";

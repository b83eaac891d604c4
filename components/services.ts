// Every service kind that can be sold, one line each: what the registry is made of.
export { iaas } from "./iaas/service.ts";
export { paas } from "./paas/service.ts";
export { saas } from "./saas/service.ts";
export { storage } from "./storage/service.ts";

import { addressOf, type TenantData } from "../reportData.ts";
import { bdi, type Child, h, link, required } from "./dom.ts";
import { startMatrix } from "./matrix.ts";
import { controlPage, rulePage } from "./pages/acrossTenants.ts";
import { resourcePage } from "./pages/resource.ts";
import { tenantPage } from "./pages/tenant.ts";
import { tenantRulePage } from "./pages/tenantRule.ts";
import { report, resourceOf } from "./report.ts";

/** A page that is drawn when it is asked for. */
interface Page {
  /** The section of the document that it belongs to. */
  readonly section: string;
  /** The way to it. */
  readonly trail: readonly HTMLElement[];
  readonly content: () => Child[];
}

/** Every page by its address. What is not here is a place in the document itself. */
const pages = new Map<string, () => Page>();
const add = (address: string, page: () => Page): void => void pages.set(address, page);

report.rules.forEach(({ id }, rule) => {
  add(addressOf.rule(id), () => ({ section: "rules", trail: [link("rules", "Rules")], content: () => rulePage(rule) }));
});
report.frameworks.forEach(({ id, controls }, framework) => {
  controls.forEach((control, index) => {
    const trail = [link("frameworks", "Frameworks")];
    const content = (): Child[] => controlPage(framework, index);
    add(addressOf.control(id, control.id), () => ({ section: "frameworks", trail, content }));
  });
});
const tenants = new Map(report.tenants.map((tenant) => [addressOf.tenant(tenant.id), tenant]));

/** Where a part of a tenant's page begins: `tenant/acme/rule/...` or `tenant/acme/resource/3`. */
const partOfTenant = /^(tenant\/[^/]+)(?:\/(rule|resource)\/(.+))?$/;

function pageAt(address: string): Page | undefined {
  const known = pages.get(address);
  if (known !== undefined) return known();
  const [, start = "", part, which = ""] = partOfTenant.exec(address) ?? [];
  const tenant = tenants.get(start);
  if (tenant === undefined) return undefined;
  const toTenants = link("tenants", "Tenants");
  if (part === undefined) return { section: "tenants", trail: [toTenants], content: () => tenantPage(tenant) };
  const trail = [toTenants, link(start, bdi(tenant.name))];
  const content = part === "rule" ? ruleOf(tenant, which) : resourceAt(tenant, Number(which));
  return content && { section: "tenants", trail, content };
}

function ruleOf(tenant: TenantData, which: string): (() => Child[]) | undefined {
  const index = report.rules.findIndex(({ id }) => encodeURIComponent(id) === which);
  return index === -1 ? undefined : () => tenantRulePage(tenant, index);
}

function resourceAt(tenant: TenantData, index: number): (() => Child[]) | undefined {
  return resourceOf(tenant, index).type === "" ? undefined : () => resourcePage(tenant, index);
}

const sections = [...document.querySelectorAll<HTMLElement>("main > section")];
const drawn = required("page");
const title = document.title;

/** Shows what the address names: a section of the document, a place in one, or a page. */
function show(moveFocus: boolean): void {
  const address = location.hash.slice(1);
  // Where the link at the very top leads: past the navigation, to whatever is shown.
  if (moveFocus && address === "main") return;
  const page = pageAt(address);
  const place = page === undefined ? document.getElementById(address) : null;
  const section = page?.section ?? place?.closest("main > section")?.id ?? "summary";
  for (const one of sections) one.classList.toggle("current", page === undefined && one.id === section);
  drawn.hidden = page === undefined;
  drawn.replaceChildren(...(page === undefined ? [] : [trailOf(page.trail), ...page.content().map(nodeOf)]));
  for (const one of document.querySelectorAll("nav.sections a")) {
    if (one.getAttribute("href") === `#${section}`)
      one.setAttribute("aria-current", page === undefined ? "page" : "true");
    else one.removeAttribute("aria-current");
  }
  const heading = (page === undefined ? document.getElementById(section) : drawn)?.querySelector("h2");
  document.title = `${heading?.textContent ?? ""} – ${title}`;
  if (!moveFocus) return;
  if (place !== null && place.id !== section) {
    place.setAttribute("tabindex", "-1");
    place.focus();
    place.scrollIntoView({ block: "center" });
    return;
  }
  heading?.focus();
  scrollTo(0, 0);
}

function trailOf(trail: readonly HTMLElement[]): HTMLElement {
  return h("nav", { "aria-label": "Way here", class: "trail" }, h("ol", {}, ...trail.map((step) => h("li", {}, step))));
}

function nodeOf(child: Child): Node {
  return child instanceof Node ? child : document.createTextNode(String(child));
}

startMatrix();
addEventListener("hashchange", () => {
  show(true);
});
show(location.hash !== "");

import { h, required } from "./dom.ts";

/** How many tenants are shown at once. */
const pageSize = 50;

/** Lets a reader search the table of tenants, see only those that fail, and leaf through it. */
export function startMatrix(): void {
  const rows = [...required("tenant-rows").children];
  // Made when somebody searches.
  const words = new Map<Element, string>();
  const wordsOf = (row: Element): string => {
    const known = words.get(row) ?? row.textContent.toLowerCase();
    words.set(row, known);
    return known;
  };
  const search = h("input", {
    type: "search",
    id: "search",
    autocomplete: "off",
    spellcheck: "false",
  }) as HTMLInputElement;
  const failing = h("input", { type: "checkbox", id: "only-failing" }) as HTMLInputElement;
  const back = h("button", { type: "button" }, "Previous");
  const on = h("button", { type: "button" }, "Next");
  const status = h("p", { role: "status", class: "status" });
  let first = 0;
  let shown: readonly Element[] = [];
  const show = (): void => {
    const wanted = search.value.trim().toLowerCase();
    const found = rows.filter(
      (row) => (!failing.checked || row.hasAttribute("data-fails")) && (wanted === "" || wordsOf(row).includes(wanted)),
    );
    if (first >= found.length) first = 0;
    for (const row of shown) row.removeAttribute("data-shown");
    shown = found.slice(first, first + pageSize);
    for (const row of shown) row.setAttribute("data-shown", "");
    const range =
      found.length === 0
        ? "No tenant"
        : `${String(first + 1)}–${String(first + shown.length)} of ${String(found.length)} tenants`;
    status.textContent = found.length === rows.length ? range : `${range}, found among ${String(rows.length)}`;
    back.toggleAttribute("disabled", first === 0);
    on.toggleAttribute("disabled", first + pageSize >= found.length);
  };
  const from = (place: () => number) => (): void => {
    first = Math.max(0, place());
    show();
  };
  search.addEventListener(
    "input",
    from(() => 0),
  );
  failing.addEventListener(
    "change",
    from(() => 0),
  );
  back.addEventListener(
    "click",
    from(() => first - pageSize),
  );
  on.addEventListener(
    "click",
    from(() => first + pageSize),
  );
  required("tenant-tools").append(
    h("div", {}, h("label", { for: "search" }, "Search tenants"), search),
    h("div", {}, failing, h("label", { for: "only-failing" }, "Only failing")),
    h("div", { class: "paging" }, back, on),
    status,
  );
  show();
}

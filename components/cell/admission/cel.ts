declare const celType: unique symbol;

/** What an expression of the Common Expression Language evaluates to. `object` is one of unknown fields, `texts` and `objects` are lists. */
export type CelType = "bool" | "text" | "texts" | "object" | "objects";

/** An expression of the Common Expression Language as Kubernetes has it (Kubernetes documentation, "Common Expression Language in Kubernetes"), with what it evaluates to. */
export type Cel<Type extends CelType> = string & { readonly [celType]: Type };

/** A list in an expression. */
export type CelList = Cel<"texts"> | Cel<"objects">;

/** What an item of a list is. */
type ItemOf<List extends CelList> = List extends Cel<"texts"> ? Cel<"text"> : Cel<"object">;

/** An expression that is written out; only the helpers here and names that the API server defines have need of it. */
export function cel<Type extends CelType>(expression: string): Cel<Type> {
  return expression as Cel<Type>;
}

/** A text as it is. CEL reads the escapes of JSON. */
export const text = (value: string): Cel<"text"> => cel(JSON.stringify(value));

/** A list of texts as they are. */
export const texts = (values: readonly string[]): Cel<"texts"> => cel(`[${values.map(text).join(", ")}]`);

/** The object of a request, whatever its kind. Without `dyn` the server would warn of fields that other kinds of a policy do not have. */
export const object: Cel<"object"> = cel("dyn(object)");

/** The object before an update or a deletion; null when something is created. */
export const oldObject: Cel<"object"> = cel("dyn(oldObject)");

/** A variable of a policy. */
export const variable = <Type extends CelType>(name: string): Cel<Type> => cel(`variables.${name}`);

const optional = (of: Cel<"object">, path: string, otherwise: string): string =>
  `${of}${path
    .split(".")
    .map((field) => `.?${field}`)
    .join("")}.orValue(${otherwise})`;

/** The text at a path of fields such as `spec.nodeName`; empty where there is none. */
export const textAt = (of: Cel<"object">, path: string): Cel<"text"> => cel(optional(of, path, '""'));

/** The texts at a path of fields; none where there is none. */
export const textsAt = (of: Cel<"object">, path: string): Cel<"texts"> => cel(optional(of, path, "[]"));

/** The object at a path of fields; an empty one where there is none. */
export const objectAt = (of: Cel<"object">, path: string): Cel<"object"> => cel(optional(of, path, "{}"));

/** The objects at a path of fields; none where there is none. */
export const objectsAt = (of: Cel<"object">, path: string): Cel<"objects"> => cel(optional(of, path, "[]"));

/** Whether an object has a field. */
export const hasField = (of: Cel<"object">, field: string): Cel<"bool"> => cel(`has(${of}.${field})`);

/** Whether a field that is true or false has that value; one that is not there has neither. */
export const isSet = (of: Cel<"object">, field: string, value: boolean): Cel<"bool"> =>
  cel(`${of}.?${field} == optional.of(${String(value)})`);

/** The text that a map such as labels has for a key; empty where it has none. */
export const entry = (map: Cel<"object">, key: string): Cel<"text"> => cel(`${map}[?${text(key)}].orValue("")`);

/** Whether a map such as labels has a key. */
export const hasKey = (map: Cel<"object">, key: string): Cel<"bool"> => cel(`${text(key)} in ${map}`);

/** The keys of a map. CEL goes through a map by its keys. */
export const keys = (map: Cel<"object">): Cel<"texts"> => cel(`${map}.map(key, key)`);

/** Whether both are the same. */
export const same = <Type extends CelType>(one: Cel<Type>, other: Cel<Type>): Cel<"bool"> => cel(`${one} == ${other}`);

/** Whether a text is empty. */
export const isEmpty = (value: Cel<"text">): Cel<"bool"> => cel(`${value} == ""`);

/** Whether a list has nothing in it. */
export const isNone = (list: CelList): Cel<"bool"> => cel(`size(${list}) == 0`);

/** Whether a text is one of a list. */
export const isIn = (value: Cel<"text">, list: Cel<"texts">): Cel<"bool"> => cel(`${value} in ${list}`);

/** Whether a text begins with another. */
export const beginsWith = (value: Cel<"text">, beginning: Cel<"text">): Cel<"bool"> =>
  cel(`${value}.startsWith(${beginning})`);

/** Whether a text matches a regular expression of RE2. */
export const matches = (value: Cel<"text">, pattern: Cel<"text">): Cel<"bool"> => cel(`${value}.matches(${pattern})`);

/** Whether all hold. */
export const and = (...all: readonly Cel<"bool">[]): Cel<"bool"> => cel(`(${all.join(" && ")})`);

/** Whether one holds. */
export const or = (...any: readonly Cel<"bool">[]): Cel<"bool"> => cel(`(${any.join(" || ")})`);

/** Whether it does not hold. */
export const not = (condition: Cel<"bool">): Cel<"bool"> => cel(`!(${condition})`);

/** One of two by a condition. */
export const choose = <Type extends CelType>(
  condition: Cel<"bool">,
  then: Cel<Type>,
  otherwise: Cel<Type>,
): Cel<Type> => cel(`(${condition} ? ${then} : ${otherwise})`);

/** Texts put one after the other. */
export const sentence = (...parts: readonly Cel<"text">[]): Cel<"text"> => cel(`(${parts.join(" + ")})`);

/** Lists put one after the other. */
export const together = <List extends CelList>(...lists: readonly List[]): List =>
  cel(`(${lists.join(" + ")})`) as List;

/** Texts with commas between them. */
export const listed = (list: Cel<"texts">): Cel<"text"> => cel(`${list}.join(", ")`);

/** The texts between the commas of one, without empty ones. */
export const splitAtCommas = (value: Cel<"text">): Cel<"texts"> =>
  cel(`${value}.split(",").map(part, part.trim()).filter(part, part != "")`);

/**
 * Whether a condition holds for an item.
 *
 * @param item what the item is called inside; another name than of any list around, and no word that CEL reserves, such as `namespace`.
 */
export const some = <List extends CelList>(
  item: string,
  list: List,
  condition: (item: ItemOf<List>) => Cel<"bool">,
): Cel<"bool"> => cel(`${list}.exists(${item}, ${condition(cel(item) as ItemOf<List>)})`);

/** Whether a condition holds for every item. */
export const every = <List extends CelList>(
  item: string,
  list: List,
  condition: (item: ItemOf<List>) => Cel<"bool">,
): Cel<"bool"> => cel(`${list}.all(${item}, ${condition(cel(item) as ItemOf<List>)})`);

/** The items for which a condition holds. */
export const those = <List extends CelList>(
  item: string,
  list: List,
  condition: (item: ItemOf<List>) => Cel<"bool">,
): List => cel(`${list}.filter(${item}, ${condition(cel(item) as ItemOf<List>)})`) as List;

/** A text for each item. */
export const each = <List extends CelList>(
  item: string,
  list: List,
  describe: (item: ItemOf<List>) => Cel<"text">,
): Cel<"texts"> => cel(`${list}.map(${item}, ${describe(cel(item) as ItemOf<List>)})`);

/** An object for each item. */
export const eachObject = (
  item: string,
  list: Cel<"objects">,
  of: (item: Cel<"object">) => Cel<"object">,
): Cel<"objects"> => cel(`${list}.map(${item}, ${of(cel(item))})`);

/** The texts of all items, those of one item joined to one text: lists of lists are only made flat since Kubernetes 1.34. */
export const within = (item: string, list: Cel<"objects">, of: (item: Cel<"object">) => Cel<"texts">): Cel<"texts"> =>
  cel(`${each(item, list, (found) => listed(of(found)))}.filter(text, text != "")`);

/** One text where a condition holds, and none where it does not. */
export const when = (condition: Cel<"bool">, what: Cel<"text">): Cel<"texts"> => cel(`(${condition} ? [${what}] : [])`);

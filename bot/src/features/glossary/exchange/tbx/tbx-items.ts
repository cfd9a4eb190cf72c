import { type Element, elementsIn, textIn } from "./xml.ts";

/** One thing said at a level of an entry, whichever way its dialect writes it. */
export type Item = {
  /** The data category, such as "definition", or the element's own name, such as "note". */
  category: string;
  text: string;
  /** What comes with it in its group, of a definition or a context. */
  source: string;
  target: string;
  /** The language that it says it is in, by itself. */
  language: string | undefined;
  element: Element;
};

/** The sections of an entry, in both versions of TBX: they have levels of their own. */
export const languageSections = new Set(["langSec", "langSet", "langGroup"]);
export const termSections = new Set(["termSec", "tig", "ntig", "termGroup"]);
/** Groups that only bind together: what is in them counts as if it stood alone. */
const bindings = new Set(["termGrp", "termNoteGrp", "adminGrp"]);

export type Tidy = (text: string) => string;

/** What is said at the level of the element itself, not in its sections. */
export function itemsIn(element: Element, tidy: Tidy): Item[] {
  return elementsIn(element).flatMap((child) => {
    if (languageSections.has(child.name) || termSections.has(child.name)) return [];
    if (bindings.has(child.name)) return itemsIn(child, tidy);
    if (child.name === "descripGrp") return described(child, tidy);
    return [itemOf(child, tidy)];
  });
}

function described(group: Element, tidy: Tidy): Item[] {
  const [main, ...rest] = itemsIn({ ...group, name: "" }, tidy);
  if (!main) return [];
  if (main.category !== "definition" && main.category !== "context") return [main, ...rest];
  const isSource = ({ category }: Item) => category === "source";
  const source = rest
    .filter(isSource)
    .map(({ text }) => text)
    .join("; ");
  return [{ ...main, source }, ...rest.filter((item) => !isSource(item))];
}

function itemOf(element: Element, tidy: Tidy): Item {
  const { attributes } = element;
  return {
    category: categoryOf(element),
    text: tidy(textIn(element)),
    source: "",
    target: attributes.target ?? "",
    language: attributes["xml:lang"],
    element,
  };
}

/** As an attribute (DCA) the category is the type; as a tag (DCT) it is the name in a module's namespace. */
function categoryOf({ name, space, attributes }: Element): string {
  const isCore = space === "" || space.startsWith("urn:iso:std:iso:30042");
  return (isCore && attributes.type) || name;
}

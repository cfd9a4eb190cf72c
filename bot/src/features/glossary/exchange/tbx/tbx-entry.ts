import { conceptId, type Language } from "#features/glossary/contract.ts";
import {
  emptyDraft,
  type Fault,
  type Found,
  idIn,
  type ReadRelation,
  type ReadTerm,
} from "#features/glossary/exchange/import-draft.ts";
import { languageOf } from "#features/glossary/exchange/language-codes.ts";
import { relationFrom, relationKindFrom } from "#features/glossary/exchange/picklists.ts";
import { topicIn } from "./tbx-extensions.ts";
import { type Item, itemsIn, languageSections, type Tidy, termSections } from "./tbx-items.ts";
import { joined, termOf } from "./tbx-term.ts";
import { type Element, elementsIn } from "./xml.ts";

/** What is known of the file that the entry stands in. */
export type File = {
  /** Of what says no other. */
  language: string;
  /** Written by ourselves: spaces count, and terms have our ids. */
  isOurs: boolean;
  /** Its terms hold the marks of the Finnish term banks. */
  hasMarks: boolean;
  /** Notes what the glossary has no place for, told once for a file. */
  leaveOut(name: string, place: Element, entry: string | null): void;
};

/** One entry, termEntry or conceptEntry, as a concept; what is wrong in it or left out is told beside it. */
export function readEntry(element: Element, file: File): Found[] {
  const entry = element.attributes.id ?? null;
  const draft = emptyDraft();
  const relations: ReadRelation[] = [];
  const problems: Fault[] = [];
  const others = new Map<string, number>();
  const alike = new Map<string, ReadTerm>();
  let field = "";

  const tidy: Tidy = file.isOurs ? (text) => text : (text) => text.replace(/\s+/g, " ").trim();
  const leaveOut = (item: Item) => file.leaveOut(item.category, item.element, entry);
  const tell = (at: Element, reason: string, values: Fault["values"] = {}, isError = false) => {
    const severity = isError ? ("error" as const) : ("warning" as const);
    problems.push({ line: at.line, column: at.column, entry, reason, values, severity });
  };
  const doubt = ({ element: at, category, text }: Item) =>
    tell(at, "import.valueLeftOut", { name: category, value: shortened(text) });

  function readConceptItem(item: Item) {
    const { category, text } = item;
    const said = item.language === undefined ? undefined : languageOf(item.language).language;
    if (said && (category === "definition" || category === "note" || category === "source"))
      return readLanguageItem(item, said);
    if (category === "subjectField" && field === "") field = text;
    else if (category === "definition") defineConcept(item);
    else if (category === "note") draft.note = joined(draft.note, text);
    else if (category === "source" || category === "entrySource" || category === "originatingDatabase")
      draft.source = joined(draft.source, text, "; ");
    else if (category === "projectSubset" && conceptId.safeParse(topicIn(text)).success)
      draft.topicId = topicIn(text) ?? null;
    else if (!readRelation(item)) leaveOut(item);
  }

  function readRelation({ category, text, target }: Item): boolean {
    const known = relationFrom(category);
    const told = relationKindFrom(text.split(":")[0] ?? "");
    if (category === "externalCrossReference") {
      const id = conceptIdIn(target);
      if (told && id) relations.push({ kind: told, target: id });
      return Boolean(told && id);
    }
    if (known && target !== "")
      relations.push({ kind: (category === "crossReference" && told) || known, target });
    return known !== undefined && target !== "";
  }

  /** In the file's language; else it is kept as a note, since nothing tells the language. */
  function defineConcept(item: Item) {
    const { language } = languageOf(file.language);
    if (language) return defineIn(language, item);
    draft.note = joined(draft.note, item.source === "" ? item.text : `${item.text} (${item.source})`);
  }

  function defineIn(language: Language | undefined, item: Item) {
    const standing = language && draft[language].definition;
    if (!standing || (standing.text !== "" && standing.text !== item.text)) return doubt(item);
    standing.text = item.text;
    standing.source = joined(standing.source, item.source, "; ");
  }

  function readLanguageItem(item: Item, language: Language) {
    const about = draft[language];
    if (item.category === "definition") defineIn(language, item);
    else if (item.category === "note") about.note = joined(about.note, item.text);
    else if (item.category === "source")
      about.definition.source = joined(about.definition.source, item.text, "; ");
    else leaveOut(item);
  }

  function readSection(section: Element) {
    const tag = section.attributes["xml:lang"] ?? section.attributes.lang;
    if (!tag) return tell(section, "import.noLanguage", {}, true);
    const { language } = languageOf(tag);
    for (const item of itemsIn(section, tidy)) {
      const own = languageFor(item, tag);
      if (own) readLanguageItem(item, own);
      else if (language) leaveOut(item);
    }
    for (const each of elementsIn(section)) if (termSections.has(each.name)) readTerm(each, tag);
  }

  /** The nearest tag counts; another one than its section's is told. */
  function languageFor({ language, element: at }: Item, section: string): Language | undefined {
    const [outer, inner] = [languageOf(section), languageOf(language ?? section)];
    if (outer.code !== inner.code)
      tell(at, "import.mixedLanguages", { section: outer.code, language: inner.code });
    return inner.language;
  }

  function readTerm(section: Element, sectionTag: string) {
    const items = itemsIn(section, tidy);
    const written = items.find(({ category }) => category === "term");
    if (!written?.text) return tell(section, "import.emptyTerm");
    const tag = written.language ?? section.attributes["xml:lang"] ?? sectionTag;
    const language = languageFor({ ...written, language: tag }, sectionTag);
    const { code, usage } = languageOf(tag);
    if (!language) return others.set(code, (others.get(code) ?? 0) + 1);
    const rest = items.filter((item) => !(item.category === "definition" && takesDefinition(language, item)));
    const place = { id: termIdIn(section, file), language, usage, hasMarks: file.hasMarks };
    const doubtStatus = ({ element: at, text }: Item) =>
      tell(at, "import.unknownStatus", { value: shortened(text) });
    const term = termOf(rest, place, { leaveOut, doubt, doubtStatus });
    if (term) addTerm(term);
  }

  /** Older files define at the term. */
  function takesDefinition(language: Language, item: Item): boolean {
    const { text } = draft[language].definition;
    if (text === "" || text === item.text) defineIn(language, item);
    return draft[language].definition.text === item.text;
  }

  /** The same term in a section of Finland and one of Sweden is one, used in both. */
  function addTerm(term: ReadTerm) {
    const key = file.isOurs ? term.id : sameWithout(term);
    const twin = alike.get(key);
    if (!twin || file.isOurs) {
      alike.set(key, term);
      draft.terms.push(term);
    } else if (twin.usage.length > 0 && term.usage.length > 0)
      twin.usage = (["FI", "SE"] as const).filter((each) => [...twin.usage, ...term.usage].includes(each));
    else twin.usage = [];
  }

  for (const item of itemsIn(element, tidy)) readConceptItem(item);
  for (const each of elementsIn(element)) if (languageSections.has(each.name)) readSection(each);

  const id = entry === null ? null : idIn(entry);
  return [
    ...problems.map((problem) => ({ problem })),
    ...[...others].map(([language, terms]) => ({ language, terms })),
    // An entry all of whose terms are in other languages is told by them.
    ...(draft.terms.length > 0 || others.size === 0
      ? [{ concept: { line: element.line, entry, id, field, relations, draft } }]
      : []),
  ];
}

const sameWithout = ({ usage: _, id: __, ...term }: ReadTerm): string => JSON.stringify(term);

function termIdIn({ attributes }: Element, { isOurs }: File): string {
  return (isOurs && /^t-[0-9a-f-]{36}-(.+)$/.exec(attributes.id ?? "")?.[1]) || "";
}

/** The last of the ids in a link of ours, which Teams writes within another. */
function conceptIdIn(address: string): string | null {
  const ids = address.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi);
  return idIn(ids?.at(-1) ?? "");
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

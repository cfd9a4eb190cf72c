import { tidied } from "#features/glossary/concepts/draft.ts";
import { headwordsOf } from "#features/glossary/concepts/entry.ts";
import type { GlossaryStore } from "#features/glossary/concepts/store.ts";
import type { SubjectField } from "#features/glossary/concepts/subject-fields.ts";
import type { ConceptDraft } from "#features/glossary/contract.ts";
import { fieldNames } from "#features/glossary/exchange/field-names.ts";
import { type Fault, idIn, type ReadConcept, Unreadable } from "#features/glossary/exchange/import-draft.ts";
import { Refusal, undefinedIfGone } from "#platform/refusal.ts";
import { readFile } from "./file-reading.ts";
import { type Import, idFor, type Waiting } from "./import-state.ts";
import { chunksOf, type ImportStore } from "./import-store.ts";
import { tally } from "./import-tally.ts";
import { type Known, matcher } from "./matching.ts";
import { fresh, merged } from "./merging.ts";
import { asSeen } from "./spelling.ts";

export type ReadingPorts = {
  imports: ImportStore;
  store: Pick<GlossaryStore, "find">;
  fields(tenantId: string): Promise<SubjectField[]>;
  known(tenantId: string): Promise<Iterable<Known>>;
};

const mostConcepts = 100_000;
/** Of what was read, in memory at most. */
const atOnce = 200;

/**
 * Reads an import's file, part by part, and says what would become of it. Nothing of the glossary is changed. Begun again
 * after a crash it does the same again; the import is saved once, when it is ready or has failed.
 */
export async function readImport(ports: ReadingPorts, one: Import): Promise<void> {
  const { imports, fields, known } = ports;
  const names = fieldNames(await fields(one.tenantId));
  const match = matcher(await known(one.tenantId));
  const counts = tally();
  /** Of what the file calls its concepts. */
  const ids = new Map<string, string>();

  function waitingFor(read: ReadConcept, number: number): Waiting | undefined {
    if (number > mostConcepts)
      throw new Unreadable(
        "import.tooManyConcepts",
        { line: read.line, column: null },
        { most: mostConcepts },
      );
    if (read.entry !== null && ids.has(read.entry)) {
      counts.tell(faultIn(read, "import.twiceInFile", {}, "error"));
      return undefined;
    }
    const draft = asKept({ ...read, draft: { ...read.draft, terms: onceEach(read.draft.terms) } });
    if (!draft) return undefined;
    const { field: written, ...concept } = { ...read, draft };
    const field = names.fieldFor(written);
    if (field === null && written.trim() !== "")
      counts.tell(faultIn(read, "import.fieldLeftOut", { name: written.slice(0, 60) }));
    for (const term of preferredAgain(read))
      counts.tell(faultIn(read, "import.preferredTwice", { term: term.slice(0, 60) }));
    const { id: existing, alike } = match.match(concept, field);
    if (alike) {
      const values = { term: alike.word.slice(0, 60), concept: nameOf(alike.known) };
      counts.tell(faultIn(read, `import.alike.${alike.differs}`, values));
    }
    const id = existing ?? read.id ?? idFor(one.id, number);
    if (read.entry !== null) ids.set(read.entry, id);
    return { concept, field, id, isKnown: existing !== undefined };
  }

  /** With its texts as the glossary keeps them, so that they are found to be the same the next time. */
  function asKept(read: ReadConcept): ReadConcept["draft"] | undefined {
    try {
      return tidiedButStatuses(read.draft);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      counts.tell(faultIn(read, error.reason, error.values, "error"));
      return undefined;
    }
  }

  /** Written to rows on the way, so that no more than a few concepts are in memory. */
  async function readAll(): Promise<number> {
    let waiting: Waiting[] = [];
    let [numbers, chunks] = [0, 0];
    for await (const found of readFile(one.format, imports.parts(one))) {
      if ("problem" in found) counts.tell(found.problem);
      else if ("language" in found) counts.otherLanguage(found.language, found.terms);
      else waiting.push(...[waitingFor(found.concept, ++numbers) ?? []].flat());
      if (waiting.length < atOnce) continue;
      for (const chunk of chunksOf(waiting)) await imports.putChunk(one, chunks++, chunk);
      waiting = [];
    }
    for (const chunk of chunksOf(waiting)) await imports.putChunk(one, chunks++, chunk);
    return chunks;
  }

  /** Now that all of the file is known: what relations lead to, and how each concept compares with what is there. */
  async function compare(number: number): Promise<void> {
    const chunk = await imports.chunk(one, number);
    const kept: Waiting[] = [];
    for (const each of chunk) {
      const relations = each.concept.relations.flatMap(({ kind, target }) => {
        const id = ids.get(target) ?? idIn(target);
        return id ? [{ kind, target: id }] : [];
      });
      const lost = each.concept.relations.length - relations.length;
      if (lost > 0) counts.tell(faultIn(each.concept, "import.relationsLost", { count: lost }));
      const waiting = { ...each, concept: { ...each.concept, relations } };
      if (await isCounted(waiting)) kept.push(waiting);
    }
    await imports.putChunk(one, number, kept);
  }

  async function isCounted(waiting: Waiting): Promise<boolean> {
    const { concept, id, isKnown } = waiting;
    const existing = isKnown ? await ports.store.find(one.tenantId, id).catch(undefinedIfGone) : undefined;
    try {
      counts.concept(asItWouldBe(waiting, existing?.draft), existing);
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      counts.tell(faultIn(concept, error.reason, error.values, "error"));
      return false;
    }
  }

  const finish = (changes: Partial<Import>) =>
    imports.change(one, (newest) =>
      // Another runner may have been faster.
      newest.state === "reading" ? { ...newest, ...changes } : newest,
    );

  try {
    const chunks = await readAll();
    for (let number = 0; number < chunks; number++) await compare(number);
    if (counts.counted.found === 0) throw new Unreadable("import.nothingFound", { line: 1, column: null });
    const newFields = [...names.fresh].map(([id, name]) => ({ id, name }));
    await finish({ ...counts.counted, state: "ready", chunks, newFields });
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    await finish({ ...counts.stopped(error.problem), state: "failed" });
    await imports.clear(one);
  }
}

/** By its first headword. */
const nameOf = ({ terms }: Known): string =>
  (Object.values(headwordsOf(terms)).find((term) => term !== "") ?? "").slice(0, 60);

/** What the file says of a concept twice is taken in once. */
function onceEach(terms: ReadConcept["draft"]["terms"]): ReadConcept["draft"]["terms"] {
  const seen = new Set<string>();
  return terms.filter(({ language, term }) => {
    const key = `${language} ${asSeen(term)}`;
    return !seen.has(key) && seen.add(key);
  });
}

function tidiedButStatuses(draft: ReadConcept["draft"]): ReadConcept["draft"] {
  const terms = draft.terms.map((term) => ({ ...term, status: term.status ?? ("proposed" as const) }));
  const { field: _, relations: __, ...tidy } = tidied({ ...draft, terms, field: null, relations: [] });
  return {
    ...tidy,
    terms: tidy.terms.map((term, at) => ({ ...term, status: draft.terms[at]?.status ?? null })),
  };
}

/** For the preview, where no rule and no status is chosen yet. Throws Refusal where it can't be kept. */
const asItWouldBe = (waiting: Waiting, existing: ConceptDraft | undefined): ConceptDraft =>
  tidied(
    existing
      ? merged(existing, incomingOf(waiting), "replace", "admitted")
      : fresh(incomingOf(waiting), "admitted"),
  );

/** Its relations lead to concepts by now. */
export const incomingOf = ({ concept, field }: Waiting) => ({
  field,
  relations: concept.relations.map(({ kind, target }) => ({ kind, conceptId: target })),
  draft: concept.draft,
});

/** Terms that the file prefers beside another of the same language. */
function preferredAgain({ draft }: ReadConcept): string[] {
  const preferred = draft.terms.filter(({ status }) => status === "preferred");
  return preferred
    .filter(({ language }, at) => preferred.findIndex((each) => each.language === language) < at)
    .map(({ term }) => term);
}

const faultIn = (
  { line, entry }: Pick<ReadConcept, "line" | "entry">,
  reason: string,
  values: Fault["values"] = {},
  severity: Fault["severity"] = "warning",
): Fault => ({ line, column: null, entry, reason, values, severity });

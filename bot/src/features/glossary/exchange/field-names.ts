import type { SubjectField } from "#features/glossary/concepts/subject-fields.ts";
import { type ConceptDraft, fieldId, languages } from "#features/glossary/contract.ts";

export type FieldNames = {
  /** The field that a file means; one that the glossary lacks gets an id of its name. Null where it says none. */
  fieldFor(text: string): ConceptDraft["field"];
  /** What the glossary calls a field in a file: its name where nothing else is called so, else its id. */
  nameOf(field: string): string;
  /** Fields that files named and the glossary lacks, at most as many as may be made. */
  fresh: Map<string, string>;
};

/** Of all the fields of a glossary (subject-fields.ts), with room for each import's own. */
const mostFresh = 50;

/** Subject fields between a file's names and the glossary's ids. A letter before a name, as in "A. Organisation", is no part of it. */
export function fieldNames(fields: readonly SubjectField[]): FieldNames {
  const byName = new Map<string, string>();
  for (const { id, name } of fields) for (const language of languages) byName.set(plain(name[language]), id);
  for (const { id } of fields) byName.set(id, id);
  const fresh = new Map<string, string>();

  return {
    fresh,

    fieldFor(text) {
      const name = plain(text);
      if (name === "") return null;
      const known =
        byName.get(text.trim()) ?? byName.get(name) ?? byName.get(name.replace(/^[a-zåäö][.:)]?\s+/, ""));
      if (known) return known;
      const id = slug(text);
      if (id === null || (!fresh.has(id) && fresh.size >= mostFresh)) return null;
      if (!fresh.has(id)) fresh.set(id, text.trim().replace(/\s+/g, " ").slice(0, 80).toWellFormed());
      return id;
    },

    nameOf(field) {
      const name = fields.find(({ id }) => id === field)?.name.sv ?? "";
      return byName.get(plain(name)) === field ? name : field;
    },
  };
}

const plain = (text: string) => text.trim().replace(/\s+/g, " ").toLowerCase();

/** An id out of a name: "Språkvård" is "sprakvard". */
function slug(text: string): string | null {
  const bare = text
    .trim()
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 40);
  return fieldId.safeParse(bare).data ?? null;
}

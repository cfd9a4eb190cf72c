import { limits } from "#features/glossary/contract.ts";
import type { Fault, ReadConcept } from "./import-draft.ts";

/** A text that is too long, a term without words: what does not fit is left out and told, never cut silently. */
export function fitted(concept: ReadConcept): { concept: ReadConcept | undefined; problems: Fault[] } {
  const problems: Fault[] = [];
  const { line, entry } = concept;
  const tell = (reason: string, values: Fault["values"] = {}, severity: Fault["severity"] = "warning") =>
    void problems.push({ line, column: null, entry, reason, values, severity });
  const within = (text: string, most: number, name: string): string => {
    if (text.length <= most) return text;
    tell("import.textLeftOut", { name, most });
    return "";
  };
  const inLanguage = ({ definition, note }: ReadConcept["draft"]["sv"]) => ({
    definition: {
      text: within(definition.text, limits.definition, "definition"),
      source: within(definition.source, limits.source, "source"),
    },
    note: within(note, limits.note, "note"),
  });

  const { draft } = concept;
  const known = new Set<string>();
  const written = draft.terms.filter((term) => {
    const isFitting = term.term.trim().length <= limits.term;
    if (!isFitting) tell("import.termLeftOut", { term: term.term.trim(), most: limits.term });
    return isFitting && term.term.trim() !== "";
  });
  if (written.length > limits.terms)
    tell("import.termsLeftOut", { most: limits.terms, count: written.length });
  const terms = written.slice(0, limits.terms).map((term) => {
    const id = freeId(term.id, known);
    known.add(id);
    return {
      ...term,
      id,
      term: term.term.trim(),
      source: within(term.source, limits.source, "source"),
      context: {
        text: within(term.context.text, limits.context, "context"),
        source: within(term.context.source, limits.source, "source"),
      },
      note: within(term.note, limits.note, "note"),
    };
  });
  if (concept.relations.length > limits.relations)
    tell("import.relationsLeftOut", { most: limits.relations, count: concept.relations.length });
  if (terms.length === 0) {
    tell("import.noTerms", {}, "error");
    return { concept: undefined, problems };
  }
  return {
    concept: {
      ...concept,
      relations: concept.relations.slice(0, limits.relations),
      draft: {
        source: within(draft.source, limits.source, "source"),
        note: within(draft.note, limits.note, "note"),
        sv: inLanguage(draft.sv),
        fi: inLanguage(draft.fi),
        en: inLanguage(draft.en),
        terms,
        topicId: draft.topicId,
      },
    },
    problems,
  };
}

/** The file's own where it is a term's id and not another's, else the next of t1, t2 … */
function freeId(wanted: string, known: ReadonlySet<string>): string {
  if (/^[a-z0-9-]{1,40}$/.test(wanted) && !known.has(wanted)) return wanted;
  for (let number = 1; ; number++) if (!known.has(`t${number}`)) return `t${number}`;
}

import type { Reader } from "#features/glossary/concepts/access.ts";
import { publishedPart, saidIn } from "#features/glossary/concepts/draft.ts";
import type { GlossaryStore } from "#features/glossary/concepts/store.ts";
import type { SubjectFields } from "#features/glossary/concepts/subject-fields.ts";
import { decided } from "#features/glossary/concepts/workflow.ts";
import {
  type ConceptDraft,
  type Format,
  type Language,
  languages,
  type Status,
  statuses,
} from "#features/glossary/contract.ts";
import type { Download } from "#platform/feature.ts";
import { localeTags, type Translate } from "#platform/i18n/texts.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { Refusal } from "#platform/refusal.ts";
import { dayOf } from "#platform/time/finnish-time.ts";
import { fieldNames } from "./field-names.ts";
import { inTurn } from "./serial-queue.ts";
import { rowsOf } from "./sheets/table.ts";
import type { Written } from "./tbx/tbx-writing.ts";

type Ports = {
  store: Pick<GlossaryStore, "all">;
  fields: SubjectFields;
  clock: Clock;
  tabLink(page: string): string;
};

/** Which of the glossary's concepts, and how much of them. */
export type Cut = {
  format: Format;
  /** Whoever belongs to the network sees its proposals. */
  isMember: boolean;
  /** All where none is named. */
  fields: readonly string[];
  languages: readonly Language[];
  statuses: readonly Status[];
};

const contentTypes: Record<Format, string> = {
  tbx: "application/xml; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** The cut that an address asks for; what it does not know is left out. */
export function cutOf(query: Record<string, string>, { isMember }: Pick<Reader, "isMember">): Cut {
  const listed = (text = "") => text.split(",").filter((each) => each !== "");
  const wanted = listed(query.statuses);
  const spoken = languages.filter((language) => listed(query.languages).includes(language));
  return {
    format: query.format === "csv" || query.format === "xlsx" ? query.format : "tbx",
    isMember,
    fields: listed(query.field),
    languages: spoken.length > 0 ? spoken : languages,
    statuses: wanted.length > 0 ? statuses.filter((status) => wanted.includes(status)) : decided,
  };
}

/** A file of a hundred thousand terms takes seconds, and hundreds of megabytes while it is written. */
const mostWaiting = 4;

/** The glossary as a file, in alphabetical order within its fields; one at a time, whoever asks. */
export function exporting({ store, fields, clock, tabLink }: Ports) {
  async function chosen(tenantId: string, cut: Cut): Promise<Written[]> {
    const found: (Written & { key: string })[] = [];
    const seen = new Set<string>();
    for await (const { id, draft, removedAt } of store.all(tenantId)) {
      const readable = removedAt ? undefined : cut.isMember ? draft : publishedPart(draft);
      if (!readable) continue;
      seen.add(id);
      const part = partOf(readable, cut);
      if (part) found.push({ id, draft: part, key: part.terms[0]?.term ?? "" });
    }
    const { compare } = new Intl.Collator(localeTags.sv, { numeric: true });
    return found
      .sort(
        (one, other) =>
          compare(one.draft.field ?? "", other.draft.field ?? "") || compare(one.key, other.key),
      )
      .map(({ id, draft }) => ({ id, draft: relatedTo(seen, draft) }));
  }

  async function written(tenantId: string, cut: Cut, t: Translate): Promise<Download> {
    const concepts = await chosen(tenantId, cut);
    if (concepts.length === 0) throw new Refusal("import.nothingToExport");
    const { nameOf } = fieldNames(await fields.all(tenantId));
    const day = dayOf(clock.now());
    const file = {
      fileName: `kommunpuls-${t("import.fileName")}-${day}.${cut.format}`,
      contentType: contentTypes[cut.format],
    };
    // The libraries of three formats are loaded with the first file.
    if (cut.format === "tbx") {
      const { writeTbx } = await import("./tbx/tbx-writing.ts");
      const ids = new Set(concepts.map(({ id }) => id));
      const pieces = writeTbx(unhurried(concepts), t("import.fileTitle", { day }), {
        style: "dca",
        fieldName: nameOf,
        isInFile: (id) => ids.has(id),
        linkTo: (id) => tabLink(`/terms/concepts/${id}`),
      });
      return { ...file, text: await joined(pieces) };
    }
    const rows = rowsFor(concepts, nameOf);
    if (cut.format === "csv") {
      const { writeCsv } = await import("./sheets/csv.ts");
      return { ...file, text: await joined(writeCsv(rows)) };
    }
    const { writeXlsx } = await import("./sheets/xlsx.ts");
    return { ...file, bytes: await writeXlsx(rows) };
  }

  const run = inTurn(mostWaiting, () => new Refusal("import.othersExport"));
  return (...asked: Parameters<typeof written>) => run(() => written(...asked));
}

/** What of a concept is wanted; undefined where none of its terms is. The forum's topic is the network's own. */
function partOf(
  draft: ConceptDraft,
  { fields, languages: spoken, statuses: wanted }: Cut,
): ConceptDraft | undefined {
  if (fields.length > 0 && !fields.includes(draft.field ?? "")) return undefined;
  const terms = draft.terms.filter(
    ({ language, status }) => spoken.includes(language) && wanted.includes(status),
  );
  if (terms.length === 0) return undefined;
  return { ...saidIn({ ...draft, terms }, spoken), topicId: null };
}

const relatedTo = (seen: ReadonlySet<string>, draft: ConceptDraft): ConceptDraft => ({
  ...draft,
  relations: draft.relations.filter(({ conceptId }) => seen.has(conceptId)),
});

/** Others get their turn after every few concepts, which take some milliseconds to write. */
async function* unhurried<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const [at, item] of items.entries()) {
    if (at % 10 === 9) await new Promise((resolve) => setImmediate(resolve));
    yield item;
  }
}

async function* rowsFor(concepts: readonly Written[], nameOf: (field: string) => string) {
  for await (const { id, draft } of unhurried(concepts))
    yield rowsOf(id, draft, draft.field === null ? "" : nameOf(draft.field));
}

const joined = async (pieces: AsyncIterable<string>): Promise<string> =>
  (await Array.fromAsync(pieces)).join("");

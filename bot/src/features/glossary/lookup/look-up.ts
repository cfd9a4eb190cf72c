import type { Access, Reader } from "#features/glossary/concepts/access.ts";
import { type Entry, publicEntry } from "#features/glossary/concepts/entry.ts";
import type { SubjectField, SubjectFields } from "#features/glossary/concepts/subject-fields.ts";
import type { Feature, LinkPreview, LookUp } from "#platform/feature.ts";
import type { Locale } from "#platform/i18n/texts.ts";
import type { Index } from "#platform/search/search.ts";
import type { Preview, Turn } from "#platform/teams/turn.ts";
import {
  conceptCard,
  conceptPath,
  type Ink,
  nothingFoundCard,
  noticeCard,
  preview,
  proposalCard,
  proposalPreview,
} from "./card.ts";
import type { Finder } from "./finder.ts";

type Ports = {
  index: Pick<Index<Entry>, "all">;
  access: Access;
  finder: Finder;
  fields: SubjectFields;
  inkFor(locale: Locale): Ink;
};

/** Nobody leafs further than this through what is found. */
const mostSkipped = 200;

/** Terms looked up in any chat: from the compose box, by writing to the bot, and below a link to a concept. */
export function lookingUp({ index, access, finder, fields, inkFor }: Ports): {
  lookUps: Record<string, LookUp>;
  commands: NonNullable<Feature["commands"]>;
  linkPreviews: LinkPreview[];
} {
  /** A card goes into a message that others read: of what only members see it says nothing. */
  function forOthers(entry: Entry, names: readonly SubjectField[], ink: Ink, lookedUp = ""): Preview {
    const seen = publicEntry(entry);
    return preview(entry, seen ? conceptCard(seen, names, ink, lookedUp) : proposalCard(entry, ink), ink);
  }

  async function foundFor(reader: Reader, text: string, skip: number, count: number): Promise<Entry[]> {
    if (skip >= mostSkipped) return [];
    if (text.trim() === "") {
      const all = await index.all(reader.person.tenantId);
      return latest(all.values(), skip + count).slice(skip);
    }
    const found = await finder.search(reader, text, { limit: count, skip });
    return found.map(({ entry }) => entry);
  }

  /** In one's own chat with the bot as one may see it oneself; elsewhere as everybody may. */
  async function inChat({ person, place }: Turn): Promise<Reader> {
    const reader = await access.readerFor(person);
    return place.scope === "personal" ? reader : { ...reader, isMember: false, audience: "everybody" };
  }

  return {
    lookUps: {
      async terms(text, { skip, count }, { person, locale }) {
        const ink = inkFor(locale);
        const reader = await access.readerFor(person);
        const [entries, names] = await Promise.all([
          foundFor(reader, text, skip, count),
          fields.all(person.tenantId),
        ]);
        if (entries.length > 0)
          return { results: entries.map((entry) => forOthers(entry, names, ink, text)) };
        // Further down the list there is simply no more.
        if (skip > 0) return { results: [] };
        if (text.trim() === "") return { notice: ink.t("found.empty") };
        if (reader.isMember) return { results: [proposalPreview(text, ink)] };
        return { notice: ink.t("found.noticeNothing", { text }) };
      },
    },

    commands: {
      term: {
        words: "termWords",
        about: "termAbout",
        takesMore: true,
        async run(turn, text) {
          const ink = inkFor(turn.locale);
          if (text.trim() === "")
            return {
              card: noticeCard(
                {
                  title: ink.t("term.title"),
                  line: ink.t("term.how"),
                  open: ink.t("term.open"),
                  page: "/terms",
                },
                ink,
              ),
            };
          const [best] = await finder.search(await inChat(turn), text, { limit: 1 });
          if (!best) return { card: nothingFoundCard(text, ink) };
          return { card: conceptCard(best.entry, await fields.all(turn.person.tenantId), ink, text) };
        },
      },
    },

    linkPreviews: [
      {
        path: conceptPath(":id"),
        async preview({ id = "" }, { person, locale }) {
          const found = (await index.all(person.tenantId)).get(id);
          const entry = found && publicEntry(found);
          return entry && forOthers(entry, await fields.all(person.tenantId), inkFor(locale));
        },
      },
    ],
  };
}

/** The newest decided terms, the latest first, without sorting all of them. */
function latest(all: Iterable<Entry>, most: number): Entry[] {
  const newest: Entry[] = [];
  for (const each of all) {
    const entry = publicEntry(each);
    const isNewer = newest.length < most || each.publishedAt > (newest.at(-1)?.publishedAt ?? "");
    if (!entry || !isNewer) continue;
    const at = newest.findIndex(({ publishedAt }) => publishedAt < each.publishedAt);
    newest.splice(at < 0 ? newest.length : at, 0, entry);
    newest.length = Math.min(newest.length, most);
  }
  return newest;
}

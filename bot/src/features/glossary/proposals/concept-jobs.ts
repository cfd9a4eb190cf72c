import { z } from "zod";
import type { GlossaryStore } from "#features/glossary/concepts/store.ts";
import { type Ink, newsCard } from "#features/glossary/lookup/card.ts";
import { type News, ofWeek } from "#features/glossary/news/news.ts";
import type { Feature } from "#platform/feature.ts";
import type { Locale } from "#platform/i18n/texts.ts";
import { undefinedIfGone } from "#platform/refusal.ts";
import type { Writing } from "./writing.ts";

const ofConcept = z.object({ tenantId: z.string(), id: z.string() });

type Ports = { store: GlossaryStore; writing: Pick<Writing, "follow">; news: News };

/** Everything here may run twice or late: each looks at how things are by then. */
export function glossaryJobs({ store, writing, news }: Ports): NonNullable<Feature["jobs"]> {
  return {
    /** A concept was written, or was about to be. */
    written: async (data) => {
      const { tenantId, id } = ofConcept.parse(data);
      const concept = await store.find(tenantId, id).catch(undefinedIfGone);
      if (concept) await writing.follow(concept);
    },

    news: (data) => news.send(ofWeek.parse(data)),
  };
}

type MessagePorts = { news: Pick<News, "changedIn">; inkFor(locale: Locale): Ink };

export function glossaryMessages({ news, inkFor }: MessagePorts): NonNullable<Feature["messages"]> {
  return {
    /** The week's terms, in the language of the channel; nothing where all of it has been taken back meanwhile. */
    news: async (subject, place) => {
      const entries = await news.changedIn(ofWeek.parse(subject));
      if (entries.length === 0) return undefined;
      const ink = inkFor(place.locale ?? "sv");
      return { card: newsCard(entries, ink), summary: ink.t("news.title") };
    },
  };
}

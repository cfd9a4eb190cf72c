import type { Feature, Platform } from "#platform/feature.ts";
import { defineTexts, type Locale, translators } from "#platform/i18n/texts.ts";
import type { Chats } from "#platform/teams/chats.ts";
import type { Person } from "#platform/teams/turn.ts";
import type { Translating } from "#platform/translating.ts";
import { flowingBack } from "./apply-translation.ts";
import type { Ink } from "./card.ts";
import type { Kind } from "./contract.ts";
import { translationJobs } from "./jobs.ts";
import { translationMessages } from "./messages.ts";
import { telling as tellingOf } from "./notifications.ts";
import { queue as queueOf, type Sources } from "./queue.ts";
import { translationApi } from "./routes.ts";
import { orderStore } from "./store.ts";
import en from "./texts/en.json" with { type: "json" };
import fi from "./texts/fi.json" with { type: "json" };
import sv from "./texts/sv.json" with { type: "json" };
import { type NetworkPart, workers as workersOf } from "./translators.ts";
import { type Glossary, translationViews } from "./view.ts";

/** What translations are handed beside the platform: wires to other features. */
export type Wires = {
  chats: Chats;
  languageOf(person: Person): Promise<Locale | null>;
  network: NetworkPart;
  glossary: Glossary;
  sources: Sources;
};

export type Translations = Feature & {
  /** How texts of one kind are asked for, where they are written. */
  of(kind: Kind): Translating;
  /** Of whoever has left the network. */
  forget(person: Person): Promise<void>;
};

/** The translation queue: texts that lack a language go to members who take them, and come back translated. */
export function translations(room: Platform & Wires): Translations {
  const { tables, clock, jobs, sender, chats, network, glossary, sources, tabLink, languageOf } = room;
  const texts = defineTexts({ sv, fi, en });
  const words = translators(texts);
  const inkFor = (locale: Locale): Ink => ({ locale, t: words[locale], tabLink });

  const store = orderStore(tables);
  const workers = workersOf(network);
  const queue = queueOf({ store, sources, jobs, clock });
  const views = translationViews({ store, queue, sources, workers, network, glossary });
  const telling = tellingOf({ network, chats, sender, jobs, clock });
  const flowBack = flowingBack({ store, sources, clock });

  return {
    name: "translations",
    texts,
    routes: translationApi({ store, queue, workers, views, clock }),
    jobs: translationJobs({ store, queue, flowBack, telling }),
    messages: translationMessages({ store, sources, workers, chats, inkFor, languageOf }),

    of: (kind) => ({
      async order(viewer, id, input) {
        await queue.order(viewer, kind, id, input);
        return views.states(viewer, kind, id);
      },
      states: (viewer, id) => views.states(viewer, kind, id),
    }),

    forget: queue.forget,
  };
}

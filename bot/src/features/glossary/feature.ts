import { randomUUID } from "node:crypto";
import type { Feature, Platform } from "#platform/feature.ts";
import { defineTexts, type Locale, translators } from "#platform/i18n/texts.ts";
import type { Person, Place } from "#platform/teams/turn.ts";
import { glossaryAccess, type StandingOf } from "./concepts/access.ts";
import { glossaryViews, type MemberNames } from "./concepts/concept-view.ts";
import { type Entry, entryOf, wordsOf } from "./concepts/entry.ts";
import { fieldApi } from "./concepts/field-routes.ts";
import { glossaryStore } from "./concepts/store.ts";
import { type SubjectField, subjectFields } from "./concepts/subject-fields.ts";
import type { Language } from "./contract.ts";
import { forgetting } from "./erasure.ts";
import { exchangeJobs } from "./exchange/exchange-jobs.ts";
import { exchangeApi } from "./exchange/exchange-routes.ts";
import { importStore } from "./exchange/import/import-store.ts";
import { browsing as browsingOf } from "./lookup/browsing.ts";
import type { Ink } from "./lookup/card.ts";
import { finding } from "./lookup/finder.ts";
import { lookingUp } from "./lookup/look-up.ts";
import { checking } from "./lookup/term-check.ts";
import type { Avoided, Hint, InText } from "./lookup/text-scan.ts";
import { news as newsOf } from "./news/news.ts";
import { bulkApi } from "./proposals/bulk-routes.ts";
import { conceptActions } from "./proposals/concept-actions.ts";
import { glossaryJobs, glossaryMessages } from "./proposals/concept-jobs.ts";
import { conceptApi, type OriginOf } from "./proposals/concept-routes.ts";
import { proposing } from "./proposals/proposal-dialog.ts";
import { writing as writingOf } from "./proposals/writing.ts";
import { reviewApi } from "./reviews/review-routes.ts";
import { reviewTopics, type StartTopic } from "./reviews/review-topics.ts";
import en from "./texts/en.json" with { type: "json" };
import fi from "./texts/fi.json" with { type: "json" };
import sv from "./texts/sv.json" with { type: "json" };

/** What the glossary is handed beside the platform: wires to other features. */
export type Wires = {
  network: {
    standingOf: StandingOf;
    memberNames: MemberNames;
    /** Where the week's card is posted. */
    channels(tenantId: string): Promise<Place[]>;
  };
  startTopic: StartTopic;
  originOf: OriginOf;
};

/** What other features ask of the glossary. */
export type Glossary = {
  fields(tenantId: string): Promise<SubjectField[]>;
  /** Terms in a text of one language, and what they are in another. */
  hints(tenantId: string, text: string, from: Language, to: Language): Promise<Hint[]>;
  /** What a text had better not say, and what to write instead. */
  avoided(tenantId: string, text: string, language: Language): Promise<Avoided[]>;
  /** Their votes in reviews that are not decided yet; whatever else they did has no name once they are no member. */
  forget(person: Pick<Person, "tenantId" | "id">): Promise<void>;
};

/** Up when an entry, or the words it is found by, change their shape. */
const indexVersion = 2;

/** The network's terms: looked up by everybody in tab and chat, worked on by members. */
export function glossary(room: Platform & Wires): Feature & Glossary {
  const { tables, clock, jobs, sender, search, network, startTopic, originOf } = room;
  const texts = defineTexts({ sv, fi, en });
  const words = translators(texts);
  const inkFor = (locale: Locale): Ink => ({ locale, t: words[locale], words, tabLink: room.tabLink });

  const store = glossaryStore(tables);
  const index = search.open<Entry>({
    name: "terms",
    version: indexVersion,
    wordsOf,
    async *read(tenantId) {
      for await (const concept of store.all(tenantId)) {
        const document = entryOf(concept);
        if (document) yield { id: concept.id, document };
      }
    },
  });
  const fields = subjectFields(tables);
  const access = glossaryAccess(network.standingOf, clock);
  const news = newsOf({ index, channels: network.channels, sender, jobs, clock });
  const writing = writingOf({ store, index, news, jobs, clock });
  const finder = finding(index, browsingOf(index));
  let looking: Promise<InText> | undefined;
  // Loaded when a text is first looked through, with its stemmers.
  const inText = () => {
    looking ??= import("./lookup/text-scan.ts").then((loaded) => loaded.inText(index));
    return looking;
  };
  const views = glossaryViews({ store, index, fields, access, memberNames: network.memberNames });
  const topics = reviewTopics(startTopic, words, room.tabLink);
  const { forget, forgetAbsent } = forgetting({ store, index, memberNames: network.memberNames });
  const actions = conceptActions({ access, forgetAbsent, clock });
  const ports = { store, access, views, finder, fields, writing, originOf, actions, clock };
  const exchange = {
    ...ports,
    imports: importStore(tables),
    index,
    memberNames: network.memberNames,
    jobs,
    tabLink: room.tabLink,
  };

  const proposals = proposing({ access, finder, writing, clock, inkFor, newId: randomUUID });
  const checks = checking({ check: async (...asked) => (await inText()).check(...asked), inkFor });

  return {
    name: "glossary",
    texts,
    ...lookingUp({ index, access, finder, fields, inkFor }),
    messageActions: { ...proposals.messageActions, ...checks.messageActions },
    dialogs: { ...proposals.dialogs, ...checks.dialogs },
    routes: [
      ...conceptApi(ports),
      ...bulkApi(ports),
      ...reviewApi({ ...ports, topics }),
      ...fieldApi(ports),
      ...exchangeApi(exchange),
    ],
    jobs: { ...glossaryJobs({ store, writing, news }), ...exchangeJobs(exchange) },
    messages: glossaryMessages({ news, inkFor }),
    fields: fields.all,
    hints: async (...asked) => (await inText()).hints(...asked),
    avoided: async (...asked) => (await inText()).avoided(...asked),
    forget,
  };
}

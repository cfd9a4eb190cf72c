import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Role } from "#platform/auth/role.ts";
import type { Feature, Platform } from "#platform/feature.ts";
import { defineTexts, type Locale, translators } from "#platform/i18n/texts.ts";
import { sendingViews } from "#platform/sending/views.ts";
import type { Chats } from "#platform/teams/chats.ts";
import type { Person, Place } from "#platform/teams/turn.ts";
import { forumAccess } from "./access.ts";
import { afterwards } from "./afterwards.ts";
import { forumActions } from "./bot.ts";
import type { Ink } from "./cards.ts";
import { channelApi } from "./channel-api.ts";
import { channelMessages } from "./channel-messages.ts";
import { topicChannels } from "./channels.ts";
import type { Language } from "./contract.ts";
import { weeklyDigest } from "./digest.ts";
import { forumDoors } from "./doors.ts";
import { forumDrafts } from "./drafts.ts";
import { hearingAgain } from "./early.ts";
import { hearing } from "./hearing.ts";
import { forumListing } from "./listing.ts";
import { forumLists } from "./lists.ts";
import { lookUps } from "./look-up.ts";
import { forumMarks } from "./marks.ts";
import { type Notes, type Sessions, topicMeetings } from "./meetings.ts";
import { ownMessages } from "./messages.ts";
import { ownApi } from "./own-api.ts";
import { ownChats } from "./own-chat.ts";
import { postApi } from "./post-api.ts";
import { reportApi } from "./report-api.ts";
import { forumReports } from "./reports.ts";
import { searchApi } from "./search-api.ts";
import { forumSearching } from "./searching.ts";
import { startDialog } from "./start-dialog.ts";
import { forumStore } from "./store.ts";
import { telling } from "./telling.ts";
import en from "./texts/en.json" with { type: "json" };
import fi from "./texts/fi.json" with { type: "json" };
import sv from "./texts/sv.json" with { type: "json" };
import { forumThreads } from "./threads.ts";
import { topicApi } from "./topic-api.ts";
import { type FieldName, forumViews } from "./views.ts";
import { forumWishes } from "./wishes.ts";
import { forumWriting } from "./writing.ts";

type Member = { id: string; name: string; profile: { municipality: string; reads: Language[] } };

/** What the forum asks of the network. */
type Network = {
  standingOf(person: Person & { roles?: Role[] }): Promise<"none" | "asked" | "member" | "coordinator">;
  /** Of those who are members now. */
  memberNames(tenantId: string, ids: readonly string[]): Promise<Map<string, string>>;
  members(tenantId: string): AsyncIterable<Member>;
  find(tenantId: string, id: string): Promise<Member | undefined>;
  channels(tenantId: string): Promise<Place[]>;
};

/** What the forum is handed beside the platform: wires to other features. */
export type Wires = {
  chats: Chats;
  languageOf(person: Person): Promise<Locale | null>;
  network: Network;
  /** The glossary's subject fields, which are the forum's tags. */
  fields(tenantId: string): Promise<FieldName[]>;
  /** The sessions of the coffee, where topics are talked about. */
  meetings: Sessions;
};

/** The forum, and what other features are handed of it. */
export type Forum = Feature &
  ReturnType<typeof forumDoors> & {
    /** What was noted at a session, for the topics that were on its agenda. Told twice is told once. */
    noted(notes: Notes): Promise<void>;
  };

const ofGroup = z.object({ tenantId: z.string(), group: z.string() });

/** The network's forum: topics and posts, in the tab and in Teams. */
export function forum(room: Omit<Platform, "meetings"> & Wires): Forum {
  const { tables, clock, jobs, sender, chats, network, languageOf, fields } = room;
  const { memberNames, members } = network;
  const texts = defineTexts({ sv, fi, en });
  const words = translators(texts);
  const inkFor = (locale: Locale): Ink => ({ locale, t: words[locale], tabLink: room.tabLink });

  const store = forumStore(tables);
  const lists = forumLists(tables);
  const marks = forumMarks(tables);
  const reports = forumReports(tables);
  const drafts = forumDrafts(tables, clock);
  const wishes = forumWishes(
    tables,
    async ({ tenantId, id }) => (await network.find(tenantId, id))?.profile.reads ?? [],
  );
  const access = forumAccess(network.standingOf, network.find);
  const searching = forumSearching(room.search, store, lists);
  const writing = forumWriting({
    store,
    lists,
    marks,
    searching,
    memberNames,
    findMember: network.find,
    jobs,
    clock,
  });
  const views = forumViews({ ...room, store, marks, reports, wishes, memberNames });
  const listing = forumListing({ lists, marks, wishes, reports, views });
  const chatFor = ownChats(chats, network.channels);
  const tell = telling({ marks, wishes, memberNames, chatFor, sender, jobs, clock });
  const threads = forumThreads(tables);
  const places = network.channels;
  const channels = topicChannels({ store, writing, threads, places, sender, jobs, clock });
  const early = hearingAgain(room);
  const hear = hearing({ store, writing, threads, early, places, findMember: network.find, clock });
  const meetings = topicMeetings({
    store,
    writing,
    sessions: room.meetings,
    clock,
    headingOf: (language, session) => words[language]("notes.heading", session),
  });
  const sendings = sendingViews(room);
  const digest = weeklyDigest({ lists, marks, wishes, chatFor, sender, jobs, clock });

  return {
    name: "forum",
    texts,
    ...startDialog({ access, writing, fields, inkFor, newId: randomUUID }),
    ...lookUps({ access, writing, searching, lists, wishes, fields, inkFor }),
    hears: hear,
    actions: forumActions({ access, writing, marks, wishes, clock }),
    routes: [
      ...topicApi({ access, writing, listing, views, marks, clock }),
      ...postApi({ access, store, writing, reports, views, clock }),
      ...reportApi({ access, store, writing, reports, views }),
      ...ownApi({ access, writing, lists, drafts, wishes, chats, armDigest: digest.arm }),
      ...channelApi({ access, views, channels, meetings, sendings, places }),
      ...searchApi({ access, searching, lists, views, members, memberNames, clock }),
    ],
    jobs: {
      ...afterwards({ store, writing, searching, reports, effects: [tell, channels.reply] }),
      ...channels.jobs,
      heard: async (data) => {
        const { said, place } = early.heard(data);
        await hear(said, place);
      },
      digest: digest.send,
      tidy: async (data) => {
        const { tenantId, group } = ofGroup.parse(data);
        await sender.forget(tenantId, group);
      },
    },
    messages: {
      ...ownMessages({ store, marks, digest, memberNames, chats, languageOf, inkFor }),
      ...channelMessages({ store, places, memberNames, fields, inkFor }),
    },
    ...forumDoors({ access, store, writing, marks, wishes, drafts, reports }),
    noted: meetings.noted,
  };
}

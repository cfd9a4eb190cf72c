import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Role } from "#platform/auth/role.ts";
import type { Feature, Platform } from "#platform/feature.ts";
import { defineTexts, type Locale, translators } from "#platform/i18n/texts.ts";
import type { Chats } from "#platform/teams/chats.ts";
import type { Directory } from "#platform/teams/directory/directory.ts";
import type { Person, Place } from "#platform/teams/turn.ts";
import type { Ink } from "./cards/card.ts";
import type { Language } from "./contract.ts";
import { type Notes, type Sessions, topicMeetings } from "./meetings/meetings.ts";
import { forumAccess } from "./members/access.ts";
import { forumWishes } from "./members/forum-settings.ts";
import { ownApi } from "./members/member-routes.ts";
import { ownChats } from "./members/personal-chat.ts";
import { weeklyDigest } from "./notifications/digest.ts";
import { forumActions } from "./notifications/follow-actions.ts";
import { ownMessages } from "./notifications/messages.ts";
import { telling } from "./notifications/notifications.ts";
import { forumDoors } from "./public-api.ts";
import { postApi } from "./reading/post-routes.ts";
import { reportApi } from "./reading/report-routes.ts";
import { searchApi } from "./reading/search-routes.ts";
import { forumListing } from "./reading/topic-list.ts";
import { topicApi } from "./reading/topic-routes.ts";
import { type FieldName, forumViews } from "./reading/topic-view.ts";
import { forumSearching } from "./search/topic-search.ts";
import en from "./texts/en.json" with { type: "json" };
import fi from "./texts/fi.json" with { type: "json" };
import sv from "./texts/sv.json" with { type: "json" };
import { channelMessages } from "./threads/channel-messages.ts";
import { channelApi } from "./threads/channel-routes.ts";
import { topicChannels } from "./threads/channels.ts";
import { hearingAgain } from "./threads/early-messages.ts";
import { lookUps } from "./threads/look-up.ts";
import { startDialog } from "./threads/start-dialog.ts";
import { hearing } from "./threads/thread-sync.ts";
import { forumLists } from "./topics/lists.ts";
import { forumMarks } from "./topics/read-state.ts";
import { forumReports } from "./topics/reports.ts";
import { forumStore } from "./topics/store.ts";
import { forumThreads } from "./topics/thread-store.ts";
import { forumDrafts } from "./writing/drafts.ts";
import { afterwards } from "./writing/post-jobs.ts";
import { forumWriting } from "./writing/writing.ts";

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
  directory: Directory;
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
      ...channelApi({ access, views, channels, meetings, places }),
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

import { randomBytes, randomUUID } from "node:crypto";
import type { Feature, Platform } from "#platform/feature.ts";
import { defineTexts, type Locale, translators } from "#platform/i18n/texts.ts";
import { destinationsFor } from "#platform/sending/destinations.ts";
import { rosters } from "#platform/sending/rosters.ts";
import { sendingRoutes } from "#platform/sending/routes.ts";
import { sendingViews } from "#platform/sending/views.ts";
import type { Chats } from "#platform/teams/chats.ts";
import type { Directory } from "#platform/teams/directory/directory.ts";
import type { Memberships } from "#platform/teams/memberships.ts";
import type { Person } from "#platform/teams/turn.ts";
import { type Translating, translationRoutes } from "#platform/translating.ts";
import { coffeeBot } from "./actions.ts";
import { coffeeAccess } from "./attendance/access.ts";
import { attending as attendingOf } from "./attendance/attendance.ts";
import { answering } from "./attendance/attendance-jobs.ts";
import { askedSession, sessionPath } from "./attendance/requested-session.ts";
import type { Ink } from "./cards/card-context.ts";
import { traces } from "./erasure.ts";
import { groupOf, invitations as invitationsOf } from "./invitations/invitations.ts";
import { telling as tellingOf } from "./invitations/notifications.ts";
import { coffeeJobs } from "./jobs.ts";
import { sessionLinks } from "./links/link-preview.ts";
import { coffeeLinks, linksTo } from "./links/links.ts";
import { coffeeMessages } from "./messages.ts";
import { type TakeNotes, takingUp } from "./organising/agenda-topics.ts";
import { attendingApi } from "./organising/attendance-routes.ts";
import { recapApi } from "./organising/recap-routes.ts";
import { seriesApi } from "./organising/series-routes.ts";
import { coffeeViews } from "./organising/series-view.ts";
import { sessionDeeds } from "./organising/session-operations.ts";
import { sessionApi } from "./organising/session-routes.ts";
import { sessionMeetings } from "./organising/teams-meetings.ts";
import { translatableCoffee } from "./organising/translatable.ts";
import { questionBox } from "./questions/question-box.ts";
import { asking } from "./questions/question-jobs.ts";
import { type HandOver, questionApi } from "./questions/question-routes.ts";
import type { ChangesBetweenSurveys } from "./recap/agenda-suggestions.ts";
import { recapping as recappingOf, type StartSurvey } from "./recap/recap.ts";
import { wishes as wishesOf } from "./reminders/reminder-settings.ts";
import { planning as planningOf } from "./series/schedule.ts";
import { coffeeStore } from "./series/store.ts";
import en from "./texts/en.json" with { type: "json" };
import fi from "./texts/fi.json" with { type: "json" };
import sv from "./texts/sv.json" with { type: "json" };

/** What coffee is handed beside the platform: wires to other features. */
type Wires = {
  chats: Chats;
  directory: Directory;
  memberships: Memberships;
  languageOf(person: Person): Promise<Locale | null>;
  startSurvey: StartSurvey;
  changesBetweenSurveys: ChangesBetweenSurveys;
  /** Notes of a session, for the discussions that were on its agenda. */
  takeNotes: TakeNotes;
  /** How translations of a series' texts, and of a session's, are asked for. */
  translating: { series: Translating; session: Translating };
  /** Left out while nobody takes questions as cases of advice. */
  handOver?: HandOver | undefined;
};

/** A monthly coffee that runs itself: scheduled once, and from then on invited to, reminded of, held and summed up. */
export function coffee(room: Platform & Wires) {
  const { tables, keys, clock, jobs, sender, places, chats } = room;
  const texts = defineTexts({ sv, fi, en });
  const words = translators(texts);
  const links = linksTo(room.openLink);
  const inkFor = (locale: Locale): Ink => ({ locale, t: words[locale], tabLink: room.tabLink, links });

  const store = coffeeStore(tables);
  const attending = answering(attendingOf({ tables, store, clock }), jobs, clock);
  const box = asking(questionBox({ tables, keys, clock }), jobs, clock);
  const wishes = wishesOf(tables);
  const access = coffeeAccess(room.memberships, attending);
  const planning = planningOf(store, jobs, clock);
  const invitations = invitationsOf({ store, attending, planning, sender, places, clock });
  const telling = tellingOf({ attending, wishes, chats, places, sender, clock });
  const { startSurvey, changesBetweenSurveys, languageOf, handOver, translating } = room;
  const recapping = recappingOf({
    store,
    box,
    attending,
    invitations,
    sender,
    jobs,
    clock,
    startSurvey,
    words,
  });
  const meetings = sessionMeetings({ store, meetings: room.meetings, clock, inkFor });
  const deeds = sessionDeeds({ store, planning, meetings, clock });
  const hasMeetings = room.meetings !== undefined;
  const views = coffeeViews({
    store,
    access,
    attending,
    wishes,
    chats,
    recapping,
    clock,
    links,
    hasMeetings,
  });
  const sendings = sendingViews(room);
  const destinations = destinationsFor(room);
  const asked = askedSession(store, access);
  const newLinkKey = () => randomBytes(24).toString("base64url");

  return {
    name: "coffee",
    texts,
    ...coffeeBot({ store, attending, questions: box, wishes, chats, clock, inkFor, newId: randomUUID }),
    linkPreviews: sessionLinks({ asked, inkFor }),
    routes: [
      ...seriesApi({
        store,
        access,
        views,
        destinations,
        planning,
        deeds,
        meetings,
        jobs,
        clock,
        newLinkKey,
      }),
      ...sessionApi({ asked, views, invitations, destinations, deeds, clock }),
      ...attendingApi({ asked, store, access, views, attending, wishes, chats, places }),
      ...recapApi({ asked, store, views, box, recapping, clock, changesBetweenSurveys }),
      ...questionApi({ asked, box, handOver }),
      ...sendingRoutes({
        path: sessionPath,
        sender,
        views: sendings,
        groupFor: async (who) => groupOf(await asked.organised(who)),
      }),
      ...translationRoutes({
        path: "/coffee/series/:id",
        async idFor({ person, params }) {
          const series = await store.findSeries(person.tenantId, params.id ?? "");
          access.mustOrganise(series, person);
          return series.id;
        },
        ...translating.series,
      }),
      ...translationRoutes({
        path: sessionPath,
        async idFor(who) {
          const { series, date } = await asked.organised(who);
          return `${series.id}|${date}`;
        },
        ...translating.session,
      }),
    ],
    openRoutes: coffeeLinks({ store, clock, links, inkFor }),
    jobs: coffeeJobs({
      store,
      attending,
      box,
      wishes,
      planning,
      invitations,
      telling,
      recapping,
      traces: traces({ store, attending, box, sender }),
      takeNotes: room.takeNotes,
      jobs,
      clock,
    }),
    messages: coffeeMessages({
      store,
      attending,
      wishes,
      recapping,
      chats,
      rosters: rosters(room),
      clock,
      inkFor,
      languageOf,
    }),
    meetings: takingUp({ store, access, views, deeds, clock }),
    translatable: translatableCoffee({ store, access, planning, clock }),
  } satisfies Feature & { meetings: unknown; translatable: unknown };
}

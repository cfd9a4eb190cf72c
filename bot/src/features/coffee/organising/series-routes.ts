import type { Access } from "#features/coffee/attendance/access.ts";
import { createInput, date, previewInput, saveInput } from "#features/coffee/contract.ts";
import { preview } from "#features/coffee/series/rule.ts";
import { ofSeries, type Planning, purgeAfterMs } from "#features/coffee/series/schedule.ts";
import {
  end,
  newSeries,
  remove,
  restore,
  revise,
  type Series,
  start,
  stateOf,
} from "#features/coffee/series/series.ts";
import type { CoffeeStore } from "#features/coffee/series/store.ts";
import { has } from "#platform/auth/role.ts";
import type { Asked, Route } from "#platform/feature.ts";
import { route } from "#platform/feature.ts";
import { type Clock, later } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { Refusal } from "#platform/refusal.ts";
import type { Destinations } from "#platform/sending/destinations.ts";
import { dayAfter, dayOf } from "#platform/time/finnish-time.ts";
import type { Views } from "./series-view.ts";
import type { SessionDeeds } from "./session-operations.ts";
import type { SessionMeetings } from "./teams-meetings.ts";

type Ports = {
  store: CoffeeStore;
  access: Access;
  views: Views;
  destinations: Destinations;
  planning: Planning;
  deeds: SessionDeeds;
  meetings: SessionMeetings;
  jobs: Jobs;
  clock: Clock;
  /** Random and unguessable. */
  newLinkKey(): string;
};

type WhoAndWhat = Pick<Asked, "person" | "params">;

const mostDays = 400;

/** Coffee series for the tab: listed, written, started and ended. */
export function seriesApi(ports: Ports): Route[] {
  const { store, access, views, destinations, planning, deeds, meetings, jobs, clock, newLinkKey } = ports;
  const now = () => clock.now();

  async function organised({ person, params }: WhoAndWhat, removed?: { evenRemoved: true }): Promise<Series> {
    const series = await store.findSeries(person.tenantId, params.id ?? "");
    access.mustOrganise(series, person, removed);
    return series;
  }

  /** The calendar of whoever does it. */
  const follow = (series: Series, { person, token }: Pick<Asked, "person" | "token">) =>
    meetings.followAll(series, { ...person, token });

  const work = (job: string, series: Series) => [{ job: `coffee/${job}`, work: ofSeries(series) }];

  return [
    route({
      method: "GET",
      path: "/coffee",
      about: "The series that the person has a part in, and their sessions between two days, 400 at most.",
      role: "anyone",
      async handle({ person, query }) {
        const from = date.safeParse(query.from).data ?? dayOf(now());
        const to = date.safeParse(query.to).data ?? dayAfter(from, mostDays);
        if (to < from || to > dayAfter(from, mostDays)) throw new Refusal("tooManyDays", { days: mostDays });
        return views.list(person, from, to, has(person.roles, "Organiser"));
      },
    }),
    route({
      method: "GET",
      path: "/coffee/places",
      about: "The channels and group chats that the person can have invited.",
      role: "Organiser",
      async handle({ person, locale }) {
        const places = await destinations.listFor(person, locale);
        return { places: places.filter(({ scope }) => scope !== "personal") };
      },
    }),
    route({
      method: "GET",
      path: "/coffee/now",
      about: "The session that a meeting's side panel most likely belongs to, and others within a day.",
      role: "anyone",
      handle: ({ person }) => views.now(person),
    }),
    route({
      method: "POST",
      path: "/coffee/series",
      about: "Begins a series. The id is the client's, so that a repeat makes no second one.",
      role: "Organiser",
      input: createInput,
      async handle({ person, input }) {
        const series = newSeries(input.id, person, input.draft, now(), newLinkKey());
        return views.series(await store.addSeries(series), person);
      },
    }),
    route({
      method: "POST",
      path: "/coffee/series/preview",
      about: "The dates that a rule gives in the next 24 months.",
      role: "Organiser",
      input: previewInput,
      handle: async ({ input }) => preview(input.rule, now()),
    }),
    route({
      method: "GET",
      path: "/coffee/series/:id",
      about: "One series, for those who organise it.",
      role: "Organiser",
      handle: async (asked) => views.series(await organised(asked), asked.person),
    }),
    route({
      method: "PUT",
      path: "/coffee/series/:id",
      about: "Saves a series whole. Refused with changedMeanwhile if its version is not the latest.",
      role: "Organiser",
      input: saveInput,
      async handle(asked) {
        const series = await organised(asked);
        const { version, draft } = asked.input;
        const revised = revise({ ...series, version }, draft, now(), asked.person);
        const isRunning = stateOf(series) === "running";
        // What is added to a running series is invited by itself; a draft's places are looked at when it starts.
        if (isRunning) await destinations.mustReach(asked.person, placesAdded(series, revised));
        const save = () => store.saveSeries(revised);
        const saved = isRunning ? await planning.following(work("revised", series), save) : await save();
        await follow(saved, asked);
        return views.series(saved, asked.person);
      },
    }),
    route({
      method: "DELETE",
      path: "/coffee/series/:id",
      about: "Removes a draft or an ended series; it can be brought back. What was invited to is cancelled.",
      role: "Organiser",
      async handle(asked) {
        const series = await organised(asked, { evenRemoved: true });
        if (series.removedAt) return {};
        // Refused before anything is cancelled.
        remove(series, now());
        await deeds.cancelAll(series, asked);
        // One instant: the work must not find the removal too young.
        const at = now();
        await jobs.add("coffee/purge", ofSeries(series), later(at, purgeAfterMs));
        await store.changeSeries(series, (newest) => remove(newest, at));
        return {};
      },
    }),
    route({
      method: "POST",
      path: "/coffee/series/:id/restoration",
      about: "Brings a removed series back. Its sessions stay cancelled until each is reinstated.",
      role: "Organiser",
      async handle(asked) {
        const series = await organised(asked, { evenRemoved: true });
        const there = series.removedAt ? await store.saveSeries(restore(series)) : series;
        return views.series(there, asked.person);
      },
    }),
    route({
      method: "POST",
      path: "/coffee/series/:id/start",
      about: "Starts the series: from now on everything happens by itself.",
      role: "Organiser",
      async handle(asked) {
        const series = await organised(asked);
        await destinations.mustReach(asked.person, stateOf(series) === "draft" ? series.draft.placeIds : []);
        const started = await planning.following(work("plan", series), () =>
          store.changeSeries(series, (newest) => start(newest, now())),
        );
        return views.series(started, asked.person);
      },
    }),
    route({
      method: "POST",
      path: "/coffee/series/:id/end",
      about: "Ends the series. Sessions that people were invited to are held, unless they are cancelled.",
      role: "Organiser",
      async handle(asked) {
        const series = await organised(asked);
        const at = now();
        await jobs.add("coffee/purge", ofSeries(series), later(at, purgeAfterMs));
        const ended = await store.changeSeries(series, (newest) => end(newest, at));
        await follow(ended, asked);
        return views.series(ended, asked.person);
      },
    }),
    route({
      method: "POST",
      path: "/coffee/series/:id/meetings",
      about:
        "Makes a Teams meeting, in the person's calendar, for each session of the next 12 months that lacks one.",
      role: "Organiser",
      async handle(asked) {
        const series = await organised(asked);
        if (stateOf(series) !== "running") throw new Refusal("notRunning");
        await planning.following(work("revised", series), () =>
          meetings.makeAll(series, { ...asked.person, token: asked.token }),
        );
        return views.series(series, asked.person);
      },
    }),
  ];
}

const placesAdded = (before: Series, after: Series): string[] => [
  ...new Set(after.draft.placeIds).difference(new Set(before.draft.placeIds)),
];

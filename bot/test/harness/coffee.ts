import type {
  Answer,
  Rule,
  SeriesDraft,
  SeriesView,
  SessionDraft,
  SessionView,
} from "#features/coffee/contract.ts";
import { newSeries, type Series, start } from "#features/coffee/series/series.ts";
import type { Role } from "#platform/auth/role.ts";
import type { SendingView } from "#platform/sending/contract.ts";
import type { Person, Place } from "#platform/teams/turn.ts";
import { anna, channel, type TestApp } from "./harness.ts";

/* The coffee to test with. */

/** The second Thursday of each month at 8.30 for 45 minutes, never in July. */
export const secondThursdays: Rule = {
  repeats: { unit: "monthByWeekday", every: 1, nth: 2, weekday: 4 },
  startsOn: "2027-01-01",
  endsOn: null,
  time: "08:30",
  durationMinutes: 45,
  pausedMonths: [7],
  skippedDates: [],
};

export const coffeeDraft: SeriesDraft = {
  title: { sv: "Kaffe med Uffe", fi: "Kahvit Uffen kanssa", en: "Coffee with Uffe" },
  about: { sv: "", fi: "", en: "" },
  languages: ["sv", "fi", "en"],
  rule: secondThursdays,
  host: "Uffe",
  capacity: null,
  joinUrl: "https://meet.example/uffe",
  placeIds: [channel.id],
  invitation: { daysBefore: 7, time: "09:00" },
  questions: { open: true, anonymous: true },
  recap: { on: true, time: "09:00", pulse: true },
};

export const christmasEve2026 = new Date("2026-12-24T08:00:00Z");

/** Anna's series, started on Christmas Eve 2026, before its first session on 14 January 2027. */
export function runningSeries(changes: Partial<SeriesDraft> = {}): Series {
  const id = "c0ffee00-0000-4000-8000-000000000001";
  const draft = { ...coffeeDraft, ...changes };
  return start(newSeries(id, anna, draft, christmasEve2026, "link-key"), christmasEve2026);
}

export const seriesId = "c0ffee00-0000-4000-8000-000000000002";

/** What an organiser does in the tab, through the app's door. */
export function organiseCoffee(app: TestApp, who: Person = anna, roles: Role[] = ["Organiser"]) {
  const ask = <T>(method: "GET" | "POST" | "PUT" | "DELETE", path: string, input?: unknown) =>
    app.ask(who, roles, method, path, input) as Promise<T>;
  const one = (date: string, id: string) => `/coffee/series/${id}/sessions/${date}`;
  const session = (date: string, id = seriesId) => ask<SessionView>("GET", one(date, id));
  return {
    ask,
    session,
    series: (id = seriesId) => ask<SeriesView>("GET", `/coffee/series/${id}`),
    write: (changes: Partial<SeriesDraft> = {}, id = seriesId) =>
      ask<SeriesView>("POST", "/coffee/series", { id, draft: { ...coffeeDraft, ...changes } }),
    start: (id = seriesId) => ask<SeriesView>("POST", `/coffee/series/${id}/start`),
    end: (id = seriesId) => ask<SeriesView>("POST", `/coffee/series/${id}/end`),
    async revise(changes: Partial<SeriesDraft>, id = seriesId) {
      const { version, draft } = await ask<SeriesView>("GET", `/coffee/series/${id}`);
      return ask<SeriesView>("PUT", `/coffee/series/${id}`, { version, draft: { ...draft, ...changes } });
    },
    async change(date: string, changes: Partial<SessionDraft>, id = seriesId) {
      const { version, draft } = await session(date, id);
      return ask<SessionView>("PUT", one(date, id), { version, draft: { ...draft, ...changes } });
    },
    cancel: (date: string, id = seriesId) => ask<SessionView>("POST", `${one(date, id)}/cancellation`),
    reinstate: (date: string, id = seriesId) => ask<SessionView>("DELETE", `${one(date, id)}/cancellation`),
    invite: (date: string, placeIds?: string[], id = seriesId) =>
      ask<SessionView>("POST", `${one(date, id)}/invitation`, placeIds ? { placeIds } : {}),
    answer: (date: string, answer: Answer | null, scope: "session" | "series" = "session", id = seriesId) =>
      ask<SessionView>("PUT", `${one(date, id)}/answer`, { answer, scope, showName: false }),
    async sendings(date: string, id = seriesId) {
      return (await ask<{ sendings: SendingView[] }>("GET", `${one(date, id)}/sendings`)).sendings;
    },
  };
}

/** A series that runs, in places that the bot knows, with these people in each. */
export async function running(
  app: TestApp,
  changes: Partial<SeriesDraft> = {},
  places: Place[] = [channel],
  people: Person[] = [anna],
) {
  for (const place of places) {
    await app.places.remember(place);
    const members = people.map(({ id, name }) => ({ id, userId: `29:${id}`, name }));
    app.teams.members.set(place.id, members).set(place.teamId ?? place.id, members);
  }
  const organiser = organiseCoffee(app);
  await organiser.write({ placeIds: places.map(({ id }) => id), ...changes });
  await organiser.start();
  await app.work();
  return organiser;
}

import type { Row } from "#test/e2e/harness/route-row.ts";
import { coffeeDraft } from "#test/harness/coffee.ts";
import { channel } from "#test/harness/teams.ts";

/* A coffee for the tests that knock at every address: every week on the day that it is in a week, invited to at once. */

export const coffeeId = "0b1f4a52-6a0e-4d0a-9b53-2d1b2f7f6a04";
export const questionId = "0b1f4a52-6a0e-4d0a-9b53-2d1b2f7f6a05";

const today = new Date();
const inOneWeek = new Date(today.getTime() + 7 * 86_400_000);
export const coffeeDate = inOneWeek.toISOString().slice(0, 10);

export const hiddenTitle = "Kaffe som ingen utomstående ser";
export const weekly = {
  ...coffeeDraft,
  title: { sv: hiddenTitle, fi: hiddenTitle, en: hiddenTitle },
  rule: {
    ...coffeeDraft.rule,
    repeats: { unit: "week", every: 1, weekday: inOneWeek.getUTCDay() || 7 },
    startsOn: today.toISOString().slice(0, 10),
    time: "12:00",
    pausedMonths: [],
  },
  placeIds: [channel.id],
  invitation: { daysBefore: 14, time: "00:00" },
};

const one = "/api/coffee/series/{id}/sessions/{date}";
const sessionDraft = {
  startsAt: null,
  durationMinutes: null,
  theme: { sv: "", fi: "", en: "" },
  agenda: { sv: "", fi: "", en: "" },
  host: null,
  languages: null,
  capacity: 3,
  joinUrl: null,
};
const none = { dayBefore: false, quarterBefore: false, snoozedUntil: null, quiet: null };
/** Organisers may in general, and not here: those of another team are told that there is no such thing. */
const organisers = [403, 403, 404] satisfies Row["may"];
/** Whoever is invited may, whatever their role. */
const invited = [404, 404, 404] satisfies Row["may"];
const anybody = [200, 200, 200] satisfies Row["may"];

export const coffeeRows: Row[] = [
  { method: "GET", path: "/api/coffee", may: anybody },
  { method: "GET", path: "/api/coffee/now", may: anybody },
  { method: "GET", path: "/api/coffee/places", may: [403, 403, 200] },
  { method: "POST", path: "/api/coffee/series", body: { id: coffeeId, draft: weekly }, may: organisers },
  {
    method: "POST",
    path: "/api/coffee/series/preview",
    body: { rule: weekly.rule },
    may: [403, 403, 200],
  },
  { method: "GET", path: "/api/coffee/series/{id}", may: organisers },
  {
    method: "PUT",
    path: "/api/coffee/series/{id}",
    body: { version: "1", draft: weekly },
    may: organisers,
  },
  { method: "DELETE", path: "/api/coffee/series/{id}", may: organisers },
  { method: "POST", path: "/api/coffee/series/{id}/restoration", may: organisers },
  { method: "POST", path: "/api/coffee/series/{id}/start", may: organisers },
  { method: "POST", path: "/api/coffee/series/{id}/end", may: organisers },
  { method: "POST", path: "/api/coffee/series/{id}/meetings", may: organisers },
  { method: "PUT", path: "/api/coffee/series/{id}/reminders", body: none, may: invited },
  { method: "GET", path: one, may: invited },
  { method: "PUT", path: one, body: { version: "", draft: sessionDraft }, may: organisers },
  { method: "POST", path: `${one}/cancellation`, may: organisers },
  { method: "DELETE", path: `${one}/cancellation`, may: organisers },
  { method: "POST", path: `${one}/meeting`, may: organisers },
  { method: "POST", path: `${one}/invitation`, body: {}, may: organisers },
  {
    method: "PUT",
    path: `${one}/answer`,
    body: { answer: "yes", scope: "series", showName: true },
    may: invited,
  },
  { method: "GET", path: `${one}/agenda`, may: organisers },
  { method: "PUT", path: `${one}/attendance`, body: { count: 1 }, may: organisers },
  {
    method: "PUT",
    path: `${one}/recap`,
    body: { version: "", themes: { sv: "", fi: "", en: "" } },
    may: organisers,
  },
  { method: "POST", path: `${one}/recap/sending`, may: organisers },
  { method: "GET", path: `${one}/sendings`, may: organisers },
  {
    method: "POST",
    path: `${one}/sendings/{sending}/retries`,
    body: { placeIds: [channel.id] },
    may: organisers,
  },
  { method: "POST", path: `${one}/sendings/{sending}/cancellation`, may: organisers },
  { method: "POST", path: `${one}/sendings/{sending}/pause`, may: organisers },
  { method: "DELETE", path: `${one}/sendings/{sending}/pause`, may: organisers },
  { method: "GET", path: `${one}/questions`, may: invited },
  {
    method: "POST",
    path: `${one}/questions`,
    body: { id: questionId, text: "Vad kostar det?", anonymous: false },
    may: invited,
  },
  { method: "DELETE", path: `${one}/questions/{question}`, may: invited },
  { method: "PUT", path: `${one}/questions/{question}/vote`, body: { voted: true }, may: invited },
  {
    method: "POST",
    path: `${one}/questions/{question}/moderation`,
    body: { deed: "pin" },
    may: organisers,
  },
  { method: "POST", path: `${one}/questions/{question}/handover`, may: organisers },
];

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createIssuer, type Issuer, tabClaims } from "#platform/local/issuer.ts";
import { demoPeople, demoTabClientId, demoTenantId } from "#platform/local/people.ts";
import { NotFound } from "#platform/refusal.ts";
import { createLog } from "#platform/telemetry/log.ts";
import { fakeCloud, graphJoinUrl as joinUrl } from "#test/harness/graph.ts";
import { createMeetings, type MeetingSettings } from "./graph-meetings.ts";
import { MeetingFailed } from "./meetings.ts";

const wish = {
  key: "coffee|series-1|2026-12-10",
  subject: "Kaffe med Uffe",
  body: "Tema: välmående & ork <3",
  startsAt: new Date("2026-12-10T06:30:00Z"),
  endsAt: new Date("2026-12-10T07:00:00Z"),
};
const { graphUrl, asked, next, nextOfEntra, events, ofGraph, forget, close } = await fakeCloud();

let issuer: Issuer;
let token: string;
let pauses: number[];
let logged: string[];

beforeAll(async () => {
  issuer = await createIssuer();
});
afterAll(close);
beforeEach(async () => {
  const [anna] = demoPeople;
  if (!anna) throw new Error("Nobody is there.");
  token = await issuer.sign(tabClaims({ ...anna, tenantId: demoTenantId }, demoTabClientId, "https://x"));
  forget();
  pauses = [];
  logged = [];
});
afterEach(() => {
  expect(logged.join("\n")).not.toMatch(/eyJ|Kaffe|secret of the tab|token for Graph/);
});

function meetings(more: Partial<MeetingSettings> = {}) {
  const made = createMeetings({
    clientId: demoTabClientId,
    clientSecret: "secret of the tab",
    tenantIds: ["another", demoTenantId],
    log: createLog((line) => void logged.push(line)),
    graphUrl,
    pause: async (delayMs) => void pauses.push(delayMs),
    // Beyond what the libraries take to load on a busy machine.
    deadlineMs: 50_000,
    ...more,
  });
  if (!made) throw new Error("Not configured.");
  return made;
}

test("a meeting is an event in the organiser's own calendar, made in their name", async () => {
  const made = await meetings().make(token, wish);

  expect(made).toEqual({ eventId: "event/0=", joinUrl });
  const [toEntra, toGraph] = asked;
  expect(toEntra).toMatchObject({
    path: expect.stringContaining(`/${demoTenantId}/oauth2/v2.0/token`),
    body: {
      grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
      requested_token_use: "on_behalf_of",
      assertion: token,
      client_id: demoTabClientId,
      client_secret: "secret of the tab",
      scope: expect.stringContaining("https://graph.microsoft.com/Calendars.ReadWrite"),
    },
  });
  expect(toGraph).toMatchObject({
    method: "POST",
    path: "/v1.0/me/events",
    headers: { authorization: "Bearer token for Graph", prefer: 'IdType="ImmutableId"' },
    body: {
      subject: "Kaffe med Uffe",
      body: { contentType: "text", content: "Tema: välmående & ork <3" },
      start: { dateTime: "2026-12-10T06:30:00.000", timeZone: "UTC" },
      end: { dateTime: "2026-12-10T07:00:00.000", timeZone: "UTC" },
      isOnlineMeeting: true,
      onlineMeetingProvider: "teamsForBusiness",
      transactionId: expect.stringMatching(
        /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      ),
    },
  });
  expect(logged.join()).toMatch(/"graph\/make","outcome":"ok"/);
});

test("asked for twice, it is made once", async () => {
  const first = await meetings().make(token, wish);
  const second = await meetings().make(token, wish);
  await meetings().make(token, { ...wish, key: "coffee|series-1|2027-01-14" });

  expect(second).toEqual(first);
  expect(events).toHaveLength(2);
});

test("asked for again at another time, the one that stands is moved", async () => {
  const first = await meetings().make(token, wish);

  const second = await meetings().make(token, { ...wish, endsAt: new Date("2026-12-10T07:15:00Z") });

  expect(second).toEqual(first);
  expect(events).toHaveLength(1);
  expect(asked.at(-1)).toMatchObject({
    method: "PATCH",
    body: { end: { dateTime: "2026-12-10T07:15:00.000", timeZone: "UTC" } },
  });
});

test("an answer that is lost on the way leads to no second event", async () => {
  const made = meetings();
  await made.make(token, wish);
  next.push("break");

  await expect(made.make(token, wish)).rejects.toThrow(new MeetingFailed("unreachable"));

  expect(await made.make(token, wish)).toEqual({ eventId: "event/0=", joinUrl });
  expect(events).toHaveLength(1);
});

test("a join link that comes a moment after its event is asked for", async () => {
  events.push({ id: "event/0=", transactionId: "", wished: "" });
  next.push({ status: 201, body: { id: "event/0=", onlineMeeting: null } });

  expect(await meetings().make(token, wish)).toEqual({ eventId: "event/0=", joinUrl });
  expect(asked.at(-1)?.path).toBe("/v1.0/me/events/event%2F0%3D?$select=id,onlineMeeting");
});

test("a change moves the event and leaves its words, in which the way into the meeting stands", async () => {
  const { eventId } = await meetings().make(token, wish);

  const changed = await meetings().change(token, eventId, { ...wish, subject: "Kaffe: ork" });

  expect(changed).toEqual({ eventId, joinUrl });
  expect(asked.at(-1)).toMatchObject({ method: "PATCH", path: "/v1.0/me/events/event%2F0%3D" });
  expect(asked.at(-1)?.body).toEqual({
    subject: "Kaffe: ork",
    start: { dateTime: "2026-12-10T06:30:00.000", timeZone: "UTC" },
    end: { dateTime: "2026-12-10T07:00:00.000", timeZone: "UTC" },
  });
});

test("an event that is gone can't be changed", async () => {
  await expect(meetings().change(token, "event/9=", wish)).rejects.toThrow(NotFound);
});

test("a cancelled meeting is gone, with a word to whoever was invited; cancelling it again is no error", async () => {
  const { eventId } = await meetings().make(token, wish);

  await meetings().cancel(token, eventId, "Inget kaffe i juli.");
  await meetings().cancel(token, eventId, "Inget kaffe i juli.");

  expect(events).toEqual([]);
  expect(asked.at(-1)).toMatchObject({
    path: "/v1.0/me/events/event%2F0%3D/cancel",
    body: { comment: "Inget kaffe i juli." },
  });
});

test("an event to which nobody is invited is removed", async () => {
  const { eventId } = await meetings().make(token, wish);
  next.push({ status: 400, body: { error: { code: "ErrorInvalidRequest" } } });

  await meetings().cancel(token, eventId, "");

  expect(asked.at(-1)?.method).toBe("DELETE");
  expect(events).toEqual([]);
});

test("an id from outside stays within its place in the address", async () => {
  await expect(meetings().change(token, "../../users/bo/events?x=#", wish)).rejects.toThrow(NotFound);

  expect(asked.at(-1)?.path).toBe("/v1.0/me/events/..%2F..%2Fusers%2Fbo%2Fevents%3Fx%3D%23");
});

test.for([
  [
    "an administrator's",
    "invalid_grant",
    "AADSTS65001: The user or administrator has not consented.",
    "consent_required",
  ],
  [
    "a second factor",
    "interaction_required",
    "AADSTS50076: You must use multi-factor authentication.",
    "basic_action",
  ],
])("without consent nothing is asked of Graph: %s", async ([, error, description, suberror]) => {
  nextOfEntra.push({ status: 400, body: { error, error_description: description, suberror } });

  await expect(meetings().make(token, wish)).rejects.toThrow(new MeetingFailed("consent"));
  expect(ofGraph()).toEqual([]);
});

test.for([
  [{ status: 401 }, "consent"],
  [{ status: 403, body: { error: { code: "ErrorAccessDenied" } } }, "consent"],
  [{ status: 404, body: { error: { code: "MailboxNotEnabledForRESTAPI" } } }, "consent"],
  [{ status: 400, body: { error: { code: "ErrorPropertyValidationFailure" } } }, "unreachable"],
  [{ status: 500 }, "unreachable"],
  [{ status: 302, headers: { location: "http://evil.example/" } }, "unreachable"],
  [{ status: 200, body: "no event" }, "unreachable"],
  [{ status: 201, body: { id: "" } }, "unreachable"],
  ["break", "unreachable"],
] as const)("Graph's %j is told as %s", async ([answer, reason]) => {
  next.push(answer);

  await expect(meetings().make(token, wish)).rejects.toThrow(new MeetingFailed(reason));
  expect(ofGraph()).toHaveLength(1);
  expect(logged.join()).toContain(`"outcome":"${reason}`);
});

test.for([
  ["3", 3_000],
  [undefined, 1_000],
  ["soon", 1_000],
  ["Thu, 01 Jan 1970 00:00:00 GMT", 0],
] as const)("Graph that asks for patience (%s) is asked once more", async ([retryAfter, delayMs]) => {
  next.push({ status: 429, ...(retryAfter && { headers: { "retry-after": retryAfter } }) });

  expect(await meetings().make(token, wish)).toEqual({ eventId: "event/0=", joinUrl });
  expect(pauses).toEqual([delayMs]);
});

test("Graph that stays busy, or will be for long, is told as busy", async () => {
  next.push({ status: 429 }, { status: 503 });
  await expect(meetings().make(token, wish)).rejects.toThrow(new MeetingFailed("busy"));
  next.push({ status: 429, headers: { "retry-after": "60" } });
  await expect(meetings().make(token, wish)).rejects.toThrow(new MeetingFailed("busy"));

  expect(ofGraph()).toHaveLength(3);
  expect(pauses).toEqual([1_000]);
});

test.for([
  [() => next.push("silence"), "Graph"],
  [() => nextOfEntra.push("silence"), "Entra"],
] as const)("silence ends: %s", async ([hang]) => {
  hang();

  await expect(meetings({ deadlineMs: 100 }).make(token, wish)).rejects.toThrow(
    new MeetingFailed("unreachable"),
  );
});

test("an expired secret is logged by its code, and told as out of reach", async () => {
  nextOfEntra.push({
    status: 401,
    body: {
      error: "invalid_client",
      error_description: "AADSTS7000222: The provided client secret keys are expired.",
    },
  });

  await expect(meetings().make(token, wish)).rejects.toThrow(new MeetingFailed("unreachable"));
  expect(logged.join()).toContain('"outcome":"unreachable AADSTS7000222"');
});

test("a token of a tenant that is not let in goes nowhere", async () => {
  await expect(meetings({ tenantIds: ["another"] }).make(token, wish)).rejects.toThrow(MeetingFailed);
  expect(asked).toEqual([]);
});

test("where Graph is not configured there are no meetings", () => {
  expect(createMeetings(undefined)).toBeUndefined();
});

import { expect } from "vitest";
import { draftOf, termOf } from "#features/glossary/concepts/testing.ts";
import type { Profile, RequestList } from "#features/network/contract.ts";
import type { Draft } from "#features/surveys/contract.ts";
import type { OrderStates } from "#features/translations/contract.ts";
import { hiddenTitle } from "#test/e2e/coffee/coffee-routes.ts";
import type { HttpApp, Who } from "#test/e2e/harness/http-app.ts";
import type { Row } from "#test/e2e/harness/route-row.ts";
import { anna, channel } from "#test/harness/teams.ts";

/* The network's addresses, for the tests that knock at every one: its members, its forum, its glossary and its queue. */

const topicId = "0b1f4a52-6a0e-4d0a-9b53-2d1b2f7f6a06";
const conceptId = "0b1f4a52-6a0e-4d0a-9b53-2d1b2f7f6a07";
const importId = "0b1f4a52-6a0e-4d0a-9b53-2d1b2f7f6a08";
const cardId = "0b1f4a52-6a0e-4d0a-9b53-2d1b2f7f6a09";
const orderedSurveyId = "0b1f4a52-6a0e-4d0a-9b53-2d1b2f7f6a0a";
const anyId = crypto.randomUUID();

/** For whoever does not belong to the network it is not there, whatever their role. */
const members = [404, 404, 404] satisfies Row["may"];
const anybody = [200, 200, 200] satisfies Row["may"];

const profile: Profile = {
  municipality: "Raseborg",
  reads: ["sv", "fi"],
  translates: [{ from: "fi", to: "sv" }],
  areas: [],
  about: "",
};
const isHarmless = true;
const concept = draftOf([termOf("sv", hiddenTitle)]);
const post = { id: anyId, language: "sv", text: "Ett svar.", mentions: [], quote: null };
const topic = { id: topicId, title: hiddenTitle, tags: [], language: "sv", text: hiddenTitle, mentions: [] };
const card = "/api/network/card/sendings";
const oneTopic = "/api/forum/topics/{id}";
const onePost = `${oneTopic}/posts/{number}`;
const oneConcept = "/api/glossary/concepts/{id}";
const oneOrder = "/api/translations/{id}";
const closesAt = new Date(Date.now() + 86_400_000).toISOString();

const ofMembers: Row[] = [
  { method: "GET", path: "/api/network", may: anybody },
  {
    method: "PUT",
    path: "/api/network/membership",
    // Nobody can make one up.
    body: { profile, invitation: "hemlig" },
    may: [409, 409, 409],
  },
  { method: "DELETE", path: "/api/network/membership", may: anybody },
  { method: "GET", path: "/api/network/invitations/{key}", may: anybody, isHarmless },
  { method: "POST", path: "/api/network/invitations", may: members },
  { method: "GET", path: "/api/network/members", may: members },
  { method: "DELETE", path: "/api/network/members/{id}", may: members, isHarmless },
  { method: "PUT", path: "/api/network/members/{id}/role", body: { coordinator: true }, may: members },
  { method: "GET", path: "/api/network/requests", may: members },
  { method: "POST", path: "/api/network/requests/{id}/approval", may: members },
  { method: "POST", path: "/api/network/requests/{id}/refusal", may: members, isHarmless },
  {
    method: "PUT",
    path: "/api/network/settings",
    body: { about: { sv: "", fi: "", en: "" }, membersInvite: true, channelIds: [] },
    may: members,
  },
  { method: "GET", path: "/api/network/places", may: members },
  { method: "POST", path: "/api/network/card", body: { id: anyId, placeIds: [channel.id] }, may: members },
  { method: "GET", path: card, may: members },
  { method: "POST", path: `${card}/{sending}/retries`, body: { placeIds: [channel.id] }, may: members },
  { method: "POST", path: `${card}/{sending}/cancellation`, may: members },
  { method: "POST", path: `${card}/{sending}/pause`, may: members },
  { method: "DELETE", path: `${card}/{sending}/pause`, may: members },
];

const ofForum: Row[] = [
  { method: "GET", path: "/api/forum/topics", may: members },
  { method: "POST", path: "/api/forum/topics", body: { ...topic, id: anyId }, may: members },
  { method: "GET", path: oneTopic, may: members },
  {
    method: "PUT",
    path: oneTopic,
    body: { version: "1", title: "Vår", tags: [], language: "sv" },
    may: members,
  },
  { method: "DELETE", path: oneTopic, may: members },
  { method: "POST", path: `${oneTopic}/restoration`, may: members },
  { method: "PUT", path: `${oneTopic}/best`, body: { number: null }, may: members },
  { method: "POST", path: `${oneTopic}/pin`, may: members },
  { method: "DELETE", path: `${oneTopic}/pin`, may: members },
  { method: "POST", path: `${oneTopic}/closure`, body: { reason: "Klart." }, may: members },
  { method: "DELETE", path: `${oneTopic}/closure`, may: members },
  { method: "PUT", path: `${oneTopic}/following`, body: { following: "watching" }, may: members },
  { method: "PUT", path: `${oneTopic}/reading`, body: { number: 1 }, may: members },
  { method: "POST", path: `${oneTopic}/posts`, body: post, may: members },
  {
    method: "PUT",
    path: onePost,
    body: { version: "1", text: "Annat.", language: "sv", mentions: [] },
    may: members,
  },
  { method: "POST", path: `${onePost}/removal`, body: { reason: "" }, may: members },
  { method: "POST", path: `${onePost}/restoration`, may: members },
  { method: "GET", path: `${onePost}/history`, may: members },
  { method: "POST", path: `${onePost}/report`, body: { reason: "other", text: "" }, may: members },
  { method: "POST", path: `${oneTopic}/channels`, body: { placeId: channel.id }, may: members },
  { method: "GET", path: `${oneTopic}/meetings`, may: members },
  {
    method: "POST",
    path: `${oneTopic}/meetings`,
    body: { seriesId: anyId, date: "2026-11-27" },
    may: members,
  },
  { method: "GET", path: "/api/forum/places", may: members },
  { method: "GET", path: "/api/forum/search", may: members },
  { method: "GET", path: "/api/forum/people", may: members },
  { method: "GET", path: "/api/forum/reports", may: members },
  {
    method: "POST",
    path: "/api/forum/reports/{id}/judgement",
    body: { judgement: "keep", reason: "" },
    may: members,
  },
  { method: "GET", path: "/api/forum/drafts", may: members },
  {
    method: "PUT",
    path: "/api/forum/drafts/{key}",
    body: { version: "", title: "", tags: [], language: "sv", text: "Nästan" },
    may: members,
  },
  { method: "DELETE", path: "/api/forum/drafts/{key}", may: members, isHarmless },
  { method: "GET", path: "/api/forum/wishes", may: members },
  { method: "PUT", path: "/api/forum/wishes", body: { reads: ["sv"], tags: [], digest: true }, may: members },
];

const ofGlossary: Row[] = [
  { method: "GET", path: "/api/glossary", may: anybody },
  { method: "GET", path: "/api/glossary/concepts", may: anybody },
  { method: "POST", path: "/api/glossary/concepts", body: { id: anyId, draft: concept }, may: members },
  { method: "GET", path: oneConcept, may: members },
  { method: "PUT", path: oneConcept, body: { version: "1", draft: concept, reason: "" }, may: members },
  { method: "DELETE", path: oneConcept, may: members },
  { method: "POST", path: `${oneConcept}/restoration`, may: members },
  { method: "GET", path: `${oneConcept}/history`, may: members },
  { method: "POST", path: `${oneConcept}/restore`, body: { version: "1", number: 1 }, may: members },
  { method: "PUT", path: `${oneConcept}/check`, may: members },
  { method: "POST", path: `${oneConcept}/review`, body: { closesAt }, may: members },
  { method: "PUT", path: `${oneConcept}/review/vote`, body: { language: "sv", vote: "yes" }, may: members },
  {
    method: "POST",
    path: `${oneConcept}/review/decision`,
    body: { decision: "rejected", reason: "Nej tack." },
    may: members,
  },
  {
    method: "POST",
    path: `${oneConcept}/approval`,
    body: { version: "1", statuses: {}, reason: "" },
    may: members,
  },
  {
    method: "POST",
    path: "/api/glossary/bulk",
    body: { action: "check", concepts: [{ id: anyId, number: 1 }] },
    may: members,
  },
  { method: "POST", path: `${oneConcept}/reopening`, body: { reason: "Igen." }, may: members },
  { method: "GET", path: "/api/glossary/similar", may: members },
  { method: "GET", path: "/api/glossary/origins/{topicId}/{number}", may: members },
  { method: "GET", path: "/api/glossary/fields", may: anybody },
  {
    method: "PUT",
    path: "/api/glossary/fields/{id}",
    body: { id: "annat", name: { sv: "Annat", fi: "Muu", en: "Other" } },
    may: members,
  },
  { method: "DELETE", path: "/api/glossary/fields/{id}", may: members, isHarmless },
  { method: "GET", path: "/api/glossary/imports", may: members },
  {
    method: "POST",
    path: "/api/glossary/imports",
    body: { id: anyId, fileName: "ord.csv", format: "csv", parts: 1 },
    may: members,
  },
  { method: "PUT", path: "/api/glossary/imports/{id}/parts/{number}", body: { bytes: "" }, may: members },
  { method: "GET", path: "/api/glossary/imports/{id}", may: members },
  {
    method: "POST",
    path: "/api/glossary/imports/{id}/start",
    body: { rule: "skip", status: "proposed" },
    may: members,
  },
  { method: "DELETE", path: "/api/glossary/imports/{id}", may: members, isHarmless },
  // Nothing is decided on, and there is nothing else for them.
  { method: "GET", path: "/api/glossary/export", may: [409, 409, 409] },
];

/** Everybody may see the fields, but another tenant has its own. */
const field = { id: "eget", name: { sv: "Eget", fi: "Oma", en: "Own" } };
const order = { to: ["fi"], neededBy: null, note: "" };
const organisers = [403, 403, 404] satisfies Row["may"];
const ofTranslations: Row[] = [
  { method: "GET", path: "/api/translations", may: members },
  { method: "GET", path: oneOrder, may: members },
  { method: "PUT", path: oneOrder, body: { version: "1", texts: { title: "Hei" } }, may: members },
  { method: "POST", path: `${oneOrder}/taking`, may: members },
  { method: "DELETE", path: `${oneOrder}/taking`, may: members },
  { method: "POST", path: `${oneOrder}/review`, may: members },
  { method: "POST", path: `${oneOrder}/approval`, may: members },
  { method: "POST", path: `${oneOrder}/return`, body: { remark: "En gång till." }, may: members },
  { method: "POST", path: `${oneOrder}/withdrawal`, may: members },
  ...["/api/surveys/{id}", "/api/coffee/series/{id}", "/api/coffee/series/{id}/sessions/{date}"].flatMap(
    (path): Row[] => [
      { method: "GET", path: `${path}/translations`, may: organisers },
      { method: "POST", path: `${path}/translations`, body: order, may: organisers },
    ],
  ),
];

export const networkRows: Row[] = [...ofMembers, ...ofForum, ...ofGlossary, ...ofTranslations];

/** What is there to be found: of each kind one, and somebody who waits to be let in. Gives the ids by the paths' beginnings. */
export async function fillNetwork(app: HttpApp, draft: Draft, waiting: Who): Promise<Record<string, string>> {
  async function ask<T>(who: Who, method: string, path: string, body?: unknown): Promise<T> {
    const { status, text } = await app.request(method, path, { authorization: await app.token(who), body });
    expect(status, `${method} ${path}: ${text}`).toBe(200);
    return JSON.parse(text);
  }
  await ask(anna, "PUT", "/api/network/membership", { profile });
  await ask(waiting, "PUT", "/api/network/membership", { profile });
  await ask(anna, "POST", "/api/network/card", { id: cardId, placeIds: [channel.id] });
  await ask(anna, "POST", "/api/forum/topics", topic);
  await ask(anna, "POST", "/api/glossary/concepts", { id: conceptId, draft: concept });
  await ask(anna, "PUT", `/api/glossary/fields/${field.id}`, field);
  await ask(anna, "POST", "/api/glossary/imports", {
    id: importId,
    fileName: "ord.csv",
    format: "csv",
    parts: 2,
  });
  const title = { ...draft.title, fi: "" };
  await ask(anna, "POST", "/api/surveys", { id: orderedSurveyId, draft: { ...draft, title } });
  const { orders } = await ask<OrderStates>(
    anna,
    "POST",
    `/api/surveys/${orderedSurveyId}/translations`,
    order,
  );
  const { requests } = await ask<RequestList>(anna, "GET", "/api/network/requests");
  return {
    "/api/network/members/": anna.id,
    "/api/network/requests/": requests[0]?.id ?? "",
    "/api/network/invitations/": "hemlig",
    [`${card}/`]: cardId,
    "/api/forum/topics/": topicId,
    "/api/forum/drafts/": topicId,
    "/api/forum/reports/": `${topicId}.1`,
    "/api/glossary/concepts/": conceptId,
    "/api/glossary/origins/": topicId,
    "/api/glossary/fields/": field.id,
    "/api/glossary/imports/": importId,
    "/api/translations/": orders[0]?.id ?? "",
  };
}

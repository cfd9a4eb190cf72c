import { expect, test } from "vitest";
import type { Role } from "#platform/auth/role.ts";
import { openApi } from "#platform/http/open-api.ts";
import type { Person } from "#platform/teams/turn.ts";
import { organiseCoffee, running, seriesId } from "#test/harness/coffee.ts";
import { cecilia, forumApp, inForum, question, topicId } from "#test/harness/forum.ts";
import { draftOf, inGlossary, termOf } from "#test/harness/glossary.ts";
import { anna, bo, channel, otherChannel, type TestApp } from "#test/harness/harness.ts";
import { inNetwork, keyOf, ownChat, profile } from "#test/harness/network.ts";
import { pulse } from "#test/harness/surveys.ts";

/*
 * Cecilia has had a hand in everything, and leaves. What she wrote stays; her object id in Entra, by which anybody in the
 * organisation finds her name, is in no answer to anybody, and in no card that is posted after.
 */

const surveyId = "c0ffee00-0000-4000-8000-0000000000a1";
const draftId = "c0ffee00-0000-4000-8000-0000000000a2";
const conceptId = "c0ffee00-0000-4000-8000-0000000000a3";
const importId = "c0ffee00-0000-4000-8000-0000000000a4";
const reportedId = "c0ffee00-0000-4000-8000-0000000000a5";
const date = "2027-01-14";
const organiser: Role[] = ["Organiser"];

type Made = { key: string; order: string; sending: string };

/** All are in both channels. What Teams calls them there is no object id. */
function meet({ teams: { members } }: TestApp): void {
  const everybody = [anna, bo, cecilia].map(({ id, name }) => ({ id, userId: `29:${name}`, name }));
  for (const place of [channel, otherChannel])
    members.set(place.id, everybody).set(place.teamId ?? "", everybody);
}

async function takesPart(app: TestApp): Promise<Made> {
  const ask = <T>(method: "GET" | "POST" | "PUT" | "DELETE", path: string, input?: unknown) =>
    app.ask(cecilia, organiser, method, path, input) as Promise<T>;
  for (const place of [channel, otherChannel]) await app.places.remember(place);
  meet(app);
  await ownChat(app, cecilia);
  await inNetwork(app, anna, ["Admin"]).setRole(cecilia.id, true);
  await app.ask(anna, ["Admin"], "PUT", "/network/settings", {
    about: { sv: "", fi: "", en: "" },
    membersInvite: true,
    channelIds: [channel.id, otherChannel.id],
  });
  const key = keyOf(await inNetwork(app, cecilia).invite());

  // The forum: a topic, a mention, a quote, a report, what she has closed and what she has removed.
  const [hers, bos] = [inForum(app, cecilia), inForum(app, bo)];
  await hers.start();
  await hers.deed("POST", "channels", { placeId: channel.id });
  await bos.write("Vad säger @Cecilia?", {
    mentions: [cecilia.id],
    quote: { number: 1, text: question.text },
  });
  await hers.write("Samkommun.", { quote: { number: 2, text: "Vad säger" } });
  await hers.edit(3, "Samkommun, tror jag.", "0", { mentions: [cecilia.id] });
  await hers.deed("PUT", "best", { number: 3 });
  await bos.write("Nej.");
  await hers.remove(4, "Inte så hövligt.");
  await hers.deed("POST", "closure", { reason: "Det är utrett." });
  await bos.start({ id: reportedId, title: "Vad heter elinvoima?" });
  await bos.write("Köp bilar!", {}, reportedId);
  const report = { reason: "offTopic", text: "Reklam." };
  await ask("POST", `/forum/topics/${reportedId}/posts/2/report`, report);

  // The glossary: a proposal, its review, a vote, and a file.
  const terms = inGlossary(app, cecilia);
  await terms.propose(conceptId, draftOf([termOf("sv", "samkommun")]));
  await terms.edit(conceptId, () => ({}), "Bättre så.");
  await terms.openReview(conceptId, "2026-12-01T08:00:00Z");
  await terms.vote(conceptId, "yes");
  const file = Buffer.from("concept;field;language;term;status\n1;;sv;budget;");
  await ask("POST", "/glossary/imports", { id: importId, fileName: "a.csv", format: "csv", parts: 1 });
  await ask("PUT", `/glossary/imports/${importId}/parts/0`, { bytes: file.toString("base64") });

  // Surveys: one of hers that is signed, shared and counted, and a draft that she has had translated.
  await ask("POST", "/surveys", { id: surveyId, draft: { ...pulse, kind: "signed", shared: true } });
  const sending = crypto.randomUUID();
  await ask("POST", `/surveys/${surveyId}/sendings`, { id: sending, placeIds: [channel.id], at: null });
  await app.work();
  await app.press(cecilia, "surveys/answer", { survey: surveyId, question: "vecka", value: "3" });
  await ask("POST", `/surveys/${surveyId}/closure`);
  const title = { sv: "Hur mår du?", fi: "", en: "" };
  await ask("POST", "/surveys", { id: draftId, draft: { ...pulse, languages: ["sv", "fi"], title } });
  const { orders } = await ask<{ orders: { id: string }[] }>("POST", `/surveys/${draftId}/translations`, {
    to: ["fi"],
    neededBy: null,
    note: "",
  });
  const [order = { id: "" }] = orders;
  await ask("PUT", "/network/membership", {
    profile: { ...profile, translates: [{ from: "sv", to: "fi" }] },
  });
  await ask("POST", `/translations/${order.id}/taking`);

  // Coffee: her series, her answer with her name, her question.
  await running(app, {}, [channel], [anna, bo, cecilia]);
  meet(app);
  const coffee = organiseCoffee(app, cecilia);
  await coffee.write({}, surveyId);
  await coffee.start(surveyId);
  const answer = { answer: "yes", scope: "series", showName: true };
  await ask("PUT", `/coffee/series/${seriesId}/sessions/${date}/answer`, answer);
  const asked = { id: crypto.randomUUID(), text: "Vad kostar det?", anonymous: false };
  await ask("POST", `/coffee/series/${seriesId}/sessions/${date}/questions`, asked);
  await app.work();
  return { key, order: order.id, sending };
}

/** What each parameter of a path is filled with. A path that is new says here what it stands for. */
function addressesOf(path: string, { key, order, sending }: Made): string[] {
  const ids: Record<string, string[]> = {
    "/surveys/": [surveyId, draftId],
    "/forum/topics/": [topicId, reportedId],
    "/glossary/concepts/": [conceptId],
    "/glossary/imports/": [importId],
    "/translations/": [order],
    "/coffee/series/": [seriesId, surveyId],
  };
  const found = Object.entries(ids).find(([start]) => path.startsWith(start))?.[1] ?? [""];
  return found.map((id) =>
    path
      .replace(":id", id)
      .replace(":date", date)
      .replace(":language", "sv")
      .replace(":sending", sending)
      .replace(":topicId", topicId)
      .replace(":number", "3")
      .replace(":key", key),
  );
}

/** Where one answer does not show all. */
const queries: Record<string, string[]> = {
  "/translations": ["?view=open", "?view=mine", "?view=done"],
  "/forum/topics": ["", "?view=all", "?view=mine"],
  "/forum/search": ["?q=samkommun"],
  "/forum/topics/:id": ["", "?from=1"],
  "/coffee": ["", "?from=2027-01-01&to=2027-12-31"],
  "/glossary/export": ["?format=tbx&statuses=proposed,inReview", "?format=csv&statuses=proposed,inReview"],
};

const viewers: [who: Person, roles: Role[]][] = [
  [bo, []],
  [bo, ["Reader"]],
  [bo, ["Organiser"]],
  [anna, ["Admin"]],
];

test("whoever has left is known by no id, in no answer and in no card", async () => {
  const app = await forumApp();
  const made = await takesPart(app);
  await inNetwork(app, cecilia).leave();
  await app.at("2026-11-23T08:01:00Z");
  const before = { sent: app.teams.sent.length, updated: app.teams.updated.length };

  const paths = Object.entries(Object(openApi(app.features)).paths as Record<string, object>)
    .filter(([path, methods]) => path.startsWith("/api/") && "get" in methods)
    .map(([path]) => path.slice("/api".length).replace(/\{(\w+)\}/g, ":$1"));
  expect(paths.length).toBeGreaterThan(40);
  const silent: string[] = [];
  for (const path of paths) {
    const answers: string[] = [];
    for (const address of addressesOf(path, made))
      for (const [who, roles] of viewers)
        for (const query of queries[path] ?? [""]) {
          const answer = await app.ask(who, roles, "GET", `${address}${query}`).catch(() => undefined);
          if (answer !== undefined) answers.push(textOf(answer));
        }
    if (answers.length === 0) silent.push(path);
    for (const text of answers) expect(text.includes(cecilia.id), `${path}: ${around(text)}`).toBe(false);
  }
  // Everywhere there was something to read.
  expect(silent).toEqual([]);

  // What is posted from now on: her topic elsewhere, her coffee's card, her survey's.
  await inForum(app, anna).deed("DELETE", "closure");
  await inForum(app, anna).deed("POST", "channels", { placeId: otherChannel.id });
  await organiseCoffee(app, anna, ["Admin"]).invite(date);
  await organiseCoffee(app, anna, ["Admin"]).invite(date, undefined, surveyId);
  await app.ask(anna, ["Admin"], "PUT", `/surveys/${surveyId}/sharing`, { shared: false });
  await app.at("2026-11-23T08:05:00Z");
  const posted = [...app.teams.sent.slice(before.sent), ...app.teams.updated.slice(before.updated)];
  expect(posted.length).toBeGreaterThan(3);
  for (const { card } of posted) expect(JSON.stringify(card)).not.toContain(cecilia.id);
});

const textOf = (answer: unknown): string =>
  typeof answer === "object" && answer !== null && "bytes" in answer && answer.bytes instanceof Uint8Array
    ? Buffer.from(answer.bytes).toString("latin1")
    : JSON.stringify(answer);

function around(text: string): string {
  const at = text.indexOf(cecilia.id);
  return at < 0 ? "" : text.slice(Math.max(0, at - 80), at + 50);
}

import { expect, test } from "vitest";
import { z } from "zod";
import type { Card } from "#platform/teams/turn.ts";
import { anna, bo, channel, chat, stranger, type TestApp, testApp, textsOf } from "#test/harness/harness.ts";
import { inNetwork, networked, outsider, ownChat } from "#test/harness/network.ts";

const monday = "2026-11-23T08:00:00Z";
const entered = { municipality: "Raseborg", reads: "sv,fi", translates: "fi>sv,sv>fi" };

const buttons = z.object({ verb: z.string(), data: z.object({ request: z.string() }) });

/** What the buttons of a card would send. */
function requestOn(card: Card): string {
  let found = "";
  JSON.stringify(card, (_, value) => {
    const button = buttons.safeParse(value);
    if (button.success) found = button.data.data.request;
    return value;
  });
  return found;
}

const lastIn = (app: TestApp, place: { id: string }, which: "sent" | "updated" = "sent") =>
  app.teams[which].findLast((one) => one.place.id === place.id)?.card;

async function waiting(app: TestApp) {
  await networked(app, [bo]);
  const annas = await ownChat(app, anna);
  const bos = await ownChat(app, bo);
  const outside = await ownChat(app, outsider);
  await app.page(outsider, "network/join", entered);
  await app.work();
  const card = lastIn(app, annas);
  if (!card) throw new Error("Anna was not told.");
  return { annas, bos, outside, card, request: requestOn(card) };
}

test.for([
  ["nätverk", "sv-FI", "Du är inte medlem ännu."],
  ["verkosto", "fi-FI", "Et ole vielä jäsen."],
  ["network", "en-GB", "You are not a member yet."],
] as const)("%s tells whoever is outside how to come in", async ([word, tag, line]) => {
  const app = await testApp(monday);
  await networked(app, [bo]);

  const said = await app.say(outsider, word, chat, tag);

  expect(said).toContain(line);
  expect(said).toMatch(/Ansök om medlemskap|Hae jäseneksi|Ask to join/);
  expect(said).not.toMatch(/\d/);
});

test("members and coordinators read how they stand, and only coordinators how many wait", async () => {
  const app = await testApp(monday);
  await networked(app, [bo]);
  await inNetwork(app, outsider).join();

  expect(await app.say(anna, "nätverk")).toContain("Du är koordinator");
  expect(await app.say(anna, "nätverk")).toContain("1 ansökan väntar på svar.");
  expect(await app.say(bo, "nätverk")).toContain("Du är medlem i nätverket.");
  expect(await app.say(bo, "nätverk")).not.toContain("väntar");
  expect(await app.say(outsider, "nätverk")).toContain("Du har ansökt om medlemskap.");
});

test("the card in a channel opens a form, and whoever sends it reads what happens next", async () => {
  const app = await testApp(monday);
  await networked(app, []);
  await app.places.remember(channel);
  const card = { id: crypto.randomUUID(), placeIds: [channel.id] };
  await inNetwork(app, anna).ask("POST", "/network/card", card);
  await inNetwork(app, anna).ask("POST", "/network/card", card);
  await app.work();
  expect(app.teams.sent.filter(({ place }) => place.id === channel.id)).toHaveLength(1);
  expect(textsOf(lastIn(app, channel) ?? { type: "AdaptiveCard" })).toContain("Ansök om medlemskap");

  const form = await app.page(outsider, "network/ask", {});
  expect("card" in form && JSON.stringify(form.card)).toContain('"municipality"');
  const done = await app.page(outsider, "network/join", entered);

  expect("card" in done && textsOf(done.card).join("\n")).toContain("Tack, ansökan är skickad.");
  expect((await inNetwork(app, outsider).view()).profile).toMatchObject({
    municipality: "Raseborg",
    reads: ["sv", "fi"],
    translates: [
      { from: "sv", to: "fi" },
      { from: "fi", to: "sv" },
    ],
  });
});

test("the form begins with what is known, and what it does not ask for stays", async () => {
  const app = await testApp(monday);
  await networked(app, []);
  await inNetwork(app, bo).join({ municipality: "Ingå *", about: "Jurist", areas: ["juridik"] });

  const form = await app.page(bo, "network/ask", {});
  expect("card" in form && JSON.stringify(form.card)).toContain("Ingå *");
  await app.page(bo, "network/join", { ...entered, translates: "" });

  const { profile } = await inNetwork(app, bo).view();
  expect(profile).toMatchObject({
    municipality: "Raseborg",
    translates: [],
    about: "Jurist",
    areas: ["juridik"],
  });
});

test.for([
  [{ municipality: " ", reads: "sv" }, "Skriv din kommun eller organisation."],
  [{ municipality: "Ingå", reads: "xx" }, "Välj åtminstone ett språk."],
  [{ municipality: "Ingå" }, "Välj åtminstone ett språk."],
] as const)("what is missing from the form is told above what was written", async ([data, words]) => {
  const app = await testApp(monday);
  const form = await app.page(bo, "network/join", data);
  expect("card" in form && textsOf(form.card)[0]).toBe(words);
  expect("card" in form && JSON.stringify(form.card)).toContain(data.municipality);
  expect((await inNetwork(app, bo).view()).standing).toBe("none");
});

test("a guest of another organisation can't ask in a shared channel", async () => {
  const app = await testApp(monday);
  const told = await app.tell({
    kind: "submit",
    verb: "network/join",
    data: entered,
    person: stranger,
    userId: "29:x",
    place: channel,
  });
  expect(told.dialog).toEqual({ notice: expect.stringContaining("annan organisation") });
  expect((await inNetwork(app, stranger).view()).standing).toBe("none");
});

test("coordinators are asked in their own chats, plain members are not", async () => {
  const app = await testApp(monday);
  const { card, bos } = await waiting(app);

  expect(textsOf(card).join("\n")).toMatch(/Respondent 99 vill gå med.*\n.*Raseborg/);
  expect(lastIn(app, bos)).toBeUndefined();
});

test("a coordinator's yes lets in, tells the person once, and takes the names off the card once they have left", async () => {
  const app = await testApp(monday);
  const { annas, outside, request } = await waiting(app);

  expect(await app.read(anna, "network/approve", { request }, annas)).toContain(
    "Respondent 99 är nu medlem i nätverket.",
  );
  expect(await app.read(anna, "network/approve", { request }, annas)).toContain("är nu medlem");
  await app.work();

  const welcomes = app.teams.sent.filter(({ place }) => place.id === outside.id);
  expect(welcomes.map(({ card }) => textsOf(card)[0])).toEqual(["Välkommen till nätverket!"]);
  expect(textsOf(lastIn(app, annas, "updated") ?? { type: "AdaptiveCard" }).join()).toContain(
    "Respondent 99",
  );

  await inNetwork(app, outsider).leave();
  await app.work();
  const left = textsOf(lastIn(app, annas, "updated") ?? { type: "AdaptiveCard" }).join("\n");
  expect(left).toContain("Ansökan är avgjord eller återtagen.");
  expect(left).not.toContain("Respondent");

  await app.at("2026-11-25T08:00:01Z");
  expect(await app.sender.list(anna.tenantId, `network|${request}`)).toEqual([]);
});

test("a coordinator's no keeps nothing, and the person is told nothing in chat", async () => {
  const app = await testApp(monday);
  const { annas, outside, request } = await waiting(app);

  expect(await app.read(anna, "network/decline", { request }, annas)).toContain("Ansökan är avslagen.");
  await app.work();
  expect(await app.read(anna, "network/approve", { request }, annas)).toContain("Ansökan finns inte längre");

  expect(app.teams.sent.some(({ place }) => place.id === outside.id)).toBe(false);
  expect(JSON.stringify(lastIn(app, annas, "updated"))).not.toContain("Respondent");
});

test("whoever is no coordinator by now lets nobody in, whatever card they hold", async () => {
  const app = await testApp(monday);
  const { request } = await waiting(app);

  for (const who of [bo, outsider, stranger, { ...anna, tenantId: "another" }])
    for (const verb of ["network/approve", "network/decline"])
      expect(await app.read(who, verb, { request })).toBe(
        "Ansökan finns inte längre: den är avgjord eller återtagen.",
      );
  for (const data of [{}, { request: "x" }, { request, more: 1 }, null])
    expect(await app.read(anna, "network/approve", data)).toMatch(/gammalt|äldre/i);
  expect((await inNetwork(app, outsider).view()).standing).toBe("asked");
});

test("who has taken back their asking before the coordinators were told is not told of", async () => {
  const app = await testApp(monday);
  await networked(app, []);
  const annas = await ownChat(app, anna);
  await inNetwork(app, bo).join();
  await inNetwork(app, bo).leave();
  await app.work();

  expect(lastIn(app, annas)).toBeUndefined();
});

test("names and what people write about themselves are shown as they were written", async () => {
  const app = await testApp(monday);
  await networked(app, []);
  const annas = await ownChat(app, anna);
  const evil = "[x](https://evil.example) {{DATE(2026-01-01T00:00:00Z)}} ${title} **b**";
  await inNetwork(app, { ...bo, name: evil }).join({ municipality: evil.slice(0, 120), about: evil });
  await app.work();

  const texts = textsOf(lastIn(app, annas) ?? { type: "AdaptiveCard" }).join("\n");
  expect(texts).toContain("\\[x\\]\u2060\\(https");
  expect(texts).toContain("${title}");
  expect(texts).not.toContain("{{DATE");
});

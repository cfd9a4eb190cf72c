import { expect, test } from "vitest";
import { decided, draftOf, inGlossary, termOf } from "#test/harness/glossary.ts";
import { anna, bo, channel, otherChannel, type TestApp, testApp, textsOf } from "#test/harness/harness.ts";
import { networked } from "#test/harness/network.ts";
import { mondayAfter } from "./news.ts";

/* The weekly card, on Mondays at nine. */

async function network() {
  const app = await testApp("2026-11-24T08:00:00Z");
  await networked(app);
  for (const place of [channel, { ...otherChannel, locale: "fi" } as const]) await app.places.remember(place);
  await post(app, [channel.id, otherChannel.id]);
  return app;
}

const thirdChannel = { ...channel, id: "19:tredje@thread.tacv2", name: "Tredje" };

async function post(app: TestApp, channelIds: string[]) {
  const about = { sv: "", fi: "", en: "" };
  const settings = { about, membersInvite: false, channelIds };
  await app.ask(anna, ["Admin"], "PUT", "/network/settings", settings);
}

const cardsOf = ({ teams }: Awaited<ReturnType<typeof network>>) =>
  teams.sent
    .map(({ place, card }) => ({ place: place.name, text: textsOf(card).join("\n") }))
    .toSorted((one, other) => (one.place < other.place ? -1 : 1));

test("what was decided in a week is told on Monday in each of the network's channels, once", async () => {
  const app = await network();
  const budget = [
    termOf("sv", "budget", "preferred"),
    termOf("sv", "utgiftsplan", "deprecated"),
    termOf("fi", "talousarvio", "preferred"),
  ];
  const id = await decided(app, budget);
  await inGlossary(app, bo).propose(crypto.randomUUID(), draftOf([termOf("sv", "hemlighet")]));

  await app.at("2026-11-30T06:59:00Z");
  expect(cardsOf(app)).toEqual([]);
  await app.at("2026-11-30T07:00:01Z");
  const sent = cardsOf(app);
  await app.at("2026-12-07T07:00:01Z");

  expect(cardsOf(app)).toEqual(sent);
  const line = `[budget (hellre än utgiftsplan)](https://teams.example/tab/terms/concepts/${id}) – talousarvio`;
  expect(sent).toEqual([
    { place: channel.name, text: `Veckans termer\n${line}\nÖppna ordlistan` },
    { place: otherChannel.name, text: `Viikon termit\n${line}\nAvaa sanasto` },
  ]);
});

test("notes, checks and proposals are no news; a change is, and only fifteen are named", async () => {
  const app = await network();
  const ids: string[] = [];
  for (let number = 0; number < 17; number++)
    ids.push(await decided(app, [termOf("sv", `term ${number}`, "preferred")]));
  await app.at("2026-11-30T07:00:01Z");
  expect(cardsOf(app)[0]?.text).toContain("… och 2 begrepp till.");
  app.teams.sent.length = 0;

  const [first = "", second = ""] = ids;
  await inGlossary(app, bo).edit(first, () => ({ note: "Bara en not" }));
  await inGlossary(app, anna).edit(second, ({ terms }) => ({
    terms: terms.map((term) => ({ ...term, term: "ny term" })),
  }));
  await app.at("2026-12-07T07:00:01Z");

  expect(cardsOf(app)[0]?.text).toContain("ny term");
  expect(cardsOf(app)[0]?.text).not.toContain("term 0");
});

test("a card is told of on its Monday and never later, whatever is written then of a concept that was in it", async () => {
  const before = await network();
  const id = await decided(before, [termOf("sv", "budget", "preferred")]);
  await before.at("2026-11-30T07:00:01Z");
  const app = await testApp("2027-03-03T10:00:00Z", before.store, before.keys);
  await app.places.remember(thirdChannel);
  await post(app, [channel.id, thirdChannel.id]);

  await inGlossary(app, bo).edit(id, () => ({ note: "Bara en not" }));
  await app.work();

  expect(app.teams.sent).toEqual([]);
});

test.for([
  ["2026-11-24T08:00:00Z", "2026-11-30"],
  ["2026-11-29T23:00:00Z", "2026-11-30"],
  ["2026-11-30T06:59:59Z", "2026-11-30"],
  ["2026-11-30T07:00:00Z", "2026-12-07"],
  // Summer time: nine o'clock is six.
  ["2027-03-29T05:59:00Z", "2027-03-29"],
  ["2027-03-29T06:00:00Z", "2027-04-05"],
] as const)("a change at %s is told on Monday %s", ([at, monday]) => {
  expect(mondayAfter(new Date(at))).toBe(monday);
});

import { expect, test } from "vitest";
import { newConcept } from "#features/glossary/concepts/concept.ts";
import { glossaryStore } from "#features/glossary/concepts/store.ts";
import { decidedBudget } from "#features/glossary/concepts/testing.ts";
import { plain } from "#platform/teams/card.ts";
import { decided, draftOf, inGlossary, termOf } from "#test/harness/glossary.ts";
import { anna, bo, channel, chat, testApp, textsOf } from "#test/harness/harness.ts";
import { networked, outsider } from "#test/harness/network.ts";
import hostile from "#test/hostile.json" with { type: "json" };

/* Terms in chat, through the app's door: Anna coordinates, Bo is a member. */

async function network() {
  const app = await testApp("2026-11-24T08:00:00Z");
  await networked(app);
  return app;
}
type App = Awaited<ReturnType<typeof network>>;

const budget = {
  field: "ekonomi",
  sv: { definition: { text: "Plan för ekonomin", source: "Kommunallagen 110 §" }, note: "" },
};
const withBudget = async () => {
  const app = await network();
  return { app, id: await decided(app, decidedBudget.terms, budget) };
};
const titles = (looked: Awaited<ReturnType<App["lookUp"]>>) =>
  "results" in looked ? looked.results.map(({ title }) => title) : looked.notice;
const cardsIn = (looked: Awaited<ReturnType<App["lookUp"]>>) =>
  "results" in looked ? looked.results.map(({ card }) => textsOf(card).join("\n")) : [];

test("whoever looks a term up gets a card with each language's terms, marks and sources", async () => {
  const { app } = await withBudget();

  const looked = await app.lookUp(outsider, "glossary/terms", "talousarvio");

  expect(titles(looked)).toEqual(["budget – talousarvio"]);
  const [card] = cardsIn(looked);
  expect(card).toContain(
    "Svenska\nbudget \\(en\\)\nhellre än utgiftsplan\nPlan för ekonomin\nKälla: Kommunallagen 110 §",
  );
  expect(card).toContain("Finska\ntalousarvio\nei budjetti");
  expect(card).toContain("Ekonomi");
  expect(card).toMatch(/Öppna\nFöreslå en term$/);
});

test("before anything is typed the latest decided terms are listed, by pages", async () => {
  const app = await network();
  for (const term of ["avtal", "beslut", "chef"]) {
    await decided(app, [termOf("sv", term, "preferred")]);
  }
  await inGlossary(app, bo).propose(crypto.randomUUID(), draftOf([termOf("sv", "dagordning")]));

  expect(titles(await app.lookUp(bo, "glossary/terms", "", { skip: 0, count: 2 }))).toEqual([
    "chef",
    "beslut",
  ]);
  expect(titles(await app.lookUp(bo, "glossary/terms", "", { skip: 2, count: 2 }))).toEqual(["avtal"]);
  expect(titles(await app.lookUp(bo, "glossary/terms", "", { skip: 4, count: 2 }))).toEqual([]);
});

test("nothing found says so, and how to propose it", async () => {
  const { app } = await withBudget();

  expect(titles(await app.lookUp(outsider, "glossary/terms", "zzzz"))).toContain(
    "Hittade ingen term för ”zzzz”",
  );
  const looked = await app.lookUp(bo, "glossary/terms", "zzzz");
  expect(titles(looked)).toEqual(["Föreslå termen ”zzzz”"]);
  expect(cardsIn(looked)).toEqual(["Föreslå termen ”zzzz”\nFöreslå en term"]);
  expect(await app.say(bo, "term zzzz")).toBe(
    "Hittade ingen term för ”zzzz”\nDu kan föreslå den för nätverket.\nFöreslå en term",
  );
});

test.for([
  ["talousarvio", "sv-SE", { term: "talousarvio", language: "sv" }],
  ["talousarvio", "fi-FI", { term: "talousarvio", language: "fi" }],
  [" kunnan ja valtion zz&zz ", "sv-SE", { term: "kunnan ja valtion zz&zz", language: "fi" }],
  ["z".repeat(500), "en-GB", { term: "z".repeat(200), language: "en" }],
  ["", "sv-SE", {}],
] as const)(
  "what was looked up, %o in %s, stands in the form for a proposal",
  async ([text, tag, expected]) => {
    const { app } = await withBudget();
    const looked = await app.lookUp(bo, "glossary/terms", text, { skip: 0, count: 25 }, tag);
    expect(proposalIn(looked)).toEqual(expected);
  },
);

test("what is put into a message says nothing of proposals; in one's own chat a member reads them, marked", async () => {
  const { app, id } = await withBudget();
  const secret = crypto.randomUUID();
  await inGlossary(app, bo).propose(secret, draftOf([termOf("sv", "hemlighet")]));
  await inGlossary(app, bo).edit(id, ({ terms }) => ({ terms: [...terms, termOf("sv", "årsplan")] }));

  expect(titles(await app.lookUp(outsider, "glossary/terms", "hemlighet"))).toContain("Hittade ingen term");
  const looked = await app.lookUp(bo, "glossary/terms", "hemlighet");
  expect(titles(looked)).toEqual(["hemlighet"]);
  expect(cardsIn(looked)).toEqual(["Ett förslag i ordlistan\nÖppna"]);
  expect(cardsIn(await app.lookUp(bo, "glossary/terms", "budget"))[0]).not.toContain("årsplan");
  expect(await app.say(bo, "term hemlighet", chat)).toContain("\\*hemlighet");
  expect(await app.say(bo, "term hemlighet", channel)).toContain("Hittade ingen term");
  expect(await app.say(bo, "term budget", channel)).not.toContain("årsplan");
});

test.for([
  ["sv-SE", "term budget", "hellre än utgiftsplan"],
  ["fi-FI", "termi talousarvio", "talousarvio\nei budjetti"],
  ["en-GB", "Term Budget", "English\nbudget"],
] as const)("in %s, %o answers with the best hit", async ([tag, said, expected]) => {
  const { app } = await withBudget();
  expect(await app.say(outsider, said, chat, tag)).toContain(expected);
});

test("a whole text after the word is no trouble", async () => {
  const { app } = await withBudget();
  expect(await app.say(bo, `term ${"x*".repeat(14_000)}`)).toContain("Hittade ingen term");
});

test("the word alone says how to look up", async () => {
  const app = await network();
  expect(await app.say(bo, "termi", chat, "fi-FI")).toContain("Kirjoita ”termi” ja sana");
});

test("proposed words neither find a concept for those outside, nor take the place of one that is found", async () => {
  const app = await network();
  const kommun = await decided(app, [termOf("sv", "kommun", "preferred")]);
  await decided(app, [termOf("sv", "kommunförbund för alla", "preferred")]);
  await inGlossary(app, bo).edit(kommun, ({ terms }) => ({
    terms: [...terms, termOf("sv", "kommunförbund")],
  }));

  expect(await app.say(outsider, "term kommunförbund")).toContain("kommunförbund för alla");
  expect(
    titles(await app.lookUp(outsider, "glossary/terms", "kommunförbund", { skip: 0, count: 1 })),
  ).toEqual(["kommunförbund för alla"]);
  expect(await app.say(bo, "term kommunförbund")).toContain("\\*kommunförbund");
});

test("nobody leafs further than through two hundred", async () => {
  const app = await network();
  const store = glossaryStore(app.store.tables);
  const by = { tenantId: anna.tenantId, id: anna.id };
  for (let number = 1; number <= 201; number++) {
    const draft = draftOf([termOf("sv", `budget ${number}`, "preferred")]);
    await store.add(newConcept(crypto.randomUUID(), by, draft, app.clock.now(), "imported"));
  }
  const lookUp = (text: string, skip: number) => app.lookUp(bo, "glossary/terms", text, { skip, count: 25 });

  for (const text of ["", "budget"]) {
    expect(titles(await lookUp(text, 199))).toHaveLength(2);
    expect(titles(await lookUp(text, 200))).toEqual([]);
  }
});

test("a link to a concept is previewed as everybody may read it, and a link to a proposal not at all", async () => {
  const { app, id } = await withBudget();
  const proposal = crypto.randomUUID();
  await inGlossary(app, bo).propose(proposal, draftOf([termOf("sv", "hemlighet")]));

  const preview = await app.preview(outsider, `/terms/concepts/${id}`);

  expect(preview?.title).toBe("budget – talousarvio");
  expect(preview?.card).toMatchObject({ version: "1.3" });
  expect(await app.preview(bo, `/terms/concepts/${proposal}`)).toBeUndefined();
  expect(await app.preview(bo, "/terms/concepts/nope")).toBeUndefined();
});

test("the terms of a message are checked in its own languages, in whatever form they stand", async () => {
  const { app } = await withBudget();
  const text = "Hej, den nya utgiftsplanen är klar och **budgeten** också.\nJa budjetti on jo hyväksytty.";

  const page = await app.act(outsider, "glossary/check", { text });

  const words = wordsIn(page);
  expect(words).toContain("2 termer att undvika");
  expect(words).toContain("Hej, den nya **utgiftsplanen** är klar och budgeten också");
  expect(words).toMatch(/\[budget\]\(https:.*\) hellre än utgiftsplanen/);
  expect(words).toMatch(/\[talousarvio\]\(https:.*\) ei budjetti/);
});

test("of a message that is too long one is told how far it was checked", async () => {
  const { app } = await withBudget();
  const long = `Den nya budgeten. ${"ord ".repeat(2_000)}utgiftsplanen`;
  const words = wordsIn(await app.act(outsider, "glossary/check", { text: long }));
  expect(words).toMatch(/bara de första 8\s000 tecknen granskades/);
  const cut = wordsIn(await app.act(outsider, "glossary/check", { text: "Kort, men avklippt […]" }));
  expect(cut).toContain("tecknen granskades");
  expect(wordsIn(await app.act(outsider, "glossary/check", { text: "Kort" }))).not.toContain(
    "tecknen granskades",
  );
});

test("from the compose box a text is asked for; one without terms to avoid is told to have none", async () => {
  const { app } = await withBudget();

  expect(wordsIn(await app.act(bo, "glossary/check"))).toContain("Text att granska");
  expect(wordsIn(await app.page(bo, "glossary/check", { text: "Den nya budgeten" }))).toContain(
    "Inga termer att undvika",
  );
  expect(await app.page(bo, "glossary/check", { text: "" })).toHaveProperty("notice");
  expect(await app.page(bo, "glossary/check", { text: "x".repeat(8_001) })).toHaveProperty("notice");
});

test("a term is proposed from a message, with the message as its source, once however often it is sent", async () => {
  const app = await network();
  const link = "https://teams.example/message/1";
  const page = await app.act(bo, "glossary/propose", { text: "demokratibudget", link });
  const [entered] = inputsOf(page);

  const data = { ...entered, definition: "En del av budgeten" };
  expect(wordsIn(await app.page(bo, "glossary/propose", data))).toContain("Tack, förslaget är sparat");
  await app.page(bo, "glossary/propose", data);

  const { concepts, total } = await inGlossary(app, bo).list("?q=demokratibudget");
  expect(total).toBe(1);
  const { draft } = await inGlossary(app, bo).view(concepts[0]?.id ?? "");
  expect(draft).toMatchObject({
    sv: { definition: { text: "En del av budgeten", source: link } },
    terms: [{ term: "demokratibudget", status: "proposed", language: "sv", source: link }],
  });
});

test("who proposes what is there already is asked first", async () => {
  const { app } = await withBudget();
  const data = {
    id: crypto.randomUUID(),
    term: "Budget",
    language: "sv",
    definition: "",
    source: "",
    anyway: "",
  };

  const warned = await app.page(bo, "glossary/propose", data);
  expect(wordsIn(warned)).toContain("Termen finns redan i ordlistan: budget.");
  expect((await inGlossary(app, bo).glossary()).concepts).toBe(1);
  await app.page(bo, "glossary/propose", { ...data, anyway: "yes" });
  expect((await inGlossary(app, bo).glossary()).concepts).toBe(2);
});

test("whoever is outside is told the way in, and junk says that the card is old", async () => {
  const app = await network();
  const data = {
    id: crypto.randomUUID(),
    term: "Budget",
    language: "sv",
    definition: "",
    source: "",
    anyway: "",
  };

  for (const page of [
    await app.act(outsider, "glossary/propose"),
    await app.page(outsider, "glossary/propose", data),
  ])
    expect(wordsIn(page)).toContain("Vill du vara med?");
  for (const junk of [
    { ...data, id: "1" },
    { ...data, language: "ru" },
    { ...data, evil: "1" },
    undefined,
    "x",
  ])
    expect(await app.page(bo, "glossary/propose", junk)).toEqual({
      notice: expect.stringContaining("för gammalt"),
    });
  expect((await inGlossary(app, anna).glossary()).concepts).toBe(0);
});

test.for([
  ["definition", 2_100, /”Definition eller förklaring” är 100 tecken för långt/],
  ["term", 201, /”Term” är 1 tecken för långt/],
  ["source", 700, /”Källa” är 200 tecken för långt/],
] as const)(
  "a %s that is too long stays in the form, which says by how much",
  async ([field, length, said]) => {
    const app = await network();
    const text = "å".repeat(length);
    const data = {
      id: crypto.randomUUID(),
      language: "sv",
      definition: "",
      source: "",
      anyway: "",
      term: "Budget",
    };

    const page = await app.page(bo, "glossary/propose", { ...data, [field]: text });

    expect(wordsIn(page)).toMatch(said);
    expect(inputsOf(page)[0]).toMatchObject({ [field]: text });
    expect((await inGlossary(app, bo).glossary()).concepts).toBe(0);
  },
);

test("a proposal without its term is asked for it, and keeps the rest", async () => {
  const app = await network();
  const data = {
    id: crypto.randomUUID(),
    language: "sv",
    definition: "Ett ord",
    source: "",
    anyway: "",
    term: " ",
  };

  const page = await app.page(bo, "glossary/propose", data);

  expect(wordsIn(page)).toContain("Skriv termen.");
  expect(inputsOf(page)[0]).toMatchObject({ definition: "Ett ord" });
});

test("hostile terms and texts are shown as they were written, and break nothing", async () => {
  const app = await network();
  const store = glossaryStore(app.store.tables);
  const texts = hostile.filter((text) => /\p{L}/u.test(text));
  expect(texts.length).toBeGreaterThan(300);
  // A card has room for so many terms.
  const most = 6;
  const concepts = Array.from({ length: Math.ceil(texts.length / most) }, (_, nth) => ({
    id: crypto.randomUUID(),
    some: texts.slice(nth * most, (nth + 1) * most),
  }));
  for (const { id, some } of concepts) {
    const terms = some.map((text, nth) =>
      termOf("sv", text, nth === 0 ? "preferred" : "deprecated", { id: `t${nth}` }),
    );
    const definition = { text: some[0] ?? "", source: some[0] ?? "" };
    const draft = draftOf(terms, { sv: { definition, note: "" } });
    await store.add(newConcept(id, anna, draft, app.clock.now(), "imported"));
  }

  for (const { id, some } of concepts) {
    const preview = await app.preview(bo, `/terms/concepts/${id}`);
    const shown = spaceless(preview ? textsOf(preview.card).join("\n") : "");
    for (const text of some) expect(shown).toContain(escaped(text));
    expect(shown).toContain(`Källa:${escaped(some[0] ?? "")}Öppna`);
  }

  for (const text of texts.filter((_, nth) => nth % 8 === 0)) {
    await app.lookUp(bo, "glossary/terms", text);
    await app.say(bo, `term ${text}`);
    await app.act(bo, "glossary/check", { text });
  }
});

/** What the first card's link to a new term brings along. */
function proposalIn(looked: Awaited<ReturnType<App["lookUp"]>>): Record<string, string> {
  const [, address = ""] = JSON.stringify(looked).match(/"url":"([^"]*new[^"]*)"/) ?? [];
  const page = URL.parse(address)?.searchParams.get("webUrl") ?? address;
  return Object.fromEntries(new URL(page).searchParams);
}

const spaceless = (text: string) => text.normalize().replaceAll(/[\s\p{C}]+/gu, "");
/** What has several lines is written on one. */
const escaped = (text: string) => spaceless(plain(text.replaceAll(/\s+/g, " ")));

function wordsIn(page: Awaited<ReturnType<App["page"]>>): string {
  return "card" in page ? textsOf(page.card).join("\n") : page.notice;
}

/** What a form would send as it stands: the values of its inputs, and the data of its button. */
function inputsOf(page: Awaited<ReturnType<App["page"]>>): Record<string, string>[] {
  if (!("card" in page)) throw new Error("No form");
  const values: Record<string, string> = {};
  JSON.stringify(page.card, (_, node) => {
    if (typeof node?.id === "string" && "value" in node) values[node.id] = node.value;
    if (node?.type === "Action.Submit") Object.assign(values, { id: node.data.id, anyway: node.data.anyway });
    return node;
  });
  return [values];
}

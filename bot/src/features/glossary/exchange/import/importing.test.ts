import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Format, type ImportView, statuses } from "#features/glossary/contract.ts";
import type { Download } from "#platform/feature.ts";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import type { Tables } from "#platform/storage/table.ts";
import { decided, draftOf, inGlossary, termOf } from "#test/harness/glossary.ts";
import { anna, bo, stranger, type TestApp, testApp } from "#test/harness/harness.ts";
import { networked, outsider } from "#test/harness/network.ts";

/* Files into the glossary and out of it, through the app's door. Anna coordinates the network, Bo is a member. */

const ordlista = readFileSync(new URL("../../../../../test/kommunal-ordlista.tbx", import.meta.url));
const today = "2026-11-24T08:00:00Z";

async function begun(tables?: (own: Tables) => Tables): Promise<TestApp> {
  const store = await openEmbedded(":memory:");
  const app = await testApp(today, tables ? { ...store, tables: tables(store.tables) } : store);
  await networked(app);
  return app;
}

const ask = <T>(app: TestApp, method: "GET" | "POST" | "PUT" | "DELETE", path: string, input?: unknown) =>
  inGlossary(app, anna).ask<T>(method, path, input);

/** Sends a file in parts of so many bytes, the last part first, and reads it. */
async function send(app: TestApp, file: string | Uint8Array, format: Format = "tbx", partBytes = 100_000) {
  const bytes = Buffer.from(file);
  const id = crypto.randomUUID();
  const parts = Math.ceil(bytes.length / partBytes);
  await ask(app, "POST", "/glossary/imports", { id, fileName: `ordlista.${format}`, format, parts });
  for (let number = parts - 1; number >= 0; number--) {
    const part = bytes.subarray(number * partBytes, (number + 1) * partBytes).toString("base64");
    await ask(app, "PUT", `/glossary/imports/${id}/parts/${number}`, { bytes: part });
  }
  await app.work();
  return ask<ImportView>(app, "GET", `/glossary/imports/${id}`);
}

async function takeIn(
  app: TestApp,
  { id }: ImportView,
  rule: "skip" | "add" | "replace",
  status = "preferred",
) {
  later(app);
  await ask(app, "POST", `/glossary/imports/${id}/start`, { rule, status });
  await app.work();
  return ask<ImportView>(app, "GET", `/glossary/imports/${id}`);
}

/** Two imports are never begun in one millisecond. */
const later = (app: TestApp) => app.setTime(new Date(app.clock.now().getTime() + 1_000).toISOString());

const sheet = (...rows: string[]) =>
  ["concept;field;language;term;status;definition;termNote;relations", ...rows].join("\n");

test("a glossary of 220 concepts is read, shown, and taken in; the same file again changes nothing", async () => {
  const app = await begun();

  const ready = await send(app, ordlista);
  expect(ready).toMatchObject({
    state: "ready",
    found: 220,
    fresh: 220,
    known: 0,
    problemCount: 0,
    by: { name: "Anna" },
  });
  expect(ready.samples).toHaveLength(20);
  expect((await inGlossary(app, anna).glossary()).concepts).toBe(0);

  const done = await takeIn(app, ready, "replace");
  expect(done).toMatchObject({ state: "done", done: { added: 220, changed: 0, skipped: 0 } });
  const { concepts, fields } = await inGlossary(app, outsider).glossary();
  expect(concepts).toBe(220);
  expect(fields.find(({ id }) => id === "beslutsfattande")?.count).toBe(48);

  for (const rule of ["replace", "add"] as const) {
    const again = await send(app, ordlista);
    expect(again).toMatchObject({ fresh: 0, known: 220, same: 220 });
    expect((await takeIn(app, again, rule)).done).toEqual({ added: 0, changed: 0, skipped: 220 });
  }

  const { concepts: found } = await inGlossary(app, bo).list("?q=stadsdirekt%C3%B6r");
  const view = await inGlossary(app, bo).view(found[0]?.id ?? "");
  expect(view.relations.map(({ kind, headword }) => [kind, headword.fi])).toEqual([
    ["broader", "kunnanjohtaja"],
  ]);
  const { versions } = await inGlossary(app, bo).history(view.id);
  expect(versions.map(({ deed, by }) => [deed, by.name])).toEqual([["imported", "Anna"]]);
});

test("one word in common makes no synonyms of two concepts, whatever the rule, and the preview says so", async () => {
  const app = await begun();
  const id = await decided(app, [
    termOf("sv", "nämnd", "preferred"),
    termOf("fi", "lautakunta", "preferred"),
    termOf("en", "committee", "preferred"),
  ]);
  const rows = sheet(
    "x1;;sv;kommitté;preferred;;;",
    "x1;;fi;toimikunta;preferred;;;",
    "x1;;en;committee;preferred;;;",
  );

  const view = await send(app, rows, "csv");
  expect(view).toMatchObject({ found: 1, known: 0, fresh: 1 });
  expect(view.problems.map(({ reason, text }) => [reason, text])).toEqual([
    [
      "import.alike.languages",
      "Ordet ”committee” finns redan i begreppet ”nämnd”, men de andra språken skiljer sig. Det här tas in som ett eget begrepp.",
    ],
  ]);
  await takeIn(app, view, "replace");
  const { draft } = await inGlossary(app, anna).view(id);
  expect(draft.terms.map(({ term }) => term)).toEqual(["nämnd", "lautakunta", "committee"]);
});

test("what is there is skipped, added to or replaced", async () => {
  const app = await begun();
  const kommun = { partOfSpeech: null, note: "" };
  const ids = await Promise.all(
    [1, 2, 3].map(() =>
      decided(app, [termOf("sv", "kommun", "preferred", kommun), termOf("en", "commune", "admitted")]),
    ),
  );
  const rows = sheet(
    `${ids[0]};ekonomi;sv;kommun;admitted;självstyrande område;ur filen;`,
    `${ids[0]};;sv;kommunen;preferred;;;`,
  );
  const after = async (rule: "skip" | "add" | "replace", at: number) => {
    const file = rows.replaceAll(ids[0] ?? "", ids[at] ?? "");
    const view = await send(app, file, "csv");
    expect(view).toMatchObject({ known: 1, same: 0, fresh: 0 });
    expect(view.samples[0]?.existing).toBe(ids[at]);
    const { done } = await takeIn(app, view, rule);
    const { draft } = await inGlossary(app, anna).view(ids[at] ?? "");
    return {
      done,
      field: draft.field,
      definition: draft.sv.definition.text,
      terms: draft.terms.map(({ term, status, note }) => [term, status, note]),
    };
  };

  expect(await after("skip", 0)).toEqual({
    done: { added: 0, changed: 0, skipped: 1 },
    field: null,
    definition: "",
    terms: [
      ["kommun", "preferred", ""],
      ["commune", "admitted", ""],
    ],
  });
  expect(await after("add", 1)).toEqual({
    done: { added: 0, changed: 1, skipped: 0 },
    field: "ekonomi",
    definition: "självstyrande område",
    terms: [
      ["kommun", "preferred", "ur filen"],
      ["commune", "admitted", ""],
      // A concept has one preferred term in a language.
      ["kommunen", "admitted", ""],
    ],
  });
  expect(await after("replace", 2)).toEqual({
    done: { added: 0, changed: 1, skipped: 0 },
    field: "ekonomi",
    definition: "självstyrande område",
    terms: [
      ["kommun", "admitted", "ur filen"],
      ["kommunen", "preferred", ""],
      // The file says nothing in English.
      ["commune", "admitted", ""],
    ],
  });
  const { versions } = await inGlossary(app, anna).history(ids[2] ?? "");
  expect(versions[0]).toMatchObject({ deed: "imported", by: { mine: true } });
});

test("a concept is known by a term of the same language and field, not by one that had better not be used", async () => {
  const app = await begun();
  await takeIn(
    app,
    await send(app, sheet("1;ekonomi;sv;bidrag;;;;", "1;;sv;understöd;deprecated;;;"), "csv"),
    "add",
  );

  const view = await send(
    app,
    sheet(
      "a;ekonomi;sv;Bidrag;;;;",
      "b;moten;sv;bidrag;;;;",
      "c;ekonomi;sv;understöd;;;;",
      "d;;fi;bidrag;;;;",
    ),
    "csv",
  );

  expect(view).toMatchObject({ found: 4, known: 1, fresh: 3 });
  expect(view.samples.map(({ existing }) => existing !== null)).toEqual([true, false, false, false]);
});

test("terms without a status get the one that is chosen, one of them the preferred one", async () => {
  const app = await begun();

  const view = await send(
    app,
    sheet("1;;sv;kommun;;;;", "1;;sv;kommunen;;;;", "1;;fi;kunta;superseded;;;"),
    "csv",
  );
  await takeIn(app, view, "add", "preferred");

  const { concepts } = await inGlossary(app, bo).list("?q=kommun");
  expect(concepts[0]?.terms.sv.map(({ term, status }) => [term, status])).toEqual([
    ["kommun", "preferred"],
    ["kommunen", "admitted"],
  ]);
  expect(concepts[0]?.terms.fi[0]?.status).toBe("superseded");
});

test("the same words written in another way are the same", async () => {
  const app = await begun();
  const file = sheet("1;;sv;  fo\u0007\u0308rvaltning\u202e   av;;o\u0308;a\u0007;");
  const rules = ["add", "add", "replace"] as const;

  const done = [];
  for (const rule of rules) done.push((await takeIn(app, await send(app, file, "csv"), rule)).done);

  expect(done).toEqual([
    { added: 1, changed: 0, skipped: 0 },
    { added: 0, changed: 0, skipped: 1 },
    { added: 0, changed: 0, skipped: 1 },
  ]);
  expect((await inGlossary(app, bo).list()).concepts[0]?.terms.sv.map(({ term }) => term)).toEqual([
    "förvaltning av",
  ]);
});

test("a subject field that the glossary lacks is made, when the file is taken in and not before", async () => {
  const app = await begun();

  const view = await send(app, sheet("1;Hälso- & sjukvård;sv;vård;;;;"), "csv");
  expect((await inGlossary(app, bo).glossary()).fields.some(({ id }) => id === "halso-sjukvard")).toBe(false);
  await takeIn(app, view, "add");

  const { fields } = await inGlossary(app, bo).glossary();
  expect(fields.find(({ id }) => id === "halso-sjukvard")).toMatchObject({
    name: { sv: "Hälso- & sjukvård" },
    count: 1,
  });
});

test("what is wrong in a file is told in the person's language, with its place; nothing is changed", async () => {
  const app = await begun();

  const broken = await send(app, ordlista.subarray(0, 5_000));
  expect(broken).toMatchObject({ state: "failed", found: 0, samples: [] });
  expect(broken.problems[0]).toMatchObject({ reason: "import.cutOff", line: 122, text: broken.reason });
  expect(broken.reason).toMatch(/^Filen slutar mitt i: <\w+> är inte avslutat\.$/);
  await expect(takeIn(app, broken, "add")).rejects.toThrow("import.notReady");

  const partly = await send(app, sheet("1;;sv;kommun;perhaps;;;antonym:9"), "csv");
  expect(partly).toMatchObject({ state: "ready", found: 1, problemCount: 2 });
  expect(partly.problems.map(({ text }) => text)).toEqual([
    "Statusen ”perhaps” går inte att tolka. Termen blir ett förslag.",
    "Hänvisningar till begrepp som inte finns lämnas bort (antal: 1).",
  ]);
  expect((await inGlossary(app, anna).glossary()).concepts).toBe(0);
});

test("a crash in the middle is gone on from: everything is taken in once, and counted", async () => {
  let crashes = 1;
  const app = await begun((own) => ({
    open(name) {
      const table = own.open(name) as ReturnType<Tables["open"]>;
      if (name !== "glossaryImports") return table as never;
      const replace: typeof table.replace = async (row) => {
        if (JSON.stringify(row).includes('nextChunk\\":1') && crashes-- > 0) throw new Error("Crashed.");
        return table.replace(row);
      };
      return { ...table, replace } as never;
    },
  }));
  const ready = await send(app, ordlista);

  await expect(takeIn(app, ready, "replace")).rejects.toThrow("Crashed.");
  app.failures.length = 0;
  await app.at("2026-11-24T08:10:00Z");

  expect(await ask<ImportView>(app, "GET", `/glossary/imports/${ready.id}`)).toMatchObject({
    state: "done",
    done: { added: 220, changed: 0, skipped: 0 },
  });
  expect((await inGlossary(app, anna).glossary()).concepts).toBe(220);
});

test("a concept under review is left alone", async () => {
  const app = await begun();
  const id = crypto.randomUUID();
  await inGlossary(app, bo).propose(id, draftOf([termOf("sv", "kommun")]));
  await inGlossary(app, anna).openReview(id, "2026-12-24T08:00:00Z");

  const view = await takeIn(app, await send(app, sheet(`${id};;sv;kommun;preferred;;;`), "csv"), "replace");

  expect(view.done).toEqual({ added: 0, changed: 0, skipped: 1 });
  expect((await inGlossary(app, anna).view(id)).draft.terms[0]?.status).toBe("inReview");
});

test("only coordinators take files in, and nobody reaches another tenant's", async () => {
  const app = await begun();
  const { id } = await send(app, sheet("1;;sv;kommun;;;;"), "csv");
  const begin = { id: crypto.randomUUID(), fileName: "x.csv", format: "csv", parts: 1 };
  const doors = [
    ["GET", "/glossary/imports"],
    ["POST", "/glossary/imports", begin],
    ["PUT", `/glossary/imports/${id}/parts/0`, { bytes: "" }],
    ["GET", `/glossary/imports/${id}`],
    ["POST", `/glossary/imports/${id}/start`, { rule: "add", status: "admitted" }],
    ["DELETE", `/glossary/imports/${id}`],
  ] as const;

  for (const [method, path, input] of doors) {
    await expect(app.ask(bo, [], method, path, input)).rejects.toThrow("forCoordinators");
    await expect(app.ask(outsider, [], method, path, input)).rejects.toThrow("unknownConcept");
    await expect(app.ask(stranger, [], method, path, input)).rejects.toThrow("unknownConcept");
  }
  expect(await ask<ImportView>(app, "GET", `/glossary/imports/${id}`)).toMatchObject({ state: "ready" });
});

test("a file that is too large, a part that is none of it and one that is too large are refused", async () => {
  const app = await begun();
  const id = crypto.randomUUID();
  const begin = (parts: number) =>
    ask(app, "POST", "/glossary/imports", { id, fileName: "x", format: "csv", parts });

  await expect(begin(401)).rejects.toThrow("import.tooLarge");
  await begin(2);
  await begin(2);
  for (const number of ["2", "-1", "1.5", "x"])
    await expect(ask(app, "PUT", `/glossary/imports/${id}/parts/${number}`, { bytes: "" })).rejects.toThrow(
      "unknownImport",
    );
  const bytes = Buffer.alloc(128 * 1024 + 1).toString("base64");
  await expect(ask(app, "PUT", `/glossary/imports/${id}/parts/0`, { bytes })).rejects.toThrow(
    "import.partTooLarge",
  );
  expect(await ask<{ imports: ImportView[] }>(app, "GET", "/glossary/imports")).toMatchObject({
    imports: [{ id, state: "reading" }],
  });
});

test("an import is taken away when somebody says so, and by itself after a week", async () => {
  const app = await begun();
  const [first, second] = [
    await send(app, sheet("1;;sv;kommun;;;;"), "csv"),
    await send(app, sheet("1;;sv;stad;;;;"), "csv"),
  ];
  const listed = async () => (await ask<{ imports: ImportView[] }>(app, "GET", "/glossary/imports")).imports;
  expect((await listed()).map(({ id }) => id).toSorted()).toEqual([first.id, second.id].toSorted());

  await ask(app, "DELETE", `/glossary/imports/${first.id}`);
  await ask(app, "DELETE", `/glossary/imports/${first.id}`);
  expect((await listed()).map(({ id }) => id)).toEqual([second.id]);
  await app.at("2026-12-02T08:00:00Z");

  expect(await listed()).toEqual([]);
  const rows = app.store.tables.open("glossaryImports");
  for (const { id } of [first, second])
    expect(await Array.fromAsync(rows.list(`${anna.tenantId}|import|${id}`))).toEqual([]);
});

async function exported(app: TestApp, query: string, who = outsider) {
  const file = (await app.ask(who, [], "GET", `/glossary/export?${query}`)) as Download;
  return { ...file, bytes: "text" in file ? Buffer.from(file.text) : file.bytes };
}

test("what goes out is the same when it comes in again, in each format", async () => {
  const app = await begun();
  await takeIn(app, await send(app, ordlista), "replace");

  for (const format of ["tbx", "csv", "xlsx"] as const) {
    const file = await exported(app, `format=${format}&statuses=${statuses}`, bo);
    expect(file.fileName).toBe(`kommunpuls-termer-2026-11-24.${format}`);
    const again = await send(app, file.bytes, format);
    expect(again).toMatchObject({ state: "ready", found: 220, known: 220, same: 220, problemCount: 0 });
  }
});

test("terms that were in review where they come from are proposed again, since no review of them is open here", async () => {
  const app = await begun();
  const file = sheet("x1;;sv;välfärd;inReview;;;", "x1;;fi;hyvinvointi;;;;");

  await takeIn(app, await send(app, file, "csv"), "add", "inReview");

  const { concepts } = await inGlossary(app, anna).list();
  const { draft, may } = await inGlossary(app, anna).view(concepts[0]?.id ?? "");
  expect(draft.terms.map(({ term, status }) => [term, status])).toEqual([
    ["välfärd", "proposed"],
    ["hyvinvointi", "proposed"],
  ]);
  expect(may.openReview).toBe(true);
});

test("everybody gets what is decided, the network its proposals too, cut as they like", async () => {
  const app = await begun();
  await decided(app, [termOf("sv", "kommun", "preferred"), termOf("fi", "kunta", "preferred")], {
    field: "ekonomi",
  });
  await inGlossary(app, bo).propose(crypto.randomUUID(), draftOf([termOf("sv", "bybråk")]));

  const all = "statuses=preferred,proposed";
  expect((await exported(app, all)).bytes.toString()).not.toContain("bybråk");
  expect((await exported(app, "", bo)).bytes.toString()).not.toContain("bybråk");
  expect((await exported(app, all, bo)).bytes.toString()).toContain("bybråk");
  const cut = (await exported(app, "format=csv&languages=fi&field=ekonomi")).bytes.toString();
  expect(cut).toContain("kunta");
  expect(cut).not.toContain("kommun;");
  await expect(exported(app, "field=moten")).rejects.toThrow("import.nothingToExport");
  await expect(exported(app, "statuses=proposed")).rejects.toThrow("import.nothingToExport");
  await expect(exported(app, all, stranger)).rejects.toThrow("import.nothingToExport");
});

test("a file for those outside names no concept that they do not see, and says nothing in the words of proposals", async () => {
  const app = await begun();
  const [proposal, removed] = [
    crypto.randomUUID(),
    await decided(app, [termOf("sv", "bortbyte", "preferred")]),
  ];
  await inGlossary(app, bo).propose(proposal, draftOf([termOf("sv", "bybråk")]));
  const seen = await decided(app, [termOf("sv", "by", "preferred")]);
  const relations = [proposal, removed, seen].map((conceptId) => ({ kind: "related" as const, conceptId }));
  const id = await decided(app, [termOf("sv", "kommun", "preferred")], { relations });
  await inGlossary(app, anna).remove(removed);
  await inGlossary(app, bo).edit(id, ({ terms, fi }) => ({
    terms: [...terms, termOf("fi", "kunta")],
    fi: { ...fi, definition: { text: "itsehallintoalue", source: "" } },
  }));

  for (const format of ["tbx", "csv"]) {
    const file = (await exported(app, `format=${format}`)).bytes.toString();
    expect(file).toContain(seen);
    for (const hidden of [proposal, removed, "itsehallintoalue"]) expect(file).not.toContain(hidden);
    expect((await exported(app, `format=${format}&statuses=${statuses}`, bo)).bytes.toString()).toContain(
      proposal,
    );
  }
});

test("files are made one at a time, some wait for theirs, and who comes then is asked to come again", async () => {
  const app = await begun();
  await decided(app, [termOf("sv", "kommun", "preferred")]);

  const asked = Array.from({ length: 12 }, () => exported(app, "format=xlsx"));
  const answers = await Promise.allSettled(asked);

  const refused = answers.filter((each) => each.status === "rejected");
  expect(refused).toHaveLength(7);
  expect(String(refused[0]?.reason)).toContain("import.othersExport");
  expect((await exported(app, "format=xlsx")).bytes.length).toBeGreaterThan(0);
});

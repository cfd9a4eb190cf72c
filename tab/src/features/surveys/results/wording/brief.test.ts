import type { Figures } from "bot/surveys/contract";
import { expect, test } from "vitest";
import {
  change,
  choice,
  counted,
  figures,
  formatterFor,
  grouped,
  inAll,
  mean,
  recommend,
  released,
  result,
  results,
  scale,
  shares,
  untold,
} from "#features/surveys/results/testing.ts";
import { type BriefPoint, inBrief } from "./brief.ts";
import { plain } from "./localized.ts";

const scored = (value: number): Figures => ({
  ...counted("scale", { 1: 1, 4: 20, 5: 10 }),
  mean: mean(value),
});
const changed = counted("change", { worse: 11, same: 64, better: 25 });
const words = (points: BriefPoint[]) =>
  points.map(({ about, sentences }) =>
    [...(about ? [about] : []), ...sentences].map((sentence) => plain(sentence).replaceAll("\u00a0", " ")),
  );
const said = (of: ReturnType<typeof results>, language: "sv" | "fi" | "en" = "sv") =>
  words(inBrief(of, formatterFor(language)).first);

test("the brief tells the change, the recommend score, and the highest and lowest mean", () => {
  const released = results(
    [scale("Förtroende"), scale("Vägvisare"), change("Helhet"), recommend("Rekommendation")],
    [
      result("Förtroende", scored(4.31)),
      result("Vägvisare", scored(3.62)),
      result("Helhet", changed),
      result("Rekommendation", figures(347, { shares: [], score: mean(34, [26, 42]) })),
    ],
  );

  expect(said(released)).toEqual([
    ["25 % tycker att det har blivit bättre, 64 % att det är lika bra och 11 % att det har blivit sämre."],
    ["Rekommendationsindex är +34 (95 % konfidensintervall +26 – +42)."],
    ["Högst medeltal, 4,3 av 5: Förtroende", "Lägst medeltal, 3,6 av 5: Vägvisare"],
  ]);
});

test("only what is measured on one scale is compared, and the scale is named where there are several", () => {
  const of = results(
    [
      scale("Råd", "inte alls viktig", "mycket viktig"),
      scale("Nätverk", "inte alls viktig", "mycket viktig"),
      scale("Förtroende", "mycket litet", "mycket stort"),
      scale("Känd råd", "inte alls", "mycket väl"),
      scale("Känt nätverk", "inte alls", "mycket väl"),
    ],
    [
      result("Råd", scored(4.4)),
      result("Nätverk", scored(3.9)),
      result("Förtroende", scored(4.5)),
      result("Känd råd", scored(4.0)),
      result("Känt nätverk", scored(2.1)),
    ],
  );

  expect(said(of)).toEqual([
    [
      "Frågor på skalan från 1 (inte alls viktig) till 5 (mycket viktig).",
      "Högst medeltal, 4,4 av 5: Råd",
      "Lägst medeltal, 3,9 av 5: Nätverk",
    ],
    [
      "Frågor på skalan från 1 (inte alls) till 5 (mycket väl).",
      "Högst medeltal, 4,0 av 5: Känd råd",
      "Lägst medeltal, 2,1 av 5: Känt nätverk",
    ],
  ]);
});

test("questions that share the last place are named together", () => {
  const released = results(
    [scale("Råd"), scale("Nätverk"), scale("Information")],
    [result("Råd", scored(4.4)), result("Nätverk", scored(3.9)), result("Information", scored(3.88))],
  );

  expect(said(released)[0]).toContain("Lägst medeltal, 3,9 av 5: Nätverk och Information");
});

test("nothing is called highest where all means read alike, or where there is one", () => {
  const alike = results([scale("a"), scale("b")], [result("a", scored(4.01)), result("b", scored(3.98))]);
  const one = results([scale("a")], [result("a", scored(4))]);

  expect(said(alike)).toEqual([]);
  expect(said(one)).toEqual([]);
});

test("what is hidden, or answered by so few that shares are hidden, is no part of the brief", () => {
  const released = results(
    [scale("a"), scale("b"), scale("c"), change("d"), recommend("e")],
    [
      result("a", scored(4)),
      result("b", figures(7, { mean: mean(2.1) })),
      result("c", untold),
      result("d", untold),
      result("e", figures(7, { mean: mean(9) })),
    ],
  );

  expect(said(released)).toEqual([]);
});

test("several changes are told by their questions", () => {
  const released = results(
    [change("Helhet"), change("Rådgivning")],
    [result("Helhet", changed), result("Rådgivning", changed)],
  );

  expect(said(released).map(([about]) => about)).toEqual(["Helhet", "Rådgivning"]);
});

test("a change that nearly everybody saw alike is told by its lower bound", () => {
  const total = {
    shown: "atLeast" as const,
    n: 40,
    atLeast: [{ key: "better", count: 38, share: 95 }],
    others: [],
  };

  expect(said(results([change("Helhet")], [result("Helhet", total)]))).toEqual([
    ["Minst 38 av 40 (95 %) svarade ”bättre”. Mer exakt än så skulle visa vad var och en svarade."],
  ]);
});

const block = (id: string, n: number, value: number, interval: [number, number]) => ({
  groups: [id],
  figures: figures(n, { shares: [], mean: mean(value, interval) }),
});

test.each([
  ["sv", "Grupperna skiljer sig. Medeltal: Group b 4,4, Group a 3,1."],
  ["fi", "Ryhmät eroavat. Keskiarvo: Group b 4,4, Group a 3,1."],
  ["en", "The groups differ. Mean: Group b 4.4, Group a 3.1."],
] as const)("groups differ where their intervals do not meet, in %s", (language, sentence) => {
  const of = grouped(scale("Förtroende"), scored(3.8), [
    block("a", 40, 3.1, [2.8, 3.4]),
    block("b", 40, 4.4, [4.1, 4.7]),
    block("c", 40, 3.6, [3.3, 3.9]),
  ]);

  expect(said(of, language)).toEqual([["Förtroende", sentence]]);
});

test("that no difference can be seen is told too", () => {
  const of = grouped(scale("Förtroende"), scored(3.8), [
    block("a", 40, 3.6, [3.3, 3.9]),
    block("b", 40, 4.0, [3.8, 4.2]),
  ]);

  expect(said(of)).toEqual([["Mellan grupperna syns ingen säker skillnad i någon fråga."]]);
  expect(said(of, "en")).toEqual([["No certain difference between the groups can be seen in any question."]]);
});

test("of a change and of choices the shares are compared, and the largest difference is told", () => {
  const share = (key: string, value: number, interval: [number, number]) => ({
    key,
    count: value,
    share: value,
    interval,
  });
  const city = [share("low", 10, [6, 16]), share("middle", 35, [28, 43]), share("high", 55, [47, 63])];
  const others = [share("low", 12, [8, 18]), share("middle", 67, [59, 74]), share("high", 21, [15, 28])];
  const of = grouped(change("Helhet"), changed, [
    { groups: ["Helsingfors"], figures: figures(100, { shares: [], bands: city }) },
    { groups: ["a", "b"], figures: figures(100, { shares: [], bands: others }) },
  ]);

  expect(said(of).at(-1)).toEqual([
    "Helhet",
    "Grupperna skiljer sig. bättre: Group Helsingfors 55 %, Group a och Group b tillsammans 21 %.",
  ]);
});

test("groups of a rounded release are compared from 30 answers only", () => {
  const of = grouped(scale("Förtroende"), scored(3.8), [
    block("a", 29, 3.1, [2.8, 3.4]),
    block("b", 40, 4.4, [4.1, 4.7]),
  ]);
  const old = { ...of, release: of.release && { ...of.release, version: 1 as const } };

  expect(said(of)).toHaveLength(1);
  expect(said(old)).toEqual([]);
});

test("questions where groups do not differ are named after those where they do, or counted", () => {
  const differing = [block("a", 40, 3.1, [2.8, 3.4]), block("b", 40, 4.4, [4.1, 4.7])];
  const alike = [block("a", 40, 3.6, [3.3, 3.9]), block("b", 40, 4.0, [3.8, 4.2])];
  const survey = (count: number) => {
    const ids = ["Förtroende", ...Array.from({ length: count }, (_, index) => `Fråga ${index}`)];
    const figured = ids.map((id, at) =>
      result(id, untold, { tables: [{ backgroundId: "role", blocks: at === 0 ? differing : alike }] }),
    );
    return results(
      ids.map((id) => scale(id)),
      figured,
      { backgrounds: [{ id: "role", text: inAll("Roll"), choices: [] }], release: released(figured) },
    );
  };

  expect(said(survey(2)).at(-1)).toEqual([
    "Ingen säker skillnad mellan grupperna syns i: Fråga 0 och Fråga 1",
  ]);
  expect(said(survey(9)).at(-1)).toEqual(["I 9 frågor syns ingen säker skillnad mellan grupperna."]);
});

test("at most six points are read at once, the first of each sort before eight of one", () => {
  const ids = Array.from({ length: 8 }, (_, index) => `Ändring ${index}`);
  const differing = [block("a", 40, 3.1, [2.8, 3.4]), block("b", 40, 4.4, [4.1, 4.7])];
  const figured = [
    ...ids.map((id) => result(id, changed)),
    result("Index", figures(347, { shares: [], score: mean(34) })),
    result("Förtroende", scored(4), { tables: [{ backgroundId: "role", blocks: differing }] }),
  ];
  const of = results([...ids.map(change), recommend("Index"), scale("Förtroende")], figured);

  const { first, rest } = inBrief(of, formatterFor("sv"));

  expect(words(first).map((point) => point[0])).toEqual([
    "Ändring 0",
    "Ändring 1",
    "Ändring 2",
    "Ändring 3",
    "Rekommendationsindex är +34.",
    "Förtroende",
  ]);
  expect(words(rest).map((point) => point[0])).toEqual(["Ändring 4", "Ändring 5", "Ändring 6", "Ändring 7"]);
});

test("a choice's difference is told in that answer's words, which keep their language", () => {
  const share = (value: number, interval: [number, number]) => [
    { key: "nätverk", count: value, share: value, interval },
  ];
  const of = grouped(choice("single", ["nätverk"]), untold, [
    { groups: ["a"], figures: figures(100, { shares: share(20, [13, 29]) }) },
    { groups: ["b"], figures: figures(100, { shares: share(60, [50, 69]) }) },
  ]);
  const [point] = inBrief({ ...of, languages: ["sv"] }, formatterFor("fi")).first;

  expect(point?.sentences[0]).toContainEqual({ text: "nätverk", language: "sv" });
});

test("an old release's change is said to be about right", () => {
  const old = figures(28, { shares: shares({ better: 25, same: 65, worse: 10 }) });
  const of = results([change("Helhet")], [result("Helhet", old)]);

  expect(words(inBrief(of, formatterFor("sv", true)).first)[0]?.[0]).toMatch(/^Ungefär 25 % tycker/);
});

test("before a release there is no brief", () => {
  expect(said(results([scale("a")], [], { release: null }))).toEqual([]);
});

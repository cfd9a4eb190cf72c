import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Question } from "#features/surveys/contract.ts";
import { figuresOf } from "#features/surveys/results/figures.ts";
import { keysOf } from "#features/surveys/survey/options.ts";
import {
  choices,
  contextIn,
  inAll,
  linesIn,
  question,
  result,
  results,
  role,
  table,
} from "#test/harness/results/table.ts";
import { resultsTable } from "./results-table.ts";

const { scale, change, recommend, text } = question;
const changed = (better: number, same: number, worse: number) =>
  figuresOf(change, { n: better + same + worse, counts: [better, same, worse] });
const picked = (lines: Record<string, string>[], ...columns: string[]) =>
  lines.map((line) => columns.map((column) => line[column] ?? "missing"));

test("each line tells which survey and question it is about, and how many were asked and answered", () => {
  const of = results([change], [result("all", changed(25, 64, 11))]);

  for (const line of linesIn(of))
    expect(line).toMatchObject({
      Survey: "Kundenkät",
      "Kind of survey": "Anonym efter stängning",
      Opened: "2026-10-01T06:00:00.000Z",
      Closed: "2026-10-15T06:00:00.000Z",
      "Counted at": "2026-10-15T06:01:00.000Z",
      Respondents: "347",
      Invited: "1200",
      "Response rate, %": "29",
      "Question no.": "1",
      "Question id": "all",
      "Question type": "Förändring sedan i fjol",
      Question: "Helhet",
    });
});

test("a question's counts, shares, mean, score and bands are lines with n and interval", () => {
  const figures = figuresOf(recommend, { n: 200, counts: [3, 3, 3, 3, 3, 3, 3, 40, 40, 50, 49] });
  const lines = linesIn(results([recommend], [result("nps", figures)]), "en");

  expect(picked(lines, "Measure", "Answer", "Count", "Share, %", "Value", "n")).toEqual([
    ["Mean", "", "", "", "8.02", "200"],
    ["Recommendation score", "", "", "", "39", "200"],
    ...["3", "3", "3", "3", "3", "3", "3", "40", "40", "50", "49"].map((count, at) => [
      "Share",
      String(at),
      count,
      String(Math.round(Number(count) / 2)),
      "",
      "200",
    ]),
    ["Share, several answers together", "0–6", "21", "11", "", "200"],
    ["Share, several answers together", "7–8", "80", "40", "", "200"],
    ["Share, several answers together", "9–10", "99", "50", "", "200"],
  ]);
  expect(lines[0]).toMatchObject({ "95 % lower limit": expect.stringMatching(/^7\.\d/) });
});

test("each group is there: alone, joined, those who stated none, and where the question can't be told by groups", () => {
  const blocks = [
    { groups: ["g0"], figures: changed(10, 20, 5) },
    { groups: ["g1", "g2"], figures: changed(1, 3, 1) },
    { groups: [""], figures: changed(3, 3, 3) },
  ];
  const of = results(
    [change, scale],
    [
      result("all", changed(14, 26, 9), { tables: table(blocks) }),
      result("trust", figuresOf(scale, { n: 40, counts: [8, 8, 8, 8, 8] })),
    ],
    {
      backgrounds: [role(["Direktörer", "Förtroendevalda", "Övriga"])],
      release: {
        leaves: [
          { backgroundId: "role", blocks: blocks.map(({ groups, figures: { n } }) => ({ groups, n })) },
        ],
      },
    },
  );
  const lines = linesIn(of);
  const better = lines.filter((line) => line["Question id"] === "all" && line.Answer === "Bättre");
  const untold = lines.filter((line) => line["Question id"] === "trust" && line.Group !== "Alla");

  expect(picked(lines.slice(0, 3), "Group", "Measure", "Count")).toEqual([
    ["Direktörer", "Svarade", "35"],
    ["Förtroendevalda och Övriga tillsammans", "Svarade", "5"],
    ["Ingen grupp angiven", "Svarade", "9"],
  ]);
  expect(picked(better, "Group", "Count", "n")).toEqual([
    ["Alla", "14", "49"],
    ["Direktörer", "10", "35"],
    ["Förtroendevalda och Övriga tillsammans", "1", "5"],
    ["Ingen grupp angiven", "3", "9"],
  ]);
  expect(picked(untold, "Group", "Note")).toEqual([
    ["Direktörer", "Frågan visas bara för alla tillsammans"],
    ["Förtroendevalda och Övriga tillsammans", "Frågan visas bara för alla tillsammans"],
    ["Ingen grupp angiven", "Frågan visas bara för alla tillsammans"],
  ]);
});

test("lower bounds, what is not told, and who is in no figure are lines that say so", () => {
  const of = results(
    [choices("multiple", ["ja", "nej"]), change, text],
    [
      result(
        "multiple",
        {
          shown: "atLeast",
          n: 347,
          atLeast: [{ key: "c0", count: 345, share: 99 }],
          others: [{ key: "c1", count: 12, share: 3, interval: [2, 6] }],
        },
        { dontKnow: 8, leftOut: 2, uncounted: 3 },
      ),
      result("all", { shown: "no" }),
      result("ideas", { shown: "no" }, { comments: { shown: false } }),
    ],
  );

  expect(picked(linesIn(of, "en"), "Measure", "Answer", "Count", "Share, %", "n", "Note")).toEqual([
    ["At least", "ja", "345", "99", "347", "More exactly would show what each person answered"],
    ["Share", "nej", "12", "3", "347", ""],
    ["Don’t know", "", "8", "", "", ""],
    ["Skipped the question", "", "2", "", "", ""],
    ["Later answers, not in these figures", "", "3", "", "", ""],
    ["", "", "", "", "", "Too little to show without showing what someone answered"],
    ["Comment", "", "", "", "", "Fewer than 10 comments"],
  ]);
});

test("what an old release rounded is called approximate in its line, and small groups are there", () => {
  const shares = [{ key: "better", count: null, share: 25, interval: null }];
  const old = { shown: "exact" as const, n: 28, shares, bands: null, mean: null, score: null };
  const of = results(
    [change],
    [
      result("all", old, {
        dontKnow: 10,
        tables: table([{ groups: ["g0"], figures: { ...old, n: 7, shares: null } }]),
      }),
    ],
    { backgrounds: [role(["Direktörer"])], release: { version: 1 } },
  );

  expect(picked(linesIn(of), "Group", "Measure", "Count", "Share, %", "n", "Note")).toEqual([
    ["Alla", "Andel", "", "25", "28", "Ungefärligt"],
    ["Alla", "Vet inte", "10", "", "", "Ungefärligt"],
    ["Direktörer", "", "", "", "7", "Svaren är för få för andelar"],
  ]);
});

test("an interim has no response rate, for more have answered than it holds", () => {
  const of = results([change], [result("all", changed(2, 4, 4))], {
    kind: "live",
    state: "open",
    closedAt: null,
    release: { final: false, respondents: 10 },
  });

  expect(linesIn(of)[0]).toMatchObject({ Respondents: "10", "Response rate, %": "", Closed: "" });
});

test("a signed survey's organisers get a row for each person, with groups, and comments once", () => {
  const of = results(
    [scale, text, choices("multiple", ["a", "b"])],
    [
      result("trust", figuresOf(scale, { n: 2, counts: [0, 0, 0, 1, 1] })),
      result("ideas", { shown: "no" }, { comments: { shown: true, texts: ["Snabbare svar"] } }),
      result("multiple", { shown: "no" }),
    ],
    {
      kind: "signed",
      backgrounds: [role(["Direktörer"])],
      release: {
        rules: { ratings: 1, comments: 1, colleague: 0, step: null },
        signed: [
          {
            name: "Anna Virtanen",
            answers: { trust: 4, ideas: "Snabbare svar", multiple: ["c0", "c1"] },
            groups: { role: "g0" },
          },
          { name: "Anna Virtanen", answers: { trust: { dontKnow: true } }, groups: {} },
          { name: "", answers: { constructor: "x" }, groups: {} },
        ],
      },
    },
  );
  const lines = linesIn(of);
  const people = lines.filter((line) => line["Person no."]);

  expect(picked(people, "Person no.", "Name", "Roll", "1. Förtroende", "2. Önskemål", "3. Val")).toEqual([
    ["1", "Anna Virtanen", "Direktörer", "4", "Snabbare svar", "a, b"],
    ["2", "Anna Virtanen", "", "Vet inte", "", ""],
    ["3", "", "", "", "", ""],
  ]);
  expect(lines.flatMap(Object.values).filter((cell) => cell === "Snabbare svar")).toHaveLength(1);
  expect(Object.keys(linesIn(results([scale], [result("trust", { shown: "no" })]))[0] ?? {})).not.toContain(
    "Name",
  );
});

test("Swedish and Finnish have semicolons and decimal commas, English commas and points; all lines end alike", () => {
  const figures = figuresOf(scale, { n: 8, counts: [0, 1, 2, 4, 1] });
  const of = results([scale], [result("trust", figures)], { title: inAll("Rad 1\r\nRad 2; rad 3, rad 4") });
  const written = (locale: "sv" | "fi" | "en") => resultsTable(of, contextIn(locale)).text;

  expect(written("sv")).toMatch(/;Medeltal;;;;3,63;/);
  expect(written("fi")).toMatch(/;Keskiarvo;;;;3,63;/);
  expect(written("en")).toMatch(/,Mean,,,,3\.63,/);
  for (const locale of ["sv", "fi", "en"] as const) {
    expect(written(locale).startsWith("\uFEFF")).toBe(true);
    expect(written(locale)).toMatch(/\r\n$/);
    expect(written(locale)).not.toMatch(/\r(?!\n)/);
    expect(linesIn(of, locale)[0]?.Survey).toBe("Rad 1\nRad 2; rad 3, rad 4");
  }
});

test.each(["sv", "fi", "en"] as const)("screen and table have the same words in %s", (language) => {
  const read = (path: string): Record<string, string> =>
    JSON.parse(readFileSync(new URL(`../../../../../../${path}/${language}.json`, import.meta.url), "utf8"));
  const screen = read("tab/src/features/surveys/results/texts");
  const builder = read("tab/src/features/surveys/texts");
  const written = read("bot/src/features/surveys/texts");

  for (const [mine, theirs] of Object.entries({
    mean: "measure.mean",
    score: "measure.recommend",
    balance: "measure.change",
    share: "share",
    count: "count",
    noGroup: "group.none",
    noGroupAmong: "group.noneAmong",
    together: "group.together",
    dontKnow: "signed.dontKnow",
    few: "few.nothing",
  }))
    expect(written[`table.${mine}`], mine).toBe(screen[theirs]?.replace(/\.$/, ""));
  for (const type of ["single", "multiple", "scale", "recommend", "change", "text"])
    expect(written[`type.${type}`]).toBe(builder[`type.${type}`]);
});

const types: Question[] = [
  scale,
  change,
  recommend,
  choices("single", ["a", "b", "c"]),
  choices("multiple", ["a", "b", "c"]),
];

test.each(types)("for every number of answers the lines of type $type agree with the counts", (asked) => {
  const faults: string[] = [];
  const keys = keysOf(asked);
  let seed = 7;
  const next = (below: number) => {
    seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return Math.floor((seed / 4_294_967_296) * below);
  };
  for (let n = 5; n <= 400; n++) {
    const counts = keys.map(() => 0);
    for (let person = 0; person < n; person++) {
      const at = Math.min(next(keys.length), next(keys.length));
      counts[at] = (counts[at] ?? 0) + 1;
    }
    const of = results([asked], [result(asked.id, figuresOf(asked, { n, counts }))]);
    const shares = linesIn(of, "en").filter((line) => line.Count !== "");
    for (const [at, count] of counts.entries()) {
      const line = shares[at] ?? {};
      const isRight =
        line.Count === String(count) &&
        line.n === String(n) &&
        Math.abs(Number(line["Share, %"]) - (count / n) * 100) <= 0.5 + 1e-9;
      if (!isRight) faults.push(`${n}: ${JSON.stringify(line)}, counted ${count}`);
    }
  }
  expect(faults).toEqual([]);
});

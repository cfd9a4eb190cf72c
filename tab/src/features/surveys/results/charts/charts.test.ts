import type { Results } from "bot/surveys/contract";
import { expect, test } from "vitest";
import {
  change,
  choice,
  counted,
  figures,
  formatterFor,
  grouped,
  mean,
  recommend,
  result,
  results,
  scale,
  shares,
  text,
  untold,
} from "#features/surveys/results/testing.ts";
import { answersTo, inOrder, linesOf } from "./answers.ts";
import { partsOf } from "./parts.ts";

/** The parts of the first question's picture. */
function parts(of: Results, order: "share" | "question" = "share", formatter = formatterFor("en")) {
  const [question] = of.questions;
  const [figured] = of.release?.questions ?? [];
  if (!question || !figured) throw new Error("nothing to draw");
  const shares = figured.total.shown === "exact" ? (figured.total.shares ?? []) : [];
  const choices = question.type === "single" || question.type === "multiple";
  const answers = inOrder(answersTo(question, of.languages, formatter), shares, choices ? order : "question");
  return partsOf(question, linesOf(figured, of, formatter), answers, of.languages, formatter);
}

function chart(of: Results, at = 0, order: "share" | "question" = "share", formatter = formatterFor("en")) {
  const part = parts(of, order, formatter)[at];
  if (part?.kind !== "chart") throw new Error("no chart");
  return part.chart;
}

const spread = counted("scale", { 1: 1, 2: 2, 3: 5, 4: 8, 5: 4 });

test("a scale is a bar in three bands with its numbers, and its mean as a dot", () => {
  const total = { ...spread, mean: mean(3.6, [3, 4]) };
  const drawn = chart(results([scale("trust")], [result("trust", total)]));

  expect(drawn.columns.map(({ label }) => label)).toEqual(["1–2", "3", "4–5", "Mean"]);
  expect(drawn.rows[0]).toMatchObject({
    aside: "n = 20",
    numbers: ["15%", "25%", "60%", "3.6"],
    dot: { at: 65, interval: [50, 75] },
    note: null,
  });
  expect(drawn.bars?.ends?.map((end) => end.text)).toEqual(["dåligt", "bra"]);
  expect(drawn.uneven).toBe(false);
});

test("groups stand under everybody, joined ones by all their names, and each has its figures", () => {
  const drawn = chart(
    grouped(scale("trust"), counted("scale", { 1: 1, 3: 9, 5: 10 }), [
      { groups: ["a"], figures: counted("scale", { 3: 4, 5: 5 }) },
      { groups: ["b", "c"], figures: counted("scale", { 1: 1, 3: 3, 5: 2 }) },
      { groups: [""], figures: counted("scale", { 3: 2, 5: 3 }) },
    ]),
  );

  expect(drawn.rows.map(({ label, aside, note }) => [label.text, aside, note])).toEqual([
    ["Everyone", "n = 20", null],
    ["Group a", "n = 9", null],
    ["Group b and Group c together", "n = 6", null],
    ["No group stated", "n = 5", null],
  ]);
  expect(drawn.rows[2]?.numbers).toEqual(["17%", "50%", "33%", "3.3"]);
});

test("bars of all rows share one centre and are equally long", () => {
  const drawn = chart(
    grouped(change("all"), counted("change", { worse: 5, same: 7, better: 17 }), [
      { groups: ["a"], figures: counted("change", { worse: 0, same: 2, better: 5 }) },
      { groups: ["b"], figures: counted("change", { worse: 5, same: 5, better: 12 }) },
    ]),
  );
  const centre = drawn.bars?.centre ?? 0;
  const lengths = drawn.rows.map(({ bars }) => bars.reduce((sum, { width }) => sum + width, 0));

  for (const { bars } of drawn.rows) {
    const middle = bars.find(({ fill }) => fill === "middle");
    expect(middle && middle.start + middle.width / 2).toBeCloseTo(centre, 9);
  }
  for (const length of lengths) expect(length).toBeCloseTo(lengths[0] ?? 0, 9);
});

test("shares that round to 99 are said to, and their bar is whole", () => {
  const drawn = chart(
    results([change("all")], [result("all", counted("change", { worse: 5, same: 5, better: 5 }))]),
  );

  expect(drawn.rows[0]?.numbers).toEqual(["33%", "33%", "33%"]);
  expect(drawn.rows[0]?.bars.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(100, 9);
  expect(drawn.uneven).toBe(true);
});

test("recommending is drawn by band and by each of 0 to 10, on an axis that is printed", () => {
  const counts = { 0: 2, 7: 4, 8: 5, 9: 4, 10: 5 };
  const of = results([recommend("nps")], [result("nps", counted("recommend", counts))]);

  expect(chart(of).rows[0]?.numbers).toEqual(["10%", "45%", "45%", "+35"]);
  const drawn = chart(of, 1);
  expect(drawn.bars?.ends?.map(({ text }) => text)).toEqual(["0%", "25%"]);
  expect(drawn.rows).toHaveLength(11);
  expect(drawn.rows[0]?.bars).toEqual([{ fill: "low", start: 0, width: 40 }]);
  expect(drawn.rows[7]?.bars).toEqual([{ fill: "middle", start: 0, width: 80 }]);
  expect(drawn.rows[10]?.bars).toEqual([{ fill: "high", start: 0, width: 100 }]);
});

test.each([
  [{ 0: 82, 10: 18 }, "100%", 18],
  [{ 0: 2, 5: 58, 10: 40 }, "100%", 40],
  [{ 0: 18, 2: 16, 4: 16, 6: 16, 8: 16, 9: 18 }, "25%", 0],
  [{ 0: 50, 9: 32, 10: 18 }, "50%", 36],
])("the largest share of 0 to 10 fills no row unless the axis says so (%o)", (counts, end, width) => {
  const of = results([recommend("nps")], [result("nps", counted("recommend", counts))]);
  const drawn = chart(of, 1);

  expect(drawn.bars?.ends?.[1].text).toBe(end);
  expect(drawn.rows[10]?.bars[0]?.width ?? 0).toBe(width);
});

test("choices stand with the largest first, equal ones as in the question, or all as in the question", () => {
  const of = results(
    [choice("multiple", ["a", "b", "c"])],
    [result("multiple", counted("multiple", { a: 4, b: 24, c: 24 }, 40))],
  );

  expect(chart(of).rows.map(({ id }) => id)).toEqual(["b", "c", "a"]);
  expect(chart(of, 0, "question").rows.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  // Of several choices nobody expects 100 %.
  expect(chart(of).uneven).toBe(false);
});

test("choices that read alike are ordered by their counts", () => {
  const of = results(
    [choice("single", ["a", "b", "c"])],
    [result("single", counted("single", { a: 100, b: 101, c: 199 }))],
  );

  expect(chart(of).rows.map(({ id, numbers }) => [id, ...numbers])).toEqual([
    ["c", "50%"],
    ["b", "25%"],
    ["a", "25%"],
  ]);
});

test("choices by groups are a table with the same order as the bars, each as full as its count", () => {
  const part = parts(
    grouped(choice("single", ["a", "b"]), counted("single", { a: 12, b: 28 }), [
      { groups: ["x"], figures: counted("single", { a: 10, b: 5 }) },
      { groups: ["y", "z"], figures: counted("single", { a: 2, b: 23 }) },
    ]),
  )[1];

  if (part?.kind !== "matrix") throw new Error("no matrix");
  expect(part.matrix.columns.map((column) => column.text)).toEqual(["b", "a"]);
  expect(
    part.matrix.rows.map(({ label, cells, note }) => [label.text, cells.map((cell) => cell.text), note]),
  ).toEqual([
    ["Everyone", ["70%", "30%"], null],
    ["Group x", ["33%", "67%"], null],
    ["Group y and Group z together", ["92%", "8%"], null],
  ]);
  expect(part.matrix.rows[1]?.cells[0]?.percent).toBeCloseTo(100 / 3, 9);
});

test("400 groups and 20 choices are all there", () => {
  const ids = Array.from({ length: 20 }, (_, index) => `choice-${index}`);
  const even = counted("single", Object.fromEntries(ids.map((id) => [id, 5])));
  const blocks = Array.from({ length: 400 }, (_, index) => ({ groups: [`g${index}`], figures: even }));

  const [bars, matrix] = parts(grouped(choice("single", ids), even, blocks));

  expect(bars?.kind === "chart" && bars.chart.rows).toHaveLength(20);
  expect(matrix?.kind === "matrix" && matrix.matrix.rows).toHaveLength(401);
});

test("lower bounds of several choices are drawn as such, beside what is told exactly", () => {
  const of = results(
    [choice("multiple", ["a", "b", "c"])],
    [
      result("multiple", {
        shown: "atLeast",
        n: 40,
        atLeast: [{ key: "a", count: 38, share: 95 }],
        others: [{ key: "b", count: 10, share: 25, interval: null }],
      }),
    ],
  );

  const drawn = chart(of);

  expect(drawn.rows.map(({ id, numbers, bars }) => [id, numbers[0], bars[0]?.width])).toEqual([
    ["a", "≥ 95%", 95],
    ["b", "25%", 25],
  ]);
});

test("an old release is drawn by each answer, since its bands can't be told, and says that it is rounded", () => {
  const about = formatterFor("en", true);
  const old = figures(28, { shares: shares({ 1: 5, 2: 10, 3: 25, 4: 40, 5: 20 }), mean: mean(3.6) });
  const of = results([scale("trust")], [result("trust", old)]);

  const [means, answers] = parts(of, "share", about);

  expect(means?.kind === "chart" && means.chart.bars).toBeNull();
  expect(chart(of, 0, "share", about).rows[0]).toMatchObject({ aside: "n ≈ 28", numbers: ["3.6"] });
  expect(answers?.kind === "chart" && answers.chart.rows.map(({ numbers }) => numbers[0])).toEqual([
    "≈ 5%",
    "≈ 10%",
    "≈ 25%",
    "≈ 40%",
    "≈ 20%",
  ]);
});

test("of 5 to 9 answers an old release tells a mean, or nothing, in each group", () => {
  const small = [{ groups: ["a"], figures: figures(7) }];
  const changed = chart(
    grouped(change("all"), figures(90, { shares: shares({ better: 25, same: 64, worse: 11 }) }), small),
  );
  const recommended = chart(
    grouped(recommend("nps"), figures(90, { shares: shares({ 9: 100 }), mean: mean(9), score: mean(100) }), [
      { groups: ["a"], figures: figures(7, { mean: mean(8.3) }) },
    ]),
  );

  expect(changed.rows[1]).toMatchObject({ numbers: [], note: "Too few answers for shares." });
  expect(recommended.rows[1]).toMatchObject({
    numbers: [],
    note: "The mean is 8.3. Too few answers for shares.",
  });
});

test("there is no picture of comments, of nobody's answers, of what is not told, or of one lower bound", () => {
  const none = [
    results([text("wishes")], [result("wishes", figures(40))]),
    results([scale("trust")], [result("trust", figures(0, { shares: [] }))]),
    results([scale("trust")], [result("trust", untold)]),
    results([choice("single", ["a"])], [result("single", figures(7))]),
    results([change("all")], [result("all", figures(7))]),
    results(
      [choice("single", ["a", "b"])],
      [
        result("single", {
          shown: "atLeast",
          n: 347,
          atLeast: [{ key: "a", count: 345, share: 99 }],
          others: [],
        }),
      ],
    ),
  ];

  expect(none.map((of) => parts(of))).toEqual(none.map(() => []));
});

test("an order by size leaves the answers themselves as they were", () => {
  const answers = answersTo(choice("single", ["a", "b"]), ["sv"], formatterFor("en"));

  inOrder(answers, shares({ b: 100 }), "share");

  expect(answers.map(({ key }) => key)).toEqual(["a", "b"]);
});

import type { QuestionResult, Results } from "bot/surveys/contract";
import { expect, test } from "vitest";
import {
  change,
  choice,
  figures,
  formatterFor,
  inAll,
  mean,
  recommend,
  released,
  result,
  results,
  scale,
  shares,
  text,
} from "#features/surveys/results/testing.ts";
import { answersTo, inOrder, linesOf } from "./answers.ts";
import { partsOf } from "./parts.ts";

const formatter = formatterFor("en");

/** The parts of the first question's picture. */
function parts(of: Results, order: "share" | "question" = "share") {
  const [question] = of.questions;
  const [figured] = of.release?.questions ?? [];
  if (!question || !figured || !of.release) throw new Error("nothing to draw");
  const shares = figured.total.shown ? (figured.total.shares ?? []) : [];
  const choices = question.type === "single" || question.type === "multiple";
  const answers = inOrder(answersTo(question, of.languages, formatter), shares, choices ? order : "question");
  return partsOf(
    question,
    linesOf(figured, of, formatter),
    answers,
    of.languages,
    of.release.thresholds,
    formatter,
  );
}

function chart(of: Results, at = 0, order: "share" | "question" = "share") {
  const part = parts(of, order)[at];
  if (part?.kind !== "chart") throw new Error("no chart");
  return part.chart;
}

const grouped = (
  question: Results["questions"][number],
  total: QuestionResult["total"],
  groups: QuestionResult["groups"],
) =>
  results([question], [result(question.id, total, { groups })], {
    backgrounds: [
      {
        id: "role",
        text: inAll("Role"),
        choices: groups.map(({ id }) => ({ id, text: inAll(`Group ${id}`) })),
      },
    ],
    release: released([result(question.id, total, { groups })], {
      segment: { backgroundId: "role", groups: [], unstated: null },
    }),
  });

const spread = shares({ 1: 5, 2: 10, 3: 25, 4: 40, 5: 20 });

test("a scale is a bar in three bands with its numbers, and its mean as a dot", () => {
  const drawn = chart(
    results([scale("trust")], [result("trust", figures(347, { shares: spread, mean: mean(3.6, [3, 4]) }))]),
  );

  expect(drawn.columns.map(({ label }) => label)).toEqual(["1–2", "3", "4–5", "Mean"]);
  expect(drawn.rows[0]).toMatchObject({
    aside: "n = 347",
    numbers: ["15%", "25%", "60%", "3.6"],
    dot: { at: 65, interval: [50, 75] },
    note: null,
  });
  expect(drawn.bars?.ends?.map((end) => end.text)).toEqual(["dåligt", "bra"]);
});

test("groups stand under everybody in their own order, and hidden ones say why", () => {
  const drawn = chart(
    grouped(scale("trust"), figures(347, { shares: spread, mean: mean(3.6) }), [
      { id: "a", figures: figures(88, { shares: spread, mean: mean(4) }) },
      { id: "b", figures: { shown: false, reason: "few" } },
      { id: "c", figures: { shown: false, reason: "complement" } },
      { id: "d", figures: { shown: false, reason: "same" } },
      { id: "e", figures: figures(7, { mean: mean(3.9) }) },
    ]),
  );

  expect(drawn.rows.map(({ label, aside, note }) => [label.text, aside, note])).toEqual([
    ["Everyone", "n = 347", null],
    ["Group a", "n = 88", null],
    ["Group b", null, "Not shown: fewer than 5 answers."],
    ["Group c", null, "Not shown: it could otherwise be worked out what a few people answered."],
    [
      "Group d",
      null,
      "Not shown: everyone answered the same, and the figure would tell what each person answered.",
    ],
    ["Group e", "n = 7", "Only the mean: too few answers for shares."],
  ]);
  expect(drawn.rows[2]).toMatchObject({ numbers: [], bars: [], dot: null });
  expect(drawn.rows[5]).toMatchObject({ numbers: ["", "", "", "3.9"], bars: [] });
});

test("a scale that few answered shows its mean alone", () => {
  const drawn = chart(results([scale("trust")], [result("trust", figures(7, { mean: mean(3) }))]));

  expect(drawn.bars).toBeNull();
  expect(drawn.columns.map(({ label }) => label)).toEqual(["Mean"]);
  expect(drawn.rows[0]).toMatchObject({ numbers: ["3.0"], dot: { at: 50, interval: null }, note: null });
});

test("a group of few in a change has neither shares nor mean, and in recommending only a mean", () => {
  const small = [{ id: "a", figures: figures(7) }];
  const changed = chart(
    grouped(change("all"), figures(90, { shares: shares({ better: 25, same: 64, worse: 11 }) }), small),
  );
  const recommended = chart(
    grouped(recommend("nps"), figures(90, { shares: shares({ 9: 100 }), mean: mean(9), score: mean(100) }), [
      { id: "a", figures: figures(7, { mean: mean(8.3) }) },
    ]),
  );

  expect(changed.rows[1]).toMatchObject({ numbers: [], note: "Too few answers for shares." });
  expect(recommended.rows[1]).toMatchObject({
    numbers: [],
    note: "The mean is 8.3. Too few answers for shares.",
  });
});

test("recommending is drawn by band and by each of 0 to 10, as wide as the largest share", () => {
  const total = figures(347, {
    shares: shares({ 0: 10, 7: 20, 10: 40 }),
    mean: mean(8),
    score: mean(-20, [-30, -10]),
  });
  const of = results([recommend("nps")], [result("nps", total)]);

  expect(chart(of).rows[0]).toMatchObject({
    numbers: ["10%", "20%", "40%", "-20"],
    dot: { at: 40, interval: [35, 45] },
  });
  const rows = chart(of, 1).rows;
  expect(rows).toHaveLength(11);
  expect(rows[0]?.bars).toEqual([{ fill: "low", start: 0, width: 25 }]);
  expect(rows[7]?.bars).toEqual([{ fill: "middle", start: 0, width: 50 }]);
  expect(rows[10]?.bars).toEqual([{ fill: "high", start: 0, width: 100 }]);
});

test("choices stand with the largest share first, equal ones as in the question, or all as in the question", () => {
  const of = results(
    [choice("multiple", ["a", "b", "c"])],
    [result("multiple", figures(40, { shares: shares({ a: 10, b: 60, c: 60 }) }))],
  );

  expect(chart(of).rows.map(({ id }) => id)).toEqual(["b", "c", "a"]);
  expect(chart(of, 0, "question").rows.map(({ id }) => id)).toEqual(["a", "b", "c"]);
});

test("choices by groups are a table with the same order as the bars", () => {
  const part = parts(
    grouped(choice("single", ["a", "b"]), figures(40, { shares: shares({ a: 30, b: 70 }) }), [
      { id: "x", figures: figures(30, { shares: shares({ a: 100 }) }) },
      { id: "y", figures: { shown: false, reason: "few" } },
    ]),
  )[1];

  if (part?.kind !== "matrix") throw new Error("no matrix");
  expect(part.matrix.columns.map((column) => column.text)).toEqual(["b", "a"]);
  expect(
    part.matrix.rows.map(({ label, cells, note }) => [label.text, cells.map((cell) => cell.text), note]),
  ).toEqual([
    ["Everyone", ["70%", "30%"], null],
    ["Group x", ["0%", "100%"], null],
    ["Group y", [], "Not shown: fewer than 5 answers."],
  ]);
});

test("400 groups and 20 choices are all there", () => {
  const ids = Array.from({ length: 20 }, (_, index) => `choice-${index}`);
  const even = figures(100, { shares: shares(Object.fromEntries(ids.map((id) => [id, 5]))) });
  const groups = Array.from({ length: 400 }, (_, index) => ({ id: `g${index}`, figures: even }));

  const [bars, matrix] = parts(grouped(choice("single", ids), even, groups));

  expect(bars?.kind === "chart" && bars.chart.rows).toHaveLength(20);
  expect(matrix?.kind === "matrix" && matrix.matrix.rows).toHaveLength(401);
});

test("there is no picture of comments, of nobody's answers, or of what is hidden", () => {
  const none = [
    results([text("wishes")], [result("wishes", figures(40))]),
    results([scale("trust")], [result("trust", figures(0, { shares: [] }))]),
    results([scale("trust")], [result("trust", { shown: false, reason: "few" })]),
    results([choice("single", ["a"])], [result("single", figures(7))]),
    results([recommend("nps")], [result("nps", figures(7, { mean: mean(8) }))]),
  ];

  expect(none.map((of) => parts(of))).toEqual([[], [], [], [], []]);
});

test("an order by share leaves the answers themselves as they were", () => {
  const answers = answersTo(choice("single", ["a", "b"]), ["sv"], formatter);

  inOrder(answers, shares({ b: 100 }), "share");

  expect(answers.map(({ key }) => key)).toEqual(["a", "b"]);
});

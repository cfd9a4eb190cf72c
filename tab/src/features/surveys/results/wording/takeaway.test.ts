import type { Question, QuestionResult } from "bot/surveys/contract";
import { expect, test } from "vitest";
import { answersTo } from "#features/surveys/results/charts/answers.ts";
import {
  change,
  choice,
  figures,
  formatterFor,
  mean,
  recommend,
  released,
  result,
  scale,
  shares,
  text,
} from "#features/surveys/results/testing.ts";
import { plain } from "./localized.ts";
import { takeaway } from "./takeaway.ts";

const release = released([]);

function said(language: "sv" | "fi" | "en", question: Question, figured: Partial<QuestionResult>) {
  const formatter = formatterFor(language);
  const whole = result(question.id, { shown: false, reason: "few" }, figured);
  const answers = answersTo(question, ["sv", "fi", "en"], formatter);
  // Intl writes a no-break space before "%".
  return plain(takeaway(question, whole, answers, release, formatter)).replaceAll("\u00a0", " ");
}

test("a change is said in the three shares, in each language", () => {
  const total = figures(347, { shares: shares({ better: 25, same: 64, worse: 11 }) });

  expect(said("sv", change("all"), { total })).toBe(
    "25 % tycker att det har blivit bättre, 64 % att det är lika bra och 11 % att det har blivit sämre.",
  );
  expect(said("fi", change("all"), { total })).toBe(
    "Paremmaksi tilanteen arvioi 25 %, yhtä hyväksi 64 % ja huonommaksi 11 % vastaajista.",
  );
  expect(said("en", change("all"), { total })).toBe(
    "25% say it has become better, 64% as good and 11% worse.",
  );
});

test("a scale is said by its mean and by those who gave 4 or 5", () => {
  const total = figures(347, { shares: shares({ 1: 2, 2: 5, 3: 12, 4: 50, 5: 31 }), mean: mean(4.03) });

  expect(said("sv", scale("trust"), { total })).toBe("Medeltalet är 4,0 av 5. 81 % gav 4 eller 5.");
  expect(said("fi", scale("trust"), { total })).toBe(
    "Keskiarvo on 4,0/5. Arvosanan 4 tai 5 antoi 81 % vastaajista.",
  );
});

test("recommending is said by its score, with a sign", () => {
  const total = figures(347, {
    shares: shares({ 3: 18, 8: 30, 9: 22, 10: 30 }),
    mean: mean(8.1),
    score: mean(34, [27, 41]),
  });

  expect(said("sv", recommend("nps"), { total })).toBe(
    "Rekommendationsindex är +34: 52 % gav 9–10 och 18 % gav 0–6.",
  );
  expect(said("en", recommend("nps"), { total: { ...total, score: mean(-5) } })).toContain("score is -5:");
});

test("a choice is said by its most common answer, in that answer's own words", () => {
  const total = figures(40, { shares: shares({ rådgivning: 45, nätverk: 55 }) });

  expect(said("sv", choice("single", ["rådgivning", "nätverk"]), { total })).toBe(
    "Vanligaste svaret, 55 %: nätverk",
  );
  expect(said("sv", choice("multiple", ["rådgivning", "nätverk"]), { total })).toBe(
    "Flest valde, 55 %: nätverk",
  );
});

test("answers that share the first place are named together, many of them only counted", () => {
  const two = figures(40, { shares: shares({ a: 40, b: 40, c: 20 }) });
  const twenty = Array.from({ length: 20 }, (_, index) => `val ${index}`);
  const even = figures(400, { shares: shares(Object.fromEntries(twenty.map((id) => [id, 5]))) });

  expect(said("sv", choice("single", ["a", "b", "c"]), { total: two })).toBe(
    "Delar första plats, 40 % var: a och b",
  );
  expect(said("sv", choice("single", twenty), { total: even })).toBe("20 svar delar första plats, 5 % var.");
});

test("an answer in another language than the reader's keeps its language", () => {
  const formatter = formatterFor("fi");
  const question = choice("single", ["rådgivning"]);
  const total = figures(40, { shares: shares({ rådgivning: 100 }) });
  const answers = answersTo(question, ["sv"], formatter);

  const sentence = takeaway(question, result("single", total), answers, release, formatter);

  expect(sentence.at(-1)).toEqual({ text: "rådgivning", language: "sv" });
});

test("5 to 9 answers give the mean, and say why there is no more", () => {
  expect(said("sv", scale("trust"), { total: figures(7, { mean: mean(3.9) }) })).toBe(
    "Medeltalet är 3,9 på skalan 1–5. Svaren är för få för att visa hur de fördelar sig.",
  );
  expect(said("sv", recommend("nps"), { total: figures(7, { mean: mean(8.2) }) })).toContain(
    "på skalan 0–10",
  );
  expect(said("sv", change("all"), { total: figures(7) })).toBe(
    "Svaren är för få för att visa hur de fördelar sig.",
  );
});

test.each([
  ["few", "Visas inte: färre än 5 svar."],
  ["complement", "Visas inte: annars kunde det räknas ut vad några få svarade."],
  ["same", "Visas inte: alla svarade lika, och talet skulle berätta vad var och en svarade."],
] as const)("a result that is hidden (%s) says so, and why", (reason, words) => {
  expect(said("sv", scale("trust"), { total: { shown: false, reason } })).toBe(words);
});

test("comments are counted, or said to be hidden by the comments' own limit", () => {
  expect(said("sv", text("wishes"), { comments: { shown: true, texts: ["Snabbare svar"] } })).toBe(
    "1 kommentar.",
  );
  expect(said("en", text("wishes"), { comments: { shown: true, texts: ["a", "b"] } })).toBe(
    "2 comments, in mixed order.",
  );
  expect(said("sv", text("wishes"), { comments: { shown: false, reason: "few" } })).toBe(
    "Visas inte: färre än 10 kommentarer.",
  );
});

test("a question that nobody answered says that", () => {
  expect(said("sv", scale("trust"), { total: figures(0, { shares: [] }) })).toBe(
    "Ingen har svarat på frågan.",
  );
  expect(said("sv", choice("single", []), { total: figures(12, { shares: [] }) })).toBe(
    "Ingen har svarat på frågan.",
  );
});

test("comments of a survey that is still open come when it has closed", () => {
  const formatter = formatterFor("sv");
  const open = { ...release, final: false };

  const sentence = takeaway(
    text("wishes"),
    result("wishes", { shown: false, reason: "few" }),
    [],
    open,
    formatter,
  );

  expect(plain(sentence)).toBe("Kommentarerna visas när enkäten har stängts.");
});

test("in a signed survey too few means nobody", () => {
  const formatter = formatterFor("sv");
  const signed = { ...release, thresholds: { ratings: 1, comments: 1, complement: 0 } };

  const sentence = takeaway(
    scale("trust"),
    result("trust", { shown: false, reason: "few" }),
    [],
    signed,
    formatter,
  );

  expect(plain(sentence)).toBe("Ingen har svarat på frågan.");
});

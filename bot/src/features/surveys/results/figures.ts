import type { Figures, Question, Share } from "#features/surveys/contract.ts";
import { keysOf } from "#features/surveys/survey/survey.ts";
import { meanInterval, meanOf, scoreInterval, wilsonInterval } from "./interval.ts";
import type { Cell } from "./tally.ts";

/** How finely a cell may be told. `share`: percentage points; `digits`: decimals of a mean. */
type Detail = { share: number; digits: number };

/** From 30 answers, and where answers are signed: whole percent. */
const fine: Detail = { share: 1, digits: 2 };
/** From 10: shares to five points. */
const coarse: Detail = { share: 5, digits: 1 };

/**
 * The figures of a cell that may be shown: means from the fewest, shares from 10 answers (to five percentage points), and
 * in whole percent from 30. Intervals from 10. `told` is the number of answers as it is published.
 */
export function figuresOf(question: Question, cell: Cell, told: number, isSigned: boolean): Figures {
  const detail = isSigned || cell.n >= 30 ? fine : cell.n >= 10 ? coarse : null;
  const hasIntervals = cell.n >= 10;
  return {
    shown: true,
    n: told,
    shares: detail && question.type !== "text" ? sharesOf(question, cell, told, detail, hasIntervals) : null,
    mean:
      question.type === "scale" || question.type === "recommend"
        ? meanFigure(question, cell, detail, hasIntervals)
        : null,
    score: detail && question.type === "recommend" ? scoreOf(cell, detail, hasIntervals) : null,
  };
}

function sharesOf(
  question: Question,
  cell: Cell,
  told: number,
  detail: Detail,
  hasIntervals: boolean,
): Share[] {
  return keysOf(question).map((key, at) => {
    const exact = (cell.counts[at] ?? 0) / cell.n;
    const share = rounded(exact * 100, detail.share);
    // The interval of a share that is told to five points is that of the told share: the exact one would give it away.
    const [low, high] = wilsonInterval(detail === coarse ? share / 100 : exact, told);
    return { key, share, interval: hasIntervals ? [rounded(low * 100, 1), rounded(high * 100, 1)] : null };
  });
}

function meanFigure(
  question: Question,
  { counts }: Cell,
  detail: Detail | null,
  hasIntervals: boolean,
): Figures["mean"] {
  const answers = keysOf(question).map((key, at) => ({ value: Number(key), count: counts[at] ?? 0 }));
  const digits = detail?.digits ?? coarse.digits;
  const interval = hasIntervals ? meanInterval(answers) : undefined;
  return {
    value: decimals(meanOf(answers), digits),
    interval: interval ? [decimals(interval[0], digits), decimals(interval[1], digits)] : null,
  };
}

/** 0-6 are detractors, 9 and 10 promoters. */
function scoreOf({ counts, n }: Cell, detail: Detail, hasIntervals: boolean): Figures["score"] {
  const of = (from: number, before: number) =>
    counts.slice(from, before).reduce((all, count) => all + count, 0);
  const [detractors, promoters] = [of(0, 7), of(9, 11)];
  const [low, high] = scoreInterval(promoters, detractors, n);
  return {
    value: rounded(((promoters - detractors) / n) * 100, detail.share),
    interval: hasIntervals ? [rounded(low * 100, detail.share), rounded(high * 100, detail.share)] : null,
  };
}

/** To the nearest step, halves upwards; never -0. */
const rounded = (value: number, step: number) => Math.round(value / step) * step + 0;

const decimals = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;

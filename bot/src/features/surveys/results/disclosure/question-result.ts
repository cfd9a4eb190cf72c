import type { Coded, Figures, Question, QuestionResult, Untold } from "#features/surveys/contract.ts";
import { figuresOf, leastShareOf, shareOf } from "#features/surveys/results/figures.ts";
import type { Cell } from "#features/surveys/results/tally.ts";
import { keysOf } from "#features/surveys/survey/options.ts";
import type { Node } from "./groups.ts";
import { type Arrival, arrivalOf, boundsOf } from "./interim.ts";
import { together } from "./passes.ts";
import type { Safeguards } from "./safeguards.ts";
import { tablesBy } from "./tables.ts";

/** `steps`: of arrival, the last one being what came after those that may be told while the survey is open. */
export type Scope = { steps: number; final: boolean; segment: Segment | undefined };
/** Groups by their place in the background, the last one of those who stated none, and how they may be joined. */
export type Segment = { backgroundId: string; groupIds: readonly string[]; tree: Node | undefined };

/** All that is told of one question to those who see no names, but for its comments. */
export function resultOf(
  question: Question,
  cells: readonly Cell[],
  { steps, final, segment }: Scope,
  safeguards: Safeguards,
): Omit<QuestionResult, "comments"> {
  const { id } = question;
  const arrival = arrivalIn(question, cells, steps, final, safeguards);
  const total = totalOf(question, arrival, safeguards);
  if (total.shown === "no") return { id, total, uncounted: 0, dontKnow: null, leftOut: null, tables: [] };

  const uncounted = arrival.told === "no" ? 0 : arrival.uncounted;
  const inScope = cells.filter(({ step }) => final || step < steps - 1);
  const dontKnow = sum(inScope.map((cell) => cell.dontKnow));
  const asked = sum(inScope.map((cell) => cell.asked));
  return {
    id,
    total,
    uncounted,
    dontKnow: question.type !== "text" && question.dontKnow ? dontKnow : null,
    leftOut: asked - total.n - uncounted - dontKnow,
    tables:
      final && segment && arrival.told === "exact" && (arrival.isFull || !safeguards.stops)
        ? tableOf(question, cells, arrival.blocks, segment, safeguards)
        : [],
  };
}

/** How many wrote something is no secret, but only told at the end, with what they wrote. */
function arrivalIn(
  { type }: Question,
  cells: readonly Cell[],
  steps: number,
  final: boolean,
  safeguards: Safeguards,
): Arrival {
  if (type === "text") return arrivalOf([...(final ? [] : [nobody]), together(cells)], final, safeguards);
  const byStep = Map.groupBy(cells, ({ step }) => step);
  const counts = Array.from({ length: steps }, (_, step) => together(byStep.get(step) ?? []));
  return arrivalOf(counts, final, safeguards);
}

function totalOf(question: Question, arrival: Arrival, safeguards: Safeguards): Figures | Coded | Untold {
  if (arrival.told === "no") return { shown: "no" };
  if (arrival.told === "exact") return figuresOf(question, arrival.all);
  const several = question.type === "multiple";
  const { n, atLeast, others } = boundsOf(arrival.before, arrival.rest, several, safeguards);
  const keys = keysOf(question);
  const named = ({ key, count }: { key: number; count: number }) => ({ key: keys[key] ?? "", count });
  return {
    shown: "atLeast",
    n,
    atLeast: atLeast.map(named).map(({ key, count }) => ({ key, count, share: leastShareOf(count, n) })),
    others: others.map(named).map(({ key, count }) => shareOf(key, count, n)),
  };
}

function tableOf(
  question: Question,
  cells: readonly Cell[],
  arrival: readonly (readonly number[])[],
  { backgroundId, groupIds, tree }: Segment,
  safeguards: Safeguards,
): QuestionResult["tables"] {
  if (question.type === "text") return [];
  const blockOfStep = new Map(arrival.flatMap((steps, block) => steps.map((step) => [step, block] as const)));
  const counted = cells.filter(({ step }) => blockOfStep.has(step));
  const [blocks = []] = tablesBy(counted, ({ step }) => blockOfStep.get(step), [tree], safeguards);
  if (blocks.length === 0) return [];
  return [
    {
      backgroundId,
      blocks: blocks.map(({ groups, counts }) => ({
        groups: groups.map((group) => groupIds[group] ?? ""),
        figures: figuresOf(question, counts),
      })),
    },
  ];
}

const nobody = { n: 0, counts: [] };

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);

import type {
  Comments,
  Draft,
  Figures,
  Hidden,
  Kind,
  Question,
  QuestionResult,
  Release,
} from "#features/surveys/contract.ts";
import type { Survey } from "#features/surveys/survey/survey.ts";
import { audit, type PublishedTable } from "./audit.ts";
import { figuresOf } from "./figures.ts";
import { hiddenGroups, type Rules, rulesFor, toldOf, toldUnknown, whyHidden } from "./suppression.ts";
import { ballotCells, type Cell, cellsOf, type Tally, together } from "./tally.ts";

/** A whole number from 0 up to, not including, `below`; comments are shuffled by it, so it must be cryptographic. */
export type Random = (below: number) => number;

export type Releasing = { round: number; final: boolean; now: Date; random: Random };

const newAnswers = 5;
const betweenReleasesMs = 5_000;

/**
 * The one door through which numbers leave the ballot box; everything that anyone sees was made here.
 *
 * - A group is shown from `thresholds.ratings` answers, comments from `thresholds.comments`.
 * - What is left over when the shown groups are taken from the total is nobody, or `thresholds.complement` people who did
 *   not all answer alike; else the next smallest group is hidden too. Those who stated no group count as hidden.
 * - A group that is hidden among the respondents is hidden in every question, or the one would give the other away.
 * - Up to ten answers that are all alike are hidden.
 * - Those who left a question out or did not know are told in fives.
 * - An interim release of a live survey holds totals only. In a signed survey nothing is hidden.
 *
 * Two releases of one tally differ in the order of comments alone. If the audit of the finished release finds a way to
 * work out fewer people than the threshold, nothing is released: that is a bug.
 */
export function release(
  survey: Pick<Survey, "draft" | "thresholds">,
  tally: Tally,
  releasing: Releasing,
): Release {
  const { draft, thresholds } = survey;
  const { round, final, now, random } = releasing;
  const rules = rulesFor(draft.kind, thresholds);
  const isWhole = final || rules.isSigned;

  const respondents = ballotCells(tally);
  const everyone = together(respondents);
  const hidden = hiddenGroups(respondents, new Set(), rules);
  const groupIds = isWhole ? segmentIds(draft) : [];

  const made: Release = {
    round,
    final,
    releasedAt: now.toISOString(),
    respondents: whyHidden(everyone, rules) ? null : everyone.n,
    thresholds: rules.thresholds,
    segment: isWhole ? segmentOf(draft, respondents, hidden) : null,
    questions: tally.questions.map((each) => ({
      ...resultOf(each.question, cellsOf(tally, each), groupIds, hidden, rules),
      comments: isWhole ? commentsOf(each.question, each.comments, rules, random) : null,
    })),
    signed: rules.isSigned
      ? tally.signed.toSorted((one, other) => one.name.localeCompare(other.name, "sv"))
      : null,
  };

  const { ratings, complement } = rules.thresholds;
  const [leak] = audit(tablesOf(made, tally), Math.min(ratings, complement));
  if (leak) throw new Error(`The release would leak in table ${leak.table}; nothing was released.`);
  return made;
}

/**
 * Whether an open survey's totals may be released again: at least five new answers and five seconds since the last
 * time. Signed answers need no company; sealed ones are not released before the close.
 */
export function mayRelease(
  latest: { ballots: number; releasedAt: Date } | undefined,
  ballots: number,
  kind: Kind,
  now: Date,
): boolean {
  if (kind === "sealed") return false;
  const isRested = !latest || now.getTime() - latest.releasedAt.getTime() >= betweenReleasesMs;
  return isRested && (kind === "signed" || ballots - (latest?.ballots ?? 0) >= newAnswers);
}

function resultOf(
  question: Question,
  cells: Cell[],
  groupIds: string[],
  hidden: ReadonlySet<number>,
  rules: Rules,
): Omit<QuestionResult, "comments"> {
  const all = together(cells);
  const total = shownOrHidden(question, all, whyHidden(all, rules), rules);
  const hasUnknown = total.shown && question.type !== "text" && question.dontKnow;
  const hiddenHere = hiddenGroups(cells, hidden.union(new Set([unstatedAt(cells)])), rules);

  const figuresAt = (at: number) => {
    const cell = cells[at] ?? nobody;
    const isHidden = !total.shown || hiddenHere.has(at);
    // Never "same": with the total it would tell what they all said.
    const reason = cell.n < rules.thresholds.ratings ? "few" : isHidden ? "complement" : undefined;
    return shownOrHidden(question, cell, reason, rules);
  };
  return {
    id: question.id,
    total,
    dontKnow: hasUnknown ? toldUnknown(all, rules) : null,
    groups: question.type === "text" ? [] : groupIds.map((id, at) => ({ id, figures: figuresAt(at) })),
  };
}

function shownOrHidden(
  question: Question,
  cell: Cell,
  reason: Hidden["reason"] | undefined,
  rules: Rules,
): Figures | Hidden {
  return reason ? { shown: false, reason } : figuresOf(question, cell, toldOf(cell, rules), rules.isSigned);
}

function commentsOf(
  question: Question,
  texts: string[],
  { thresholds }: Rules,
  random: Random,
): Comments | null {
  if (question.type !== "text") return null;
  if (texts.length < thresholds.comments) return { shown: false, reason: "few" };
  return { shown: true, texts: shuffled(texts, random) };
}

/** Fisher and Yates, inside out: every order is equally likely. */
function shuffled(texts: string[], random: Random): string[] {
  const order: string[] = [];
  for (const text of texts) {
    const at = random(order.length + 1);
    const moved = order[at];
    order[at] = text;
    if (moved !== undefined) order.push(moved);
  }
  return order;
}

function segmentOf(draft: Draft, respondents: Cell[], hidden: ReadonlySet<number>): Release["segment"] {
  if (draft.segmentBy === null) return null;
  const told = respondents.map(({ n }, at) => (hidden.has(at) ? null : n));
  const groups = segmentIds(draft).map((id, at) => ({ id, n: told[at] ?? null }));
  return { backgroundId: draft.segmentBy, groups, unstated: told.at(-1) ?? null };
}

/** What a finished release says of whom: read off the release itself, so that the audit trusts nothing above. */
export function tablesOf(made: Release, tally: Tally): PublishedTable[] {
  const groups = Array.from(tally.groups, (_, at) => at);
  const table = (
    name: string,
    cells: Cell[],
    hasTotal: boolean,
    shown: (at: number) => boolean,
  ): PublishedTable => ({
    name,
    people: cells.map(({ n }) => n),
    cells: [...(hasTotal ? [groups] : []), ...groups.filter(shown).map((at) => [at])],
  });

  const numbers = made.segment ? [...made.segment.groups.map(({ n }) => n), made.segment.unstated] : [];
  const respondents = table(
    "respondents",
    ballotCells(tally),
    made.respondents !== null,
    (at) => numbers[at] != null,
  );
  const questions = tally.questions.map((each) => {
    const result = made.questions.find(({ id }) => id === each.question.id);
    const isShown = (at: number) => result?.groups[at]?.figures.shown ?? false;
    return table(each.question.id, cellsOf(tally, each), result?.total.shown ?? false, isShown);
  });
  return [respondents, ...questions];
}

const segmentIds = ({ backgrounds, segmentBy }: Draft): string[] =>
  backgrounds.find(({ id }) => id === segmentBy)?.choices.map(({ id }) => id) ?? [];

const unstatedAt = (cells: Cell[]) => cells.length - 1;

const nobody: Cell = { asked: 0, n: 0, dontKnow: 0, counts: [] };

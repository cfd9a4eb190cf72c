import type { outcomes as contractOutcomes, Outcome, SendingView } from "bot/sending/contract";

type Target = SendingView["targets"][number];

/** The contract's outcomes, without bringing its zod here: the type holds the values, so another list does not compile. */
const outcomes: typeof contractOutcomes = [
  "scheduled",
  "queued",
  "sending",
  "sent",
  "blocked",
  "gone",
  "unknown",
  "cancelled",
];

const fewShown = 10;
const mostShown = 50;
const soonMs = 1_500;
const laterMs = 15_000;
const manyTargets = 300;

export const totalOf = ({ progress }: Pick<SendingView, "progress">): number =>
  outcomes.reduce((sum, outcome) => sum + progress[outcome], 0);

/** Not posted, and still to be. */
export const waitingCount = ({ progress }: Pick<SendingView, "progress">): number =>
  progress.scheduled + progress.queued + progress.sending;

/** What there is to tell of, in the order of a target's life. */
export const outcomesIn = ({ progress }: Pick<SendingView, "progress">): Outcome[] =>
  outcomes.filter((outcome) => progress[outcome] > 0);

export const isUnderway = ({ state, progress }: Pick<SendingView, "state" | "progress">): boolean =>
  state === "sending" || progress.sending > 0;

/** How long until the page asks again; false when nothing changes by itself. A long sending is asked about less often. */
export function askAgainMs(sendings: readonly SendingView[], nowMs: number): number | false {
  const delays = sendings.flatMap((sending) => {
    if (isUnderway(sending)) return [totalOf(sending) < manyTargets ? soonMs : 2 * soonMs];
    if (sending.state !== "scheduled") return [];
    return [Math.min(Math.max(Date.parse(sending.at) - nowMs, soonMs), laterMs)];
  });
  return delays.length > 0 && Math.min(...delays);
}

/** What is shown of the targets before one asks for all: those that need a person, which come first, and some more. */
export function briefly(targets: readonly Target[]): Target[] {
  const urgentCount = targets.filter(({ mayRetry }) => mayRetry).length;
  return targets.slice(0, Math.max(fewShown, Math.min(urgentCount, mostShown)));
}

/** What surely did not arrive and may be sent again without risk. */
export const failed = ({ targets }: SendingView): Target[] =>
  targets.filter(({ outcome, mayRetry }) => mayRetry && outcome !== "unknown");

/** What may have arrived: sent again only if a person takes the risk of a double. */
export const maybeSent = ({ targets }: SendingView): Target[] =>
  targets.filter(({ outcome, mayRetry }) => mayRetry && outcome === "unknown");

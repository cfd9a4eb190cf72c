import type { Outcome, SendingView } from "bot/surveys/contract";

type Target = SendingView["targets"][number];

/** A sending as it stands now: what was scheduled for a time that has come is in the queue. */
export function asOf(nowMs: number, sending: SendingView): SendingView {
  if (sending.cancelled || Date.parse(sending.at) > nowMs) return sending;
  const targets = sending.targets.map(
    (target): Target => (target.outcome === "scheduled" ? { ...target, outcome: "queued" } : target),
  );
  return { ...sending, targets };
}

/** Not yet settled: the page asks again while there are any. */
export const underway: readonly Outcome[] = ["queued", "sending"];

export const isUnderway = ({ targets }: SendingView): boolean =>
  targets.some(({ outcome }) => underway.includes(outcome));

/** Waits for its time, and can still be stopped. */
export const isWaiting = ({ targets, cancelled }: SendingView): boolean =>
  !cancelled && targets.some(({ outcome }) => outcome === "scheduled");

/** What surely did not arrive and may be sent again without risk. */
export const failed = ({ targets }: SendingView): Target[] =>
  targets.filter(({ outcome, mayRetry }) => mayRetry && outcome !== "unknown");

/** What may have arrived: sent again only if a person takes the risk of a double. */
export const unknown = ({ targets }: SendingView): Target[] =>
  targets.filter(({ outcome, mayRetry }) => mayRetry && outcome === "unknown");

export const settledCount = ({ targets }: SendingView): number =>
  targets.filter(({ outcome }) => !underway.includes(outcome) && outcome !== "scheduled").length;

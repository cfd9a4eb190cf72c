import type { SessionView } from "bot/coffee/contract";
import type { Translate } from "#features/coffee/series/session/session-texts.ts";

/** How one stands, as sentences: the answer, whether it is to the series, and the seat. */
export function standingIn(
  t: Translate,
  { standing: { answer, fromSeries, seat }, hasSeatNews }: Pick<SessionView, "standing" | "hasSeatNews">,
): string {
  if (!answer) return t("standing.none");
  // Whoever waits does not come yet.
  const waits = hasSeatNews ? "standing.waiting" : "standing.waitingUntold";
  const said = seat?.has === false ? t(waits, { n: seat.waiting }) : t(`standing.${answer}`);
  return [said, seat?.has && t("standing.seat"), fromSeries && t("standing.fromSeries")]
    .filter(Boolean)
    .join(" ");
}

import type { Standing } from "bot/coffee/contract";
import type { Translate } from "./session-texts.ts";

/** How one stands, as sentences: the answer, whether it is to the series, and the seat. */
export function standingIn(t: Translate, { answer, fromSeries, seat }: Standing): string {
  if (!answer) return t("standing.none");
  // Whoever waits does not come yet.
  const said = seat?.has === false ? t("standing.waiting", { n: seat.waiting }) : t(`standing.${answer}`);
  return [said, seat?.has && t("standing.seat"), fromSeries && t("standing.fromSeries")]
    .filter(Boolean)
    .join(" ");
}

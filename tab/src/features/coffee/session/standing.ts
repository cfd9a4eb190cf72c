import type { Standing } from "bot/coffee/contract";
import type { Translate } from "./session-texts.ts";

/** How one stands, as sentences: the answer, whether it is to the series, and the seat. */
export function standingIn(t: Translate, { answer, fromSeries, seat }: Standing): string {
  if (!answer) return t("standing.none");
  return [t(`standing.${answer}`), fromSeries && t("standing.fromSeries"), seatIn(t, seat)]
    .filter(Boolean)
    .join(" ");
}

function seatIn(t: Translate, seat: Standing["seat"]): string {
  if (!seat) return "";
  return seat.has ? t("standing.seat") : t("standing.waiting", { n: seat.waiting });
}

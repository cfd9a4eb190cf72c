import type { Language, SessionRow } from "bot/coffee/contract";
import { dayIn, dayOf, timesIn } from "#features/coffee/days.ts";
import type { Translate } from "./session-texts.ts";

/** "torsdag 14 januari 2027 kl. 8.30–9.15 (Finlands tid)" */
export const whenIn = (t: Translate, language: Language, { startsAt, endsAt }: Span): string =>
  t("when", { day: dayIn(language, dayOf(startsAt)), times: timesIn(language, startsAt, endsAt) });

type Span = Pick<SessionRow, "startsAt" | "endsAt">;

/** What a moved session says: from which day, or that only its time is another. */
export const movedIn = (t: Translate, language: Language, { date, startsAt }: Moved): string =>
  dayOf(startsAt) === date ? t("moved.time") : t("moved.day", { day: dayIn(language, date) });

type Moved = Pick<SessionRow, "date" | "startsAt">;

import { z } from "zod";
import { type Ink, languageFor } from "#features/coffee/cards/card-context.ts";
import { date, languages, seriesId } from "#features/coffee/contract.ts";
import type { Session } from "#features/coffee/series/session.ts";
import type { CoffeeStore } from "#features/coffee/series/store.ts";
import type { Locale } from "#platform/i18n/texts.ts";
import { NotFound } from "#platform/refusal.ts";
import type { Turn } from "#platform/teams/turn.ts";
import type { Attending } from "./attendance.ts";

export type FindPorts = {
  store: Pick<CoffeeStore, "wasPostedIn" | "findSession">;
  attending: Pick<Attending, "standing">;
  inkFor(locale: Locale): Ink;
};

/** What every button of a card carries: which session, and the language that the card is in. */
export const shown = { series: seriesId, date, language: z.enum(languages).optional() };
type Shown = z.infer<z.ZodObject<typeof shown>>;

/** The session that a button belongs to, and what to answer with. */
export type Find = (turn: Turn, shown: Shown) => Promise<{ session: Session; ink: Ink }>;

/**
 * Only where it was posted: an id from elsewhere, or from another tenant, is as good as none. In one's own chat also
 * what one has answered elsewhere.
 */
export function findingIn({ store, attending, inkFor }: FindPorts): Find {
  return async ({ place, person, locale }, { series: id, date, language }) => {
    const isPosted = await store.wasPostedIn(place.tenantId, place.id, id, date);
    if (!isPosted && place.scope !== "personal") throw new NotFound("unknownSession");
    const session = await store.findSession(place.tenantId, id, date);
    if (session.series.removedAt) throw new NotFound("unknownSession");
    const isAnswered = isPosted || (await attending.standing(session, person.id)).answer !== null;
    if (!isAnswered) throw new NotFound("unknownSession");
    return { session, ink: inkFor(languageFor(session, language ?? locale)) };
  };
}

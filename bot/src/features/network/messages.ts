import type { Feature } from "#platform/feature.ts";
import type { Locale } from "#platform/i18n/texts.ts";
import type { Chats } from "#platform/teams/chats.ts";
import type { Person, Place } from "#platform/teams/turn.ts";
import { decidedCard, type Ink, joinCard, requestCard, welcomeCard } from "./card.ts";
import { ofRequest } from "./jobs.ts";
import { isIn, type Member } from "./member.ts";
import type { NetworkStore } from "./store.ts";

type Ports = {
  store: NetworkStore;
  chats: Chats;
  inkFor(locale: Locale): Ink;
  /** The language that a person has chosen, if they have. */
  languageOf(person: Person): Promise<Locale | null>;
};

/** What the network posts: drawn from how things are at that very time, or not at all if it no longer holds. */
export function networkMessages({
  store,
  chats,
  inkFor,
  languageOf,
}: Ports): NonNullable<Feature["messages"]> {
  async function readerOf(place: Place) {
    const id = await chats.personIn(place);
    if (id === undefined) return undefined;
    const locale = (await languageOf({ tenantId: place.tenantId, id, name: "" })) ?? place.locale ?? "sv";
    return { id, ink: inkFor(locale) };
  }

  /** As long as it is the same asking. */
  async function asked(subject: unknown): Promise<Member | undefined> {
    const { tenantId, personId, requestId } = ofRequest.parse(subject);
    const member = await store.find(tenantId, personId);
    return member?.requestId === requestId ? member : undefined;
  }

  return {
    async card(_, place) {
      const ink = inkFor(place.locale ?? "sv");
      return { card: joinCard(ink), summary: ink.t("title") };
    },

    async request(subject, place, deed) {
      const reader = await readerOf(place);
      const member = await asked(subject);
      const coordinator = reader && (await store.find(place.tenantId, reader.id));
      if (!reader) return undefined;
      const { ink } = reader;
      const isWaiting = member !== undefined && !isIn(member) && coordinator?.isCoordinator === true;
      if (isWaiting) {
        const summary = ink.t("request.title", { name: member.name });
        return { card: requestCard(member, ink), summary };
      }
      if (deed === "post") return undefined;
      const isShown = isIn(member) && coordinator?.isCoordinator === true;
      const card = decidedCard(isShown ? "approved" : "gone", isShown ? member.name : "", ink);
      return { card, summary: ink.t("request.goneTitle") };
    },

    async welcome(subject, place) {
      const reader = await readerOf(place);
      const member = await asked(subject);
      if (!reader || !isIn(member) || member.id !== reader.id) return undefined;
      return { card: welcomeCard(reader.ink), summary: reader.ink.t("welcome.title") };
    },
  };
}

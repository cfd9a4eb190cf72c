import type { Feature } from "#platform/feature.ts";
import type { Locale } from "#platform/i18n/texts.ts";
import { undefinedIfGone } from "#platform/refusal.ts";
import type { Chats } from "#platform/teams/chats.ts";
import type { Person, Place } from "#platform/teams/turn.ts";
import { doneCard, type Ink, newCard, titleOf } from "./card.ts";
import { orderWork } from "./jobs.ts";
import type { Order } from "./orders.ts";
import type { Sources } from "./queue.ts";
import { belongs } from "./rights.ts";
import type { OrderStore } from "./store.ts";
import type { Workers } from "./translators.ts";

type Ports = {
  store: OrderStore;
  sources: Sources;
  workers: Workers;
  chats: Chats;
  inkFor(locale: Locale): Ink;
  languageOf(person: Person): Promise<Locale | null>;
};

/** What is told of orders in people's own chats: drawn from how things are at that very time. */
export function translationMessages(ports: Ports): NonNullable<Feature["messages"]> {
  const { store, sources, workers, chats, inkFor, languageOf } = ports;

  async function reading(subject: unknown, place: Place) {
    const { tenantId, id } = orderWork.parse(subject);
    const order: Order | undefined = await store.find(tenantId, id).catch(undefinedIfGone);
    const personId = await chats.personIn(place);
    if (!order || personId === undefined) return undefined;
    const person = { tenantId, id: personId, name: "" };
    const ink = inkFor((await languageOf(person)) ?? place.locale ?? "sv");
    return { order, person, ink };
  }

  return {
    async new(subject, place, deed) {
      const read = await reading(subject, place);
      if (!read) return undefined;
      const { order, person, ink } = read;
      if (deed === "post" && order.state !== "waiting") return undefined;
      // Whoever has left since is told no more.
      if (!belongs(await workers.of(person))) return undefined;
      return { card: newCard(order, ink), summary: ink.t("new.summary") };
    },

    async done(subject, place) {
      const read = await reading(subject, place);
      if (!read || read.order.orderedBy?.id !== read.person.id) return undefined;
      const { order, ink } = read;
      const path = sources[order.kind].path(order.sourceId);
      return {
        card: doneCard(order, path, ink),
        summary: ink.t("done.title", { title: titleOf(order, ink.locale) }),
      };
    },
  };
}

import { randomUUID } from "node:crypto";
import type { Clock } from "#platform/jobs/clock.ts";
import { days, later } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { following } from "#platform/jobs/outbox.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import type { OrderInput, Source, Translatable, Viewer } from "#platform/translating.ts";
import { type Kind, type Language, languages } from "./contract.ts";
import { addTo, isActive, newOrder, type Order, toTranslate, withdraw, without } from "./orders.ts";
import type { OrderStore, Page } from "./store.ts";

export type Sources = Record<Kind, Translatable>;
export type OfOrder = { tenantId: string; id: string };
export type Queue = ReturnType<typeof queue>;

/** How often it is looked whether there still is something to translate. */
const checkMs = days(1);

type Ports = { store: OrderStore; sources: Sources; jobs: Jobs; clock: Clock };

export const ofOrder = ({ tenantId, id }: Order): OfOrder => ({ tenantId, id });

/** Orders made, changed and withdrawn; what follows from a change is planned before it. */
export function queue({ store, sources, jobs, clock }: Ports) {
  const now = () => clock.now();
  const sourceOf = ({ tenantId, kind, sourceId }: Order): Promise<Source | undefined> =>
    sources[kind].find(tenantId, sourceId);

  /** A deed and what follows from it: cards, and texts that flow back. */
  const change = (order: Order, deed: (newest: Order) => Order): Promise<Order> =>
    following({ jobs, clock }, [{ job: "translations/changed", work: ofOrder(order) }], () =>
      store.change(order, deed),
    );

  /** The order with its source; one whose source is gone is withdrawn by that. */
  async function settled(order: Order): Promise<{ order: Order; source: Source | undefined }> {
    const source = await sourceOf(order);
    if (source || !isActive(order)) return { order, source };
    return {
      order: await change(order, (newest) => (isActive(newest) ? withdraw(newest, now()) : newest)),
      source,
    };
  }

  async function orderOne(
    viewer: Viewer,
    about: { kind: Kind; sourceId: string; to: Language },
    source: Source,
    input: OrderInput,
  ): Promise<void> {
    const { tenantId } = viewer;
    const standing = await store.current(tenantId, about.kind, about.sourceId, about.to);
    if (standing && isStanding(standing)) {
      await store.change(standing, (newest) => addTo(newest, source, now()));
      return;
    }
    const order = newOrder(
      {
        tenantId,
        id: randomUUID(),
        ...about,
        orderedBy: { id: viewer.id, name: viewer.name },
        neededBy: input.neededBy === null ? null : new Date(input.neededBy),
        note: input.note,
      },
      source,
      standing,
      now(),
    );
    const work = ofOrder(order);
    await jobs.add("translations/check", work, nextCheck(order, now()));
    // Of two at once the first makes the order, and the other finds it.
    await following({ jobs, clock }, [{ job: "translations/changed", work }], () =>
      store.add(order, standing),
    );
  }

  return {
    sourceOf,
    settled,
    change,

    /** Asks for what is missing in the languages; what has been asked for already stays one order. */
    async order(viewer: Viewer, kind: Kind, sourceId: string, input: OrderInput): Promise<void> {
      if (!(await sources[kind].mayOrder(viewer, sourceId))) throw new NotFound("unknownOrder");
      const source = await sources[kind].find(viewer.tenantId, sourceId);
      if (!source) throw new Refusal("nothingMissing");
      const asked = languages.filter((to) => input.to.includes(to));
      if (asked.some((to) => !source.languages.includes(to))) throw new Refusal("nothingMissing");
      for (const to of asked) await orderOne(viewer, { kind, sourceId, to }, source, input);
    },

    /** As long as there is something to translate, it is looked again tomorrow. */
    async check({ tenantId, id }: OfOrder): Promise<void> {
      const found = await store.find(tenantId, id);
      const { order } = await settled(found);
      if (isActive(order)) await jobs.add("translations/check", { tenantId, id }, nextCheck(order, now()));
    },

    /** Of whoever has left the network; it may be done again. */
    async forget({ tenantId, id }: Pick<Viewer, "tenantId" | "id">): Promise<void> {
      const deed = (newest: Order) => without(newest, id, now());
      for (let after: string | null = ""; after !== null; ) {
        const { orders, next }: Page = await store.ofPerson(tenantId, id, after);
        // What has ended has been told of: nothing follows from it any more.
        for (const order of orders) await (isActive(order) ? change(order, deed) : store.change(order, deed));
        after = next;
      }
    },

    /** What would be translated now, if it was asked for. */
    couldAsk: (source: Source, to: Language, standing: Order | undefined): boolean =>
      source.languages.includes(to) &&
      !(standing && isStanding(standing)) &&
      toTranslate(source, to, standing).length > 0,
  };
}

/** Whole days after the order: the same instant however often it is asked for, so that checks never multiply. */
function nextCheck({ orderedAt }: Order, now: Date): Date {
  const checks = Math.floor((now.getTime() - orderedAt.getTime()) / checkMs);
  return later(orderedAt, (checks + 1) * checkMs);
}

/** On its way, or about to flow back. */
const isStanding = (order: Order): boolean =>
  isActive(order) || (order.state === "done" && order.filledAt === undefined);

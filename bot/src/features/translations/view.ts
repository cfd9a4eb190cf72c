import type { Translate } from "#platform/i18n/texts.ts";
import type { Source } from "#platform/translating.ts";
import {
  type Kind,
  type Language,
  languages,
  type OrderList,
  type OrderRow,
  type OrderStates,
  type OrderText,
  type OrderView,
  type TermHint,
  type View,
} from "./contract.ts";
import { isActive, lengthOf, type Order, sourceNow, staleKeys } from "./orders.ts";
import type { Queue, Sources } from "./queue.ts";
import { belongs, rightsOn, type Worker } from "./rights.ts";
import type { OrderStore, Page } from "./store.ts";
import type { NetworkPart, Viewer, Workers } from "./translators.ts";
import { versionOf } from "./version.ts";

/** A word in a text that the glossary advises against. */
export type Avoided = { found: string; preferred: string[]; conceptId: string };
export type Glossary = {
  hints(tenantId: string, text: string, from: Language, to: Language): Promise<TermHint[]>;
  avoided(tenantId: string, text: string, language: Language): Promise<Avoided[]>;
};

export type Views = ReturnType<typeof translationViews>;

type Ports = {
  store: OrderStore;
  queue: Queue;
  sources: Sources;
  workers: Workers;
  network: NetworkPart;
  glossary: Glossary;
};

/** What the tab is shown of the queue. */
export function translationViews({ store, queue, sources, workers, network, glossary }: Ports) {
  async function rowsOf(orders: readonly Order[], viewer: Viewer): Promise<OrderRow[]> {
    const takers = orders.flatMap(({ takenBy }) => takenBy?.id ?? []);
    const [names, all] = await Promise.all([
      network.memberNames(viewer.tenantId, takers),
      Promise.all(orders.map((order) => queue.settled(order))),
    ]);
    return all.map(({ order, source }) => rowOf(order, source, names, viewer));
  }

  async function pageOf(view: View, worker: Worker, tenantId: string, after: string): Promise<Page> {
    if (view === "done") return store.done(tenantId, after);
    if (view === "mine") return store.mine(tenantId, worker.id, after);
    return store.open(tenantId, worker.standing === "coordinator" ? allPairs : worker.translates, after);
  }

  return {
    async list(view: View, viewer: Viewer, after: string): Promise<OrderList> {
      const worker = await workers.mustBelong(viewer);
      const { orders, next } = await pageOf(view, worker, viewer.tenantId, after);
      const work = worker.standing === "coordinator" || worker.translates.length > 0;
      const shown = await rowsOf(orders, viewer);
      return { orders: shown.filter((row) => belongsIn(view, row)), next, may: { work } };
    },

    async order(found: Order, viewer: Viewer, t: Translate): Promise<OrderView> {
      const [{ order, source }, worker] = await Promise.all([queue.settled(found), workers.of(viewer)]);
      const isReviewed = order.state === "review" && belongs(worker);
      const [[row], others, hints, warnings, mayOpen] = await Promise.all([
        rowsOf([order], viewer),
        isReviewed ? workers.others(order) : true,
        glossary.hints(order.tenantId, sourcesOf(order, source), order.from, order.to),
        warningsIn(order),
        sources[order.kind].mayOrder({ ...viewer, roles: viewer.roles ?? [] }, order.sourceId),
      ]);
      if (!row) throw new Error("An order has a row.");
      return {
        ...row,
        version: versionOf(order, source),
        texts: order.texts.flatMap((text) => textOf(order, source, text, t)),
        hints,
        warnings,
        remark: order.remark,
        note: order.note,
        unfilled: order.unfilled,
        path: mayOpen ? sources[order.kind].path(order.sourceId) : "",
        may: rightsOn(order, worker, others),
      };
    },

    /** How the translations of a source stand, for whoever may order them. */
    async states(viewer: Viewer, kind: Kind, sourceId: string): Promise<OrderStates> {
      const { tenantId } = viewer;
      const source = await sources[kind].find(tenantId, sourceId);
      const standing = await Promise.all(languages.map((to) => store.current(tenantId, kind, sourceId, to)));
      const known = await Promise.all(
        standing
          .filter((order) => order !== undefined)
          .map(async (order) => (await queue.settled(order)).order),
      );
      const names = await network.memberNames(
        tenantId,
        known.flatMap(({ takenBy }) => takenBy?.id ?? []),
      );
      const missing = source
        ? languages.filter((to) =>
            queue.couldAsk(
              source,
              to,
              known.find((order) => order.to === to),
            ),
          )
        : [];
      return {
        orders: known.map((order) => ({
          id: order.id,
          to: order.to,
          state: order.state,
          takenBy: order.takenBy ? (names.get(order.takenBy.id) ?? null) : null,
          changedAt: order.changedAt.toISOString(),
          isStale: staleKeys(order, source).length > 0,
        })),
        mayOrder: missing.length > 0,
        missing,
      };
    },
  };

  async function warningsIn(order: Order): Promise<OrderView["warnings"]> {
    const written = order.texts.map(({ translation }) => translation).join("\n");
    const found = await glossary.avoided(order.tenantId, written, order.to);
    return found.flatMap((one) =>
      order.texts
        .filter(({ translation }) => translation.toLowerCase().includes(one.found.toLowerCase()))
        .map(({ key }) => ({ key, ...one })),
    );
  }
}

function rowOf(
  order: Order,
  source: Source | undefined,
  names: Map<string, string>,
  viewer: Viewer,
): OrderRow {
  const { id, kind, title, from, to, state, texts, neededBy, orderedAt, orderedBy, takenBy } = order;
  return {
    id,
    kind,
    title: source?.title ?? title,
    from,
    to,
    state,
    count: texts.length,
    characters: lengthOf(texts, "source"),
    neededBy: neededBy?.toISOString() ?? null,
    orderedAt: orderedAt.toISOString(),
    orderedBy: orderedBy?.name ?? null,
    takenBy: takenBy ? { name: names.get(takenBy.id) ?? null, mine: takenBy.id === viewer.id } : null,
    isStale: staleKeys(order, source).length > 0,
  };
}

/** What is gone from the source is not shown while it is being translated. */
function textOf(
  order: Order,
  source: Source | undefined,
  text: Order["texts"][number],
  t: Translate,
): OrderText[] {
  const now = sourceNow(order, source, text.key);
  if (now === undefined && isActive(order)) return [];
  const isStale = now !== undefined && now !== text.source && text.translation.trim() !== "";
  return [
    {
      key: text.key,
      about: t(`about.${text.about.key}`, text.about.values),
      source: now ?? text.source,
      sourceBefore: isStale ? text.source : null,
      translation: text.translation,
      most: text.most,
    },
  ];
}

/** Between the list and the order it may have moved on; and nobody reviews their own. */
function belongsIn(view: View, { state, takenBy }: OrderRow): boolean {
  if (view === "done") return state === "done";
  const isActive = state !== "done" && state !== "withdrawn";
  return isActive && (view === "mine" || !takenBy?.mine);
}

const sourcesOf = (order: Order, source: Source | undefined): string =>
  order.texts.map((text) => sourceNow(order, source, text.key) ?? text.source).join("\n");

const allPairs = languages.flatMap((from) =>
  languages.filter((to) => to !== from).map((to) => ({ from, to })),
);

import { Refusal } from "#platform/refusal.ts";
import type { Source, SourceText } from "#platform/translating.ts";
import { type Kind, type Language, languages, type State } from "./contract.ts";

/** One text of an order. */
export type OrderedText = Pick<SourceText, "key" | "about" | "most"> & {
  /** What it is translated from: as it was when it was ordered, then as it was when its translation was written. */
  source: string;
  translation: string;
  /** What stands in its place: "" or what an earlier order has put there. */
  standing: string;
};

/** Texts that lack a language, on their way to it. What has not happened yet has no date. */
export type Order = {
  tenantId: string;
  id: string;
  kind: Kind;
  sourceId: string;
  from: Language;
  to: Language;
  title: Record<Language, string>;
  texts: OrderedText[];
  state: State;
  /** Null once they have left. */
  orderedBy: { id: string; name: string } | null;
  orderedAt: Date;
  neededBy: Date | null;
  note: string;
  /** Whoever translates, or has translated; gone once they have left. */
  takenBy?: { id: string; at: Date };
  /** What the reviewer asks for. */
  remark: string;
  doneAt?: Date;
  /** When it flowed back, and what could not. */
  filledAt?: Date;
  unfilled: string[];
  changedAt: Date;
  /** The store's etag: "" until it is stored. */
  version: string;
};

/** Limits of one order, so that it fits a row of the store, and a person's week. */
const mostTexts = 500;
const mostSource = 60_000;
const mostTranslation = 150_000;

export const isActive = ({ state }: Order): boolean =>
  state === "waiting" || state === "taken" || state === "review";

/** The language that an order translates from: where all is written, in the source's own order, else where most is. */
export function fromFor(source: Source, to: Language): Language | undefined {
  const written = (language: Language) =>
    source.texts.filter(({ words }) => words[language].trim() !== "").length;
  const [best] = languages
    .filter((language) => language !== to && written(language) > 0)
    .sort((one, other) => written(other) - written(one) || rank(source, one) - rank(source, other));
  return best;
}

const rank = ({ languages: own }: Source, language: Language) =>
  own.includes(language) ? own.indexOf(language) : own.length;

/**
 * The texts that lack the language, and those that an earlier order translated from what has changed since: with that
 * translation to begin with. What an organiser has written is theirs.
 */
export function toTranslate(source: Source, to: Language, earlier: Order | undefined): OrderedText[] {
  const from = fromFor(source, to);
  if (!from) return [];
  const before = new Map(earlier?.texts.map((text) => [text.key, text]));
  return source.texts.flatMap(({ key, about, most, words }) => {
    const known = before.get(key);
    const standing = words[to].trim();
    const isOurs = known !== undefined && standing === known.translation.trim();
    const isOld = isOurs && known.source !== words[from] && earlier?.from === from;
    if (words[from].trim() === "" || (standing !== "" && !isOld)) return [];
    return [
      { key, about, most, source: words[from], translation: known?.translation ?? "", standing: words[to] },
    ];
  });
}

/** A new order. Refused `nothingMissing`, or `tooMuch` for one order. */
export function newOrder(
  about: Pick<Order, "tenantId" | "id" | "kind" | "sourceId" | "to" | "neededBy" | "note"> & {
    orderedBy: { id: string; name: string };
  },
  source: Source,
  earlier: Order | undefined,
  now: Date,
): Order {
  const from = fromFor(source, about.to);
  const texts = toTranslate(source, about.to, earlier);
  if (!from || texts.length === 0) throw new Refusal("nothingMissing");
  refuseTooMuch(texts);
  const { title } = source;
  return {
    ...about,
    from,
    title,
    texts,
    state: "waiting",
    orderedAt: now,
    remark: "",
    unfilled: [],
    changedAt: now,
    version: "",
  };
}

/** Asked for once more: what has come to lack the language since is added, as long as nobody has handed it in. */
export function addTo(order: Order, source: Source, now: Date): Order {
  if (order.state !== "waiting" && order.state !== "taken") return order;
  const known = new Set(order.texts.map(({ key }) => key));
  const more = toTranslate(source, order.to, undefined).filter(({ key }) => !known.has(key));
  if (more.length === 0 || fromFor(source, order.to) !== order.from) return order;
  const texts = [...order.texts, ...more];
  refuseTooMuch(texts);
  return { ...order, texts, changedAt: now };
}

function refuseTooMuch(texts: readonly OrderedText[]): void {
  if (texts.length > mostTexts || lengthOf(texts, "source") > mostSource) throw new Refusal("tooMuch");
}

export const lengthOf = (texts: readonly OrderedText[], of: "source" | "translation"): number =>
  texts.reduce((sum, text) => sum + text[of].length, 0);

/** What the text is translated from now; undefined where it is gone. */
export const sourceNow = (order: Order, source: Source | undefined, key: string): string | undefined =>
  source?.texts.find((text) => text.key === key)?.words[order.from];

/** The texts that were translated from something else than what is there now. */
export const staleKeys = (order: Order, source: Source | undefined): string[] =>
  order.texts
    .filter(({ key, source: then, translation }) => {
      const now = sourceNow(order, source, key);
      return translation.trim() !== "" && now !== undefined && now !== then;
    })
    .map(({ key }) => key);

/** Taking what one has taken changes nothing; what another has is refused `alreadyTaken`. */
export function take(order: Order, id: string, now: Date): Order {
  if (order.state === "taken" && order.takenBy?.id === id) return order;
  if (order.state === "taken" || order.state === "review") throw new Refusal("alreadyTaken");
  if (order.state !== "waiting") throw new Refusal("notNow");
  return { ...order, state: "taken", takenBy: { id, at: now }, changedAt: now };
}

/** Back to the queue, with what has been written. */
export function giveBack(order: Order, now: Date): Order {
  if (order.state === "waiting") return order;
  if (order.state !== "taken") throw new Refusal("notNow");
  const { takenBy: _, ...rest } = order;
  return { ...rest, state: "waiting", changedAt: now };
}

/**
 * Takes what was written, by the texts' keys; what there is no text for is left aside. A translation that is written anew
 * is of the source as it is shown now.
 */
export function write(
  order: Order,
  written: Readonly<Record<string, string>>,
  source: Source | undefined,
  now: Date,
): Order {
  if (order.state !== "taken") throw new Refusal("notNow");
  const texts = order.texts.map((text) => {
    const translation = Object.hasOwn(written, text.key) ? written[text.key] : undefined;
    if (translation === undefined || translation === text.translation) return text;
    if (translation.length > text.most) throw new Refusal("tooLong", { most: text.most });
    return { ...text, translation, source: sourceNow(order, source, text.key) ?? text.source };
  });
  if (lengthOf(texts, "translation") > mostTranslation) throw new Refusal("tooMuch");
  return { ...order, texts, changedAt: now };
}

/** To be read by another. Refused `notAllTranslated` where something that is still there is not translated. */
export function handIn(order: Order, source: Source | undefined, now: Date): Order {
  if (order.state === "review") return order;
  if (order.state !== "taken") throw new Refusal("notNow");
  const left = order.texts.filter(
    ({ key, translation }) => translation.trim() === "" && sourceNow(order, source, key) !== undefined,
  );
  if (left.length > 0) throw new Refusal("notAllTranslated", { count: left.length });
  return { ...order, state: "review", remark: "", changedAt: now };
}

/** Approved by another: it flows back. */
export function approve(order: Order, now: Date): Order {
  if (order.state === "done") return order;
  if (order.state !== "review") throw new Refusal("notNow");
  return { ...order, state: "done", doneAt: now, changedAt: now };
}

/** Back to the translator, or to the queue where they have left, with what is asked for. */
export function sendBack(order: Order, remark: string, now: Date): Order {
  const state = order.takenBy ? "taken" : "waiting";
  if (order.state === state && order.remark === remark) return order;
  if (order.state !== "review") throw new Refusal("notNow");
  return { ...order, state, remark, changedAt: now };
}

/** What has flowed back stays where it is. */
export function withdraw(order: Order, now: Date): Order {
  if (order.state === "withdrawn") return order;
  if (!isActive(order)) throw new Refusal("notNow");
  return { ...order, state: "withdrawn", changedAt: now };
}

/** It has flowed back, but for these. The first time counts. */
export const filled = (order: Order, unfilled: string[], now: Date): Order =>
  order.filledAt ? order : { ...order, filledAt: now, unfilled, changedAt: now };

/** Nothing of somebody who has left but what they translated: what they had taken goes back to the queue. */
export function without(order: Order, id: string, now: Date): Order {
  const { takenBy, orderedBy, state, ...rest } = order;
  const isTranslators = takenBy?.id === id;
  const isOrderers = orderedBy?.id === id;
  if (!isTranslators && !isOrderers) return order;
  return {
    ...rest,
    state: isTranslators && state === "taken" ? "waiting" : state,
    orderedBy: isOrderers ? null : orderedBy,
    ...(takenBy && !isTranslators && { takenBy }),
    changedAt: now,
  };
}

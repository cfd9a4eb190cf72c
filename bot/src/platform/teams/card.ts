import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { bounded } from "#platform/lru-map.ts";
import type { Card } from "./turn.ts";

/** Teams refuses messages over 100 KB of UTF-16, and asks that the message itself stay within 80 KB. */
export const mostCardBytes = 80 * 1024;

/** A card that Teams would not take: what made it so was to be refused when it was written. */
export class CardTooBig extends Error {
  constructor(bytes: number) {
    super(`A card of ${bytes} bytes is too big for Teams.`);
    this.name = "CardTooBig";
  }
}

/** The size of a card as Teams counts it: its JSON in UTF-16. */
export const cardBytes = (card: Card): number => JSON.stringify(card).length * 2;

const filled = bounded<Card>(500);
const sizes = new WeakMap<Card, number>();
let templates = 0;

/**
 * A card's shape, to be filled with values again and again. The template is constant and expanded once, so what people
 * write is never evaluated. A value that the template asks for and does not get throws. The card is frozen: the same
 * values give the same card back, since expanding costs a tenth of a millisecond and more.
 *
 * `late` names values that are another for every person, each the whole of a text in the template: they are put into
 * a copy of what was expanded for everybody.
 */
export function cardTemplate(template: object, late: readonly string[] = []): (values: object) => Card {
  const number = templates++;
  let expand: ((values: object) => object) | undefined;

  function filledWith(values: object): Card {
    const key = `${number} ${JSON.stringify(values)}`;
    const known = filled.get(key);
    if (known) return known;
    expand ??= prepare(template);
    const card = freeze({ type: "AdaptiveCard" as const, ...expand(values) });
    sizes.set(card, checked(cardBytes(card)));
    filled.set(key, card);
    return card;
  }

  return (values) => {
    const own = new Map<unknown, unknown>();
    const marks: Record<string, string> = {};
    for (const name of late) {
      const value: unknown = Reflect.get(values, name);
      // An empty text stays, for `$when` to see.
      if (typeof value !== "string" || value === "") continue;
      marks[name] = `${mark} ${name}`;
      own.set(marks[name], value);
    }
    if (own.size === 0) return filledWith(values);
    const card = filledWith({ ...values, ...marks });
    checked((sizes.get(card) ?? 0) + 2 * JSON.stringify([...own.values()]).length);
    return putInto(card, own);
  };
}

/** As `cardTemplate`, from parts of a body; they are put together once, and a card is one expansion of the whole. */
export const wholeCard = (parts: object[][], late: readonly string[] = []): ((values: object) => Card) =>
  cardTemplate(
    {
      type: "AdaptiveCard",
      version: "1.5",
      lang: "${lang}",
      fallbackText: "${title}",
      body: parts.flat(),
    },
    late,
  );

/** Nobody can write it, so nothing that people write is taken for a place where a late value goes. */
const mark = randomUUID();

function putInto<T>(shape: T, own: ReadonlyMap<unknown, unknown>): T;
function putInto(shape: unknown, own: ReadonlyMap<unknown, unknown>): unknown {
  if (Array.isArray(shape)) return shape.map((part) => putInto(part, own));
  if (typeof shape !== "object" || shape === null) return own.get(shape) ?? shape;
  const copy: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(shape)) copy[name] = putInto(part, own);
  return copy;
}

function checked(bytes: number): number {
  if (bytes > mostCardBytes) throw new CardTooBig(bytes);
  return bytes;
}

/** Loads the template engine, which takes a fifth of a second, before the first card needs it. */
export const loadTemplates = (): void => void engine();

/**
 * Text that people wrote, for a place where Teams reads Markdown (TextBlock, Fact): it is shown as it was written. The
 * space before a mark ends at the line's end: else thousands of empty lines would each be gone over from all before.
 */
export const plain = (text: string): string =>
  unformatted(text)
    .replace(/[\\`*_[\]()<>#~|!&]/g, "\\$&")
    .replace(/^([^\S\r\n\u2028\u2029]*)([-+=])/gm, "$1\\$2")
    .replace(/^([^\S\r\n\u2028\u2029]*\d+)\./gm, "$1\\.");

/**
 * Text that people wrote, for a place where Teams reads no Markdown (labels, choices, titles of actions, TextRun): only
 * {{DATE(…)}} and {{TIME(…)}} mean something there, and a word joiner between the braces stops them. Another stops
 * links, since some clients, as the adaptivecards package does, read Markdown in choices all the same.
 */
export const unformatted = (text: string): string =>
  text.replace(/\{(?=\{)/g, "{\u2060").replace(/\](?=\()/g, "]\u2060");

type Engine = typeof import("adaptivecards-templating");
let loaded: Engine | undefined;
/** A field that a template asked for in vain. The engine swallows what its callback throws inside a longer text. */
let missing: string | undefined;

function engine(): Engine {
  if (loaded) return loaded;
  // Required and not imported: filling a card is synchronous, and the server starts without the engine.
  const required: Engine = createRequire(import.meta.url)("adaptivecards-templating");
  required.GlobalSettings.getUndefinedFieldValueSubstitutionString = (path) => {
    missing = path;
    return " ";
  };
  loaded = required;
  return loaded;
}

function prepare(template: object): (values: object) => object {
  const { Template } = engine();
  const prepared = new Template(template);
  return (values) => {
    missing = undefined;
    const expanded = prepared.expand({ $root: values });
    if (missing !== undefined)
      throw new Error(`The card's template asks for "${missing}", which has no value.`);
    return expanded;
  };
}

function freeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) freeze(part);
  return Object.freeze(value);
}

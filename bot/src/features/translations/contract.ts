import { z } from "zod";

/* The translation queue: texts of surveys and invitations that lack a language, on their way to it. */

export const languages = ["sv", "fi", "en"] as const;
export type Language = (typeof languages)[number];

/** A way that somebody translates, and what they are to the network: as the network feature has them. */
export type Pair = { from: Language; to: Language };
export type Standing = "none" | "asked" | "member" | "coordinator";

/** What a text belongs to: a survey, a coffee series, or one of its sessions ("<series>|<date>"). */
export const kinds = ["survey", "series", "session"] as const;
export type Kind = (typeof kinds)[number];

/** waiting: anybody may take it. taken: somebody translates. review: another member reads it. done: it has flowed back. */
export const states = ["waiting", "taken", "review", "done", "withdrawn"] as const;
export type State = (typeof states)[number];

export type OrderRow = {
  id: string;
  kind: Kind;
  title: Record<Language, string>;
  from: Language;
  to: Language;
  state: State;
  /** How many texts, and how many characters of source. */
  count: number;
  characters: number;
  /** When it is needed, or null. */
  neededBy: string | null;
  orderedAt: string;
  orderedBy: string | null;
  takenBy: { name: string | null; mine: boolean } | null;
  /** The source was changed after the translation was begun. */
  isStale: boolean;
};
export type OrderText = {
  key: string;
  /** What the text is, such as "Question 2", in the reader's language. */
  about: string;
  source: string;
  /** The source as it was when this was translated, where it has changed since; else null. */
  sourceBefore: string | null;
  translation: string;
  most: number;
};
export type TermHint = {
  /** As it stands in the source. */
  found: string;
  conceptId: string;
  preferred: string[];
  /** Not to be used. */
  avoid: string[];
};
export type OrderView = OrderRow & {
  version: string;
  texts: OrderText[];
  hints: TermHint[];
  /** Words in the translation that the glossary advises against, with what to write instead. */
  warnings: { key: string; found: string; preferred: string[]; conceptId: string }[];
  /** What the reviewer asks for; "" where nothing. */
  remark: string;
  note: string;
  /** Done, and these texts were left as they are: their source had changed, or somebody has written them meanwhile. */
  unfilled: string[];
  /** The page that the texts belong to, for those who may open it. */
  path: string;
  may: {
    take: boolean;
    giveBack: boolean;
    write: boolean;
    hand: boolean;
    approve: boolean;
    return: boolean;
    withdraw: boolean;
  };
};
/** mine: ordered or taken by the person. open: what they could take or review, by the ways they translate. all: coordinators. */
export const views = ["open", "mine", "done"] as const;
export type View = (typeof views)[number];
export type OrderList = { orders: OrderRow[]; next: string | null; may: { work: boolean } };

/** Asked for where the text is written: see the surveys' and the coffee's own routes, and platform/translating.ts. */
export type OrderInput = { to: Language[]; neededBy: string | null; note: string };
/** How the languages of a text stand: shown where it is written. */
export type OrderState = {
  id: string;
  to: Language;
  state: State;
  takenBy: string | null;
  changedAt: string;
  isStale: boolean;
};
export type OrderStates = {
  orders: OrderState[];
  mayOrder: boolean /** Languages that could be asked for: their texts are missing. */;
  missing: Language[];
};

export const saveInput = z.strictObject({
  version: z.string().max(200),
  texts: z.record(z.string().max(200), z.string().max(4_000)),
});
export const returnInput = z.strictObject({ remark: z.string().trim().min(3).max(1_000) });

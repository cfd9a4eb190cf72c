import type { ZodType, z } from "zod";
import type { Role } from "#platform/auth/role.ts";
import type { Meetings } from "#platform/graph/meetings.ts";
import type { Locale, Texts, Translate } from "#platform/i18n/texts.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import type { Job } from "#platform/jobs/work.ts";
import type { Search } from "#platform/search/search.ts";
import type { Message, Sender } from "#platform/sending/sender.ts";
import type { Tables } from "#platform/storage/table.ts";
import type { LookedUp, QuotedMessage, Said } from "#platform/teams/extension.ts";
import type { Places } from "#platform/teams/places.ts";
import type { DialogReply, Person, Place, Preview, Reply, Turn } from "#platform/teams/turn.ts";
import type { Keys } from "./storage/keys/keys.ts";
import type { Messenger } from "./teams/outgoing/messenger.ts";

/** What every feature may use. */
export type Platform = {
  tables: Tables;
  keys: Keys;
  clock: Clock;
  jobs: Jobs;
  messenger: Messenger;
  sender: Sender;
  places: Places;
  search: Search;
  /** A link that opens a page of the tab inside Teams, such as "/surveys/…/results". */
  tabLink(page: string): string;
  /** A link that opens a posted message in Teams. */
  messageLink(place: Place, messageId: string): string;
  /** An address of our own that needs no sign-in, such as "/coffee/…/join": see `OpenRoute`. */
  openLink(path: string): string;
  /** Teams meetings in the organiser's own calendar; left out where Graph is not configured. */
  meetings?: Meetings | undefined;
  /** Runs heavy work, by its name in worker.ts, in a thread of its own. */
  apart(name: string, work: object): Promise<void>;
};

/**
 * A word said to the bot. `words` is the text key that holds the words for it in each language, "a|b|c". One that
 * `takesMore` is also meant where more follows its word ("term kommun"): `run` gets what follows, or "".
 */
export type Command = {
  words: string;
  about: string;
  takesMore?: true;
  run(turn: Turn, text: string): Promise<Reply>;
};

/** A card button: its verb is `<feature>/<name>`. Data comes from the client and is checked before use. */
export type Action = (data: unknown, turn: Turn) => Promise<Reply>;

/** A dialog page asked for (fetch) or sent in (submit): `<feature>/<name>`. */
export type Dialog = (data: unknown, turn: Turn) => Promise<DialogReply>;

/**
 * A look-up from the compose box or the command bar (a query of the message extension). `text` is what has been typed so
 * far, "" before anything is; `skip` and `count` (at most 25) say which page Teams shows. A Refusal is told in its place.
 */
export type LookUp = (text: string, page: { skip: number; count: number }, turn: Turn) => Promise<LookedUp>;

/** A deed on a message, or from the compose box with an empty one: the first page of its dialog. */
export type MessageAction = (message: QuotedMessage, turn: Turn) => Promise<DialogReply>;

/**
 * A link of ours, pasted into a message: what is shown below it; undefined, or a Refusal, where there is no such thing for the
 * person. What is shown is read by everybody who reads the message. Teams takes cards up to version 1.3 here.
 */
export type LinkPreview = {
  /** Below /tab, with `:name` for a parameter. */
  path: string;
  preview(params: Record<string, string>, turn: Turn): Promise<Preview | undefined>;
};

/** What a request brings, after sign-in and after its schema has passed. */
export type Asked<Input = unknown> = {
  person: Person & { roles: Role[] };
  params: Record<string, string>;
  query: Record<string, string>;
  input: Input;
  locale: Locale;
  t: Translate;
  /** The person's own token, to be changed for one that Graph takes; it goes nowhere else. */
  token: string;
};

export type TextFile = { fileName: string; contentType: string; text: string };
/** A file to save, in place of JSON. */
export type Download = TextFile | (Omit<TextFile, "text"> & { bytes: Uint8Array });

export type Route = {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below `/api`, with `:name` for a parameter. */
  path: string;
  about: string;
  /** Who may call; finer rules are the handler's. */
  role: Role | "anyone";
  input?: ZodType;
  output?: ZodType;
  handle(asked: Asked<never>): Promise<unknown>;
};

/** What an address without sign-in answers: another address, a file, or a page of plain words. */
export type OpenAnswer = { redirect: string } | TextFile | { title: string; text: string };

/** An address below `/open` for whoever holds the link, such as a calendar program: GET, limited by address. */
export type OpenRoute<Answer = OpenAnswer> = {
  path: string;
  about: string;
  handle(asked: {
    params: Record<string, string>;
    query?: Record<string, string>;
    locale: Locale;
    t: Translate;
  }): Promise<Answer>;
};

/** All that a feature adds to the app. */
export type Feature = {
  name: string;
  texts: Texts;
  commands?: Record<string, Command>;
  actions?: Record<string, Action>;
  dialogs?: Record<string, Dialog>;
  /** `<feature>/<name>` is the command's id in the manifest, here and for `messageActions`. */
  lookUps?: Record<string, LookUp>;
  messageActions?: Record<string, MessageAction>;
  linkPreviews?: LinkPreview[];
  /** What was said in a channel, not to the bot, where the app may read it; never answered. May come twice, in any order. */
  hears?(said: Said, place: Place): Promise<void>;
  routes?: Route[];
  openRoutes?: OpenRoute[];
  jobs?: Record<string, Job>;
  /** What its broadcasts post: `<feature>/<name>`. */
  messages?: Record<string, Message>;
};

/** A card button whose data must fit the schema; what does not fit is an old or forged card. */
export function action<S extends ZodType>(
  schema: S,
  handle: (data: z.infer<S>, turn: Turn) => Promise<Reply>,
): Action {
  return async (data, turn) => handle(parseCard(schema, data), turn);
}

/** As `action`, for a dialog page. */
export function dialog<S extends ZodType>(
  schema: S,
  handle: (data: z.infer<S>, turn: Turn) => Promise<DialogReply>,
): Dialog {
  return async (data, turn) => handle(parseCard(schema, data), turn);
}

/** A route whose input, if it has a schema, is typed by it. */
export function route<S extends ZodType>(
  entry: Omit<Route, "handle" | "input"> & { input?: S; handle(asked: Asked<z.infer<S>>): Promise<unknown> },
): Route {
  return entry;
}

/** Card data that does not fit: the card is older than the app, or was tampered with. */
export class OldCard extends Error {
  constructor() {
    super("The card's data does not fit.");
    this.name = "OldCard";
  }
}

function parseCard<S extends ZodType>(schema: S, data: unknown): z.infer<S> {
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw new OldCard();
  return parsed.data;
}

import { createApp } from "#app.ts";
import { count, countWork } from "#features/surveys/results/count.ts";
import { has, type Role } from "#platform/auth/role.ts";
import type { Asked, OpenAnswer, Platform, Route } from "#platform/feature.ts";
import type { Locale } from "#platform/i18n/texts.ts";
import type { Sleep } from "#platform/jobs/clock.ts";
import { createSearch } from "#platform/search/create-search.ts";
import { engine } from "#platform/sending/testing.ts";
import type { Keys } from "#platform/storage/keys/keys.ts";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import type { Store } from "#platform/storage/store.ts";
import type { QuotedMessage, Said } from "#platform/teams/extension.ts";
import type { Incoming, Outgoing } from "#platform/teams/incoming/incoming.ts";
import type { Channel, Delivery, Member, Messenger, TeamTold } from "#platform/teams/outgoing/messenger.ts";
import { createPlaces } from "#platform/teams/places.ts";
import type { Card, DialogReply, Person, Place, Preview } from "#platform/teams/turn.ts";

const tenantId = "5b7e0e8a-1c7a-4a0e-9a51-2f6c1f0c9d11";

export const anna = person("Anna", "a1a1a1a1-0000-4000-8000-000000000001");
export const bo = person("Bo", "b2b2b2b2-0000-4000-8000-000000000002");
export const stranger: Person = {
  ...person("Carl", "c3c3c3c3-0000-4000-8000-000000000003"),
  tenantId: "another",
};

/** Numbered respondents, always the same. */
export const respondent = (number: number) =>
  person(`Respondent ${number}`, `d4d4d4d4-0000-4000-8000-${String(number).padStart(12, "0")}`);

export const channel: Place = {
  tenantId,
  id: "19:natverk@thread.tacv2",
  scope: "channel",
  serviceUrl: "https://smba.trafficmanager.net/emea/",
  name: "Allmänt",
  teamId: "19:team@thread.tacv2",
  teamName: "Kommunnätverket",
  channelType: "standard",
};
export const otherChannel: Place = { ...channel, id: "19:annan@thread.tacv2", name: "Ekonomi" };
export const chat: Place = {
  tenantId,
  id: "a:chat",
  scope: "personal",
  serviceUrl: channel.serviceUrl,
  name: "",
};

function person(name: string, id: string): Person {
  return { tenantId, id, name };
}

export type TestApp = Awaited<ReturnType<typeof testApp>>;

/** The whole app in memory (or on what is given), at a time of the test's choosing, with Teams recorded. */
export async function testApp(
  today: string,
  store?: Store,
  keys: MemoryKeys = memoryKeys(),
  {
    sleep = noTime,
    token = "token",
    ...more
  }: Pick<Platform, "meetings"> & Partial<Pick<Platform, "apart">> & { sleep?: Sleep; token?: string } = {},
) {
  const home = store ?? (await openEmbedded(":memory:"));
  let now = new Date(today);
  const clock = { now: () => now };
  const teams = recordedTeams();
  const failures: unknown[] = [];
  const room = { tables: home.tables, keys, clock, scrub: home.scrub };
  const places = createPlaces(home.tables, clock);
  const failed = (error: unknown) => void failures.push(error);
  const { jobs, sending } = engine({ ...home, clock, sleep, places, messenger: teams.messenger, failed });
  const app = createApp({
    ...room,
    jobs,
    messenger: teams.messenger,
    sender: sending.sender,
    places,
    tabLink,
    messageLink: (place, messageId) => `https://teams.example/${place.id}/${messageId}`,
    search: createSearch({ tables: home.tables, clock: clock }),
    openLink: (path) => `https://app.example/open${path}`,
    apart: (_, work) => count(room, countWork.parse(work)),
    ...more,
  });

  const handlers = new Map([...app.jobs, ...sending.jobs]);

  async function tell(incoming: Told): Promise<Outgoing> {
    return app.answer({ activityId: "1", ...incoming });
  }

  async function press(
    who: Person,
    verb: string,
    data: unknown,
    place: Place = channel,
    localeTag = "sv-SE",
  ) {
    const acting = { person: who, userId: `29:${who.id}`, place: placeFor(who, place), localeTag };
    const { reply } = await tell({ kind: "action", verb, data, automatic: false, ...acting });
    if (!reply) throw new Error("The app gave no reply.");
    return reply;
  }

  function setTime(time: string): void {
    now = new Date(time);
  }

  /** Runs the jobs that are due and posts what may be posted, until nothing is left. */
  async function work(): Promise<void> {
    for (let isMore = true; isMore; ) {
      isMore = await jobs.tick(handlers);
      isMore = (await sending.tick(app.messages)) || isMore;
      if (failures.length > 0) throw failures[0];
    }
  }

  return {
    ...app,
    jobs: handlers,
    store: home,
    keys,
    clock,
    teams,
    failures,
    places,
    sender: sending.sender,
    tell,
    press,

    /** What a person reads after pressing: every text on the card, or the notice. */
    async read(...pressed: Parameters<typeof press>): Promise<string> {
      const reply = await press(...pressed);
      return "card" in reply ? textsOf(reply.card).join("\n") : reply.notice;
    },

    async say(who: Person, text: string, place: Place = chat, localeTag = "sv-SE"): Promise<string> {
      const acting = { person: who, userId: `29:${who.id}`, place: placeFor(who, place), localeTag };
      const { messages = [] } = await tell({ kind: "message", text, ...acting });
      return messages.flatMap(({ card }) => textsOf(card)).join("\n");
    },

    async page(who: Person, verb: string, data: unknown, place: Place = channel, localeTag = "sv-SE") {
      const acting = { person: who, userId: `29:${who.id}`, place: placeFor(who, place), localeTag };
      const { dialog } = await tell({ kind: "submit", verb, data, ...acting });
      return pageIn(dialog);
    },

    /** What a look-up of the message extension lists: `<feature>/<name>`. */
    async lookUp(
      who: Person,
      verb: string,
      text: string,
      page = { skip: 0, count: 25 },
      localeTag = "sv-SE",
    ) {
      const acting = { person: who, userId: `29:${who.id}`, place: placeFor(who, channel), localeTag };
      const { lookedUp } = await tell({ kind: "lookUp", verb, text, page, ...acting });
      if (!lookedUp) throw new Error("The app gave no answer.");
      return lookedUp;
    },

    /** The first page of what is done with a message, or from the compose box: `<feature>/<name>`. */
    async act(who: Person, verb: string, message: Partial<QuotedMessage> = {}, localeTag = "sv-SE") {
      const acting = { person: who, userId: `29:${who.id}`, place: placeFor(who, channel), localeTag };
      const quoted = { text: "", ...message };
      return pageIn((await tell({ kind: "messageAction", verb, message: quoted, ...acting })).dialog);
    },

    /** What is shown below a link to a page of the tab, such as "/terms/concepts/1". */
    async preview(who: Person, page: string, localeTag = "sv-SE"): Promise<Preview | undefined> {
      const acting = { person: who, userId: `29:${who.id}`, place: placeFor(who, channel), localeTag };
      return (await tell({ kind: "link", url: tabLink(page), ...acting })).preview;
    },

    /** Something is said in a channel, not to the bot: by default a message of its own, at the app's time. */
    async overhear({ person, messageId, ...more }: Heard, place: Place = channel): Promise<void> {
      const by = person && { person };
      const said: Said = {
        deed: "said",
        messageId,
        threadId: messageId,
        text: "",
        sentAt: now,
        ...more,
        ...by,
      };
      await tell({ kind: "overheard", said, place });
    },

    /** A request of the tab after sign-in: its role and schema are checked as the server does. */
    async ask(
      who: Person,
      roles: Role[],
      method: Route["method"],
      pathAndQuery: string,
      input?: unknown,
      locale: Locale = "sv",
    ) {
      const [path = "", query] = pathAndQuery.split("?");
      for (const feature of app.features) {
        for (const route of feature.routes ?? []) {
          const params = route.method === method && paramsOf(route.path, path);
          if (!params) continue;
          if (route.role !== "anyone" && !has(roles, route.role)) throw new Error("403");
          const parsed = route.input ? route.input.parse(input) : undefined;
          const asked = {
            person: { ...who, roles },
            params,
            query: Object.fromEntries(new URLSearchParams(query)),
            input: parsed,
            locale,
            t: feature.in[locale],
            token,
          };
          return route.handle(asked as Asked<never>);
        }
      }
      throw new Error(`No route ${method} ${path}`);
    },

    /** An address without sign-in. */
    async open(path: string, locale: Locale = "sv"): Promise<OpenAnswer> {
      for (const feature of app.features) {
        for (const route of "openRoutes" in feature ? (feature.openRoutes ?? []) : []) {
          const params = paramsOf(route.path, path);
          if (params) return route.handle({ params, locale, t: feature.in[locale] });
        }
      }
      throw new Error(`No address ${path}`);
    },

    setTime,
    work,

    /** It is that time, and what is due by then is done. */
    async at(time: string) {
      setTime(time);
      await work();
    },
  };
}

export const tabLink = (page: string): string => `https://teams.example/tab${page}`;

type Heard = Partial<Omit<Said, "person">> & Pick<Said, "messageId"> & { person?: Person | undefined };

/** A dialog's page, or the line that closes it. */
function pageIn(dialog: DialogReply | undefined) {
  if (!dialog) throw new Error("The app gave no dialog.");
  if ("insert" in dialog) throw new Error("The app put a card into the message.");
  return dialog;
}

/** Who waits for the pace waits no time: the clock stands still until a test sets it. */
const noTime: Sleep = async () => undefined;

/** Without the activity id, which no test cares about. */
type Told = Incoming extends infer Each ? (Each extends Incoming ? Omit<Each, "activityId"> : never) : never;

const placeFor = (who: Person, place: Place): Place => ({ ...place, tenantId: who.tenantId });

function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  const names = [...pattern.matchAll(/:(\w+)/g)].map((match) => match[1] ?? "");
  const found = new RegExp(`^${pattern.replaceAll(".", "\\.").replace(/:\w+/g, "([^/]+)")}$`).exec(path);
  return found
    ? Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(found[at + 1] ?? "")]))
    : undefined;
}

/** Every text that a card shows, in reading order. */
export function textsOf(card: Card): string[] {
  const texts: string[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === "string" && ["text", "title", "label"].includes(key)) texts.push(value);
      else if (key !== "data" && key !== "refresh") visit(value);
    }
  };
  visit(card);
  return texts;
}

type MemoryKeys = Keys & { names(): string[] };

export function memoryKeys(): MemoryKeys {
  const kept = new Map<string, Uint8Array>();
  return {
    async create(name, secret) {
      const standing = kept.get(name) ?? secret;
      kept.set(name, standing);
      return standing;
    },
    get: async (name) => kept.get(name),
    destroy: async (name) => void kept.delete(name),
    names: () => [...kept.keys()],
  };
}

type Sent = { place: Place; card: Card; messageId?: string };

/** Teams as the messenger port sees it: it records, and answers as it is told to. */
export function recordedTeams() {
  const sent: Sent[] = [];
  const updated: Sent[] = [];
  const next: Delivery[] = [];
  const members = new Map<string, Member[]>();
  /** With whom Teams lets the bot have no chat. */
  const chatless = new Set<string>();
  /** What Teams tells of a team; nothing of any other. */
  const teamsTold = new Map<string, TeamTold & { channels: Channel[] }>();
  /** The teams that were asked about, in order. */
  const teamsAsked: string[] = [];
  const messenger: Messenger = {
    async send(place, card) {
      const delivery = next.shift() ?? { outcome: "sent", messageId: String(sent.length + 1) };
      if (delivery.outcome === "sent") sent.push({ place, card, messageId: delivery.messageId });
      return delivery;
    },
    async update(place, messageId, card) {
      updated.push({ place, card, messageId });
      return { outcome: "sent", messageId };
    },
    members: async (place, most) => members.get(place.id)?.slice(0, most),
    async channels(_, teamId) {
      teamsAsked.push(teamId);
      return teamsTold.get(teamId)?.channels;
    },
    async team(_, teamId) {
      const { channels, ...told } = teamsTold.get(teamId) ?? {};
      return channels && told;
    },
    // Anna, who organises, is everywhere; anybody else where a test says so.
    isMember: async (_, conversationId, personId) =>
      personId === anna.id || (members.get(conversationId)?.some(({ id }) => id === personId) ?? false),
    chat: async (_, userId) => (chatless.has(userId) ? undefined : `a:${userId}`),
  };
  return { messenger, sent, updated, next, members, chatless, teamsTold, teamsAsked };
}

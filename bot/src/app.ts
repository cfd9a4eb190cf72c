import { features as install } from "#features.ts";
import type { SignedIn } from "#platform/auth/signed-in.ts";
import type { Feature, LookUp, MessageAction, Platform } from "#platform/feature.ts";
import { type Locale, localeOf, translators } from "#platform/i18n/texts.ts";
import type { Job } from "#platform/jobs/work.ts";
import type { Person, Place, Turn } from "#platform/teams/turn.ts";
import { overhearing } from "./channel-listener.ts";
import { commandsOf } from "./commands.ts";
import { type Doing, deedsOf, hearingOf, type Installed, previewsOf } from "./dispatch.ts";
import type { Incoming, Outgoing } from "./platform/teams/incoming/incoming.ts";

type Of<Kind extends Incoming["kind"]> = Extract<Incoming, { kind: Kind }>;
/** Who does something, in what language of Teams, and on which message's card. */
type Acting = Pick<Of<"action">, "person" | "userId" | "localeTag" | "messageId">;

/** The whole app from its ports: it answers an activity, offers its routes, and names its jobs. */
export function createApp(platform: Platform) {
  const { features, people, welcome, chats, directory } = install(platform);
  const withWords = <F extends Feature>(feature: F) => ({ ...feature, in: translators(feature.texts) });
  const installed = features.map(withWords);
  const all: readonly Installed[] = installed;
  const general: Installed = withWords(welcome);
  const run = deedsOf(all, general);
  const preview = previewsOf(all, platform.tabLink);
  const { overhear, overheard } = overhearing({ ...platform, hear: hearingOf(all) });
  const commandIn = commandsOf(all);

  async function answer(incoming: Incoming): Promise<Outgoing> {
    const { kind } = incoming;
    if ("person" in incoming && incoming.person?.id === "") return toNobody(incoming);
    if (kind === "removed") {
      await leave(incoming);
      return {};
    }
    if (kind === "lookUp" || kind === "messageAction" || kind === "messageSubmit" || kind === "link")
      return extend(incoming);

    if (kind === "overheard") {
      await overhear(incoming.said, incoming.place);
      return {};
    }
    const place = await platform.places.remember(incoming.place);
    const isTeam = kind === "added" || (kind === "seen" && incoming.isWholeTeam);
    if (isTeam && place.scope === "channel") await directory.readTeam(place);
    if (kind === "seen") return {};
    if (incoming.person) await chats.seen(incoming.person, place);
    if (kind === "added")
      return welcome.greet(place, await localeFor(incoming.person, place, incoming.localeTag));
    const doing = await doingOf(incoming, place);
    if (kind === "message") return obey(incoming.text, doing);
    const { verb, data } = incoming;
    if (kind === "action")
      return {
        reply: await run(
          verb,
          doing,
          (each) => each.actions,
          (action, turn) => action(data, turn),
        ),
      };
    return { dialog: await paged(verb, data, doing) };
  }

  /** Nobody of whom Teams knows no Entra id can do anything: they are told so, and nothing is read or written. */
  function toNobody({ kind, localeTag }: Incoming): Outgoing {
    const notice = general.in[localeOf(localeTag) ?? "sv"]("noIdentity");
    if (kind === "message") return { messages: [welcome.line(notice)] };
    if (kind === "action") return { reply: { notice } };
    return kind === "lookUp" ? { lookedUp: { notice } } : kind === "link" ? {} : { dialog: { notice } };
  }

  async function leave({ place, isWholeTeam }: Of<"removed">): Promise<void> {
    if (isWholeTeam && place.teamId) await platform.places.forgetTeam(place.tenantId, place.teamId);
    else await platform.places.forget(place);
    if (place.scope !== "personal") return;
    // What is kept of whose chat it was tells what to forget: it goes last.
    const personId = await chats.personIn(place);
    if (personId !== undefined) await people.forget({ tenantId: place.tenantId, id: personId });
    await chats.forget(place);
  }

  const paged = (verb: string, data: unknown, doing: Doing) =>
    run(
      verb,
      doing,
      (each) => each.dialogs,
      (dialog, turn) => dialog(data, turn),
    );

  async function obey(text: string, { locale, turn }: Doing): Promise<Outgoing> {
    const found = commandIn(text);
    const feature = found?.feature ?? general;
    const reply = found
      ? await found.command.run(turn(feature), found.text)
      : welcome.lost(turn(feature), text);
    return "card" in reply
      ? { messages: [{ card: reply.card, summary: feature.in[locale]("summary") }] }
      : { messages: [welcome.line(reply.notice)] };
  }

  /** The message extension is used where the bot need not be: the place is not remembered as one to write to. */
  async function extend(
    incoming: Of<"lookUp" | "messageAction" | "messageSubmit" | "link">,
  ): Promise<Outgoing> {
    const { person, userId, place } = incoming;
    if (!person || userId === undefined) return {};
    const known = await platform.places.find(place.tenantId, place.id);
    const doing = await doingOf({ ...incoming, person, userId }, known ?? place);
    if (incoming.kind === "link") return { preview: await preview(incoming.url, doing) };
    const { verb } = incoming;
    if (incoming.kind === "messageSubmit") return { dialog: await paged(verb, incoming.data, doing) };
    const unknown = "unknownCommand";
    if (incoming.kind === "lookUp") {
      const { text, page } = incoming;
      const lookUp = (lookUp: LookUp, turn: Turn) => lookUp(text, page, turn);
      return { lookedUp: await run(verb, doing, (each) => each.lookUps, lookUp, unknown) };
    }
    const act = (act: MessageAction, turn: Turn) => act(incoming.message, turn);
    return { dialog: await run(verb, doing, (each) => each.messageActions, act, unknown) };
  }

  async function doingOf(incoming: Acting, place: Place): Promise<Doing> {
    const locale = await localeFor(incoming.person, place, incoming.localeTag);
    return {
      locale,
      turn: (feature) => ({
        // Of this turn's own, as in a request of the tab.
        person: { ...incoming.person },
        place,
        locale,
        t: feature.in[locale],
        userId: incoming.userId,
        ...(incoming.messageId !== undefined && { messageId: incoming.messageId }),
      }),
    };
  }

  /** A person's own choice, else the place's, else what their Teams speaks, else Swedish. */
  async function localeFor(
    person: Person | undefined,
    place: Place | undefined,
    tag: string | undefined,
  ): Promise<Locale> {
    const chosen = person && (await people.languageOf(person));
    return chosen ?? place?.locale ?? localeOf(tag) ?? "sv";
  }

  return {
    answer,
    features: installed,
    jobs: named([["app", { overheard }], ...installed.map(({ name, jobs }): Added<Job> => [name, jobs])]),
    /** What the sending engine draws its cards by. */
    messages: named(installed.map(({ name, messages }) => [name, messages])),
    /** The language for a request of the tab: the person's own choice, else what the tab asks for. */
    localeOf: (person: SignedIn | undefined, tag: string | undefined) => localeFor(person, undefined, tag),
  };
}

type Added<T> = [feature: string, of: Record<string, T> | undefined];

/** What the features add, by `<feature>/<name>`. */
const named = <T>(added: Added<T>[]): ReadonlyMap<string, T> =>
  new Map(
    added.flatMap(([feature, of = {}]) =>
      Object.entries(of).map(([name, one]) => [`${feature}/${name}`, one] as const),
    ),
  );

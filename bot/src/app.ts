import { features as install } from "#features.ts";
import type { SignedIn } from "#platform/auth/signed-in.ts";
import { type Command, OldCard, type Platform } from "#platform/feature.ts";
import { type Locale, localeOf, type Translate, translators } from "#platform/i18n/texts.ts";
import { Refusal } from "#platform/refusal.ts";
import type { Incoming, Outgoing } from "#platform/teams/incoming.ts";
import type { Person, Place, Turn } from "#platform/teams/turn.ts";

/** The whole app from its ports: it answers an activity, offers its routes, and names its jobs. */
export function createApp(platform: Platform) {
  const { features, people, welcome, chats } = install(platform);
  const installed = features.map((feature) => ({ ...feature, in: translators(feature.texts) }));
  type Installed = (typeof installed)[number];

  /** A person's own choice, else the place's, else what their Teams speaks, else Swedish. */
  async function localeFor(person: Person | undefined, place: Place | undefined, tag: string | undefined) {
    const chosen = person && (await people.languageOf(person));
    return chosen ?? place?.locale ?? localeOf(tag) ?? "sv";
  }

  async function answer(incoming: Incoming): Promise<Outgoing> {
    if (incoming.kind === "removed") {
      await platform.places.forget(incoming.place);
      return {};
    }
    const place = await platform.places.remember(incoming.place);
    if (incoming.kind === "seen") return {};

    const person = incoming.person;
    if (person) await chats.seen(person, place);
    const locale = await localeFor(person, place, incoming.localeTag);
    if (incoming.kind === "added") return welcome.greet(place, locale);

    const turnFor = (feature: Installed): Turn => ({
      person: incoming.person,
      place,
      locale,
      t: feature.in[locale],
      userId: incoming.userId,
      ...("messageId" in incoming && incoming.messageId !== undefined && { messageId: incoming.messageId }),
    });

    if (incoming.kind === "message") {
      const found = commandIn(incoming.text);
      const feature = found?.feature ?? byName("welcome");
      const reply = found
        ? await found.command.run(turnFor(feature), incoming.text)
        : welcome.lost(turnFor(feature), incoming.text);
      return "card" in reply
        ? { messages: [{ card: reply.card, summary: feature.in[locale]("summary") }] }
        : { messages: [welcome.line(reply.notice)] };
    }

    const [name, deed = "", ...more] = incoming.verb.split("/");
    const feature = more.length > 0 ? undefined : installed.find((each) => each.name === name);
    if (incoming.kind === "action") {
      const run = deedIn(feature?.actions, deed);
      return {
        reply: await said(
          feature,
          locale,
          (each) => run?.(incoming.data, turnFor(each)),
          (notice) => ({ notice }),
        ),
      };
    }
    const run = deedIn(feature?.dialogs, deed);
    return {
      dialog: await said(
        feature,
        locale,
        (each) => run?.(incoming.data, turnFor(each)),
        (notice) => ({ notice }),
      ),
    };
  }

  /** Runs a handler; an expected no, an old card or an unknown verb becomes words in the person's language. */
  async function said<R>(
    feature: Installed | undefined,
    locale: Locale,
    run: (feature: Installed) => Promise<R> | undefined,
    inWords: (notice: string) => R,
  ): Promise<R> {
    const oldCard = () => inWords(byName("welcome").in[locale]("oldCard"));
    if (!feature) return oldCard();
    try {
      return (await run(feature)) ?? oldCard();
    } catch (error) {
      if (error instanceof OldCard) return oldCard();
      if (error instanceof Refusal) return inWords(feature.in[locale](error.reason, error.values));
      throw error;
    }
  }

  const commands = installed.flatMap((feature) =>
    Object.values(feature.commands ?? {}).map((command) => ({
      feature,
      command,
      words: wordsOf(feature, command),
    })),
  );

  function commandIn(text: string) {
    // Some keyboards write ä as two characters.
    const said = text.trim().normalize("NFC").toLowerCase();
    const bare = said.replace(/[\s!.?]+$/, "");
    return commands.find(({ words }) => words.has(said) || words.has(bare));
  }

  function byName(name: string): Installed {
    const feature = installed.find((each) => each.name === name);
    if (!feature) throw new Error(`No feature ${name}`);
    return feature;
  }

  return {
    answer,
    features: installed,
    jobs: named(installed.map(({ name, jobs }) => [name, jobs])),
    /** What the sending engine draws its cards by. */
    messages: named(installed.map(({ name, messages }) => [name, messages])),
    /** The language for a request of the tab: the person's own choice, else what the tab asks for. */
    localeOf: (person: SignedIn | undefined, tag: string | undefined) => localeFor(person, undefined, tag),
  };
}

/** What the features add, by `<feature>/<name>`. */
const named = <T>(added: [feature: string, of: Record<string, T> | undefined][]): ReadonlyMap<string, T> =>
  new Map(
    added.flatMap(([feature, of = {}]) =>
      Object.entries(of).map(([name, one]) => [`${feature}/${name}`, one] as const),
    ),
  );

/** A verb comes from the client: "constructor" is a name that every object knows. */
const deedIn = <Run>(deeds: Record<string, Run> = {}, name: string): Run | undefined =>
  Object.hasOwn(deeds, name) ? deeds[name] : undefined;

/** Words for a command are understood in every language, whichever one the person reads. */
function wordsOf(feature: { in: Record<Locale, Translate> }, command: Command): Set<string> {
  return new Set(Object.values(feature.in).flatMap((t) => t(command.words).toLowerCase().split("|")));
}

import { z } from "zod";
import type { Access } from "#features/glossary/concepts/access.ts";
import { propose } from "#features/glossary/concepts/concept.ts";
import { type ConceptDraft, conceptId, languages, limits } from "#features/glossary/contract.ts";
import { conceptPath, type Ink, noticeCard, titleOf } from "#features/glossary/lookup/card.ts";
import type { Finder } from "#features/glossary/lookup/finder.ts";
import { dialog, type Feature } from "#platform/feature.ts";
import type { Locale } from "#platform/i18n/texts.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { Refusal } from "#platform/refusal.ts";
import { cardTemplate, plain, unformatted } from "#platform/teams/card.ts";
import type { QuotedMessage } from "#platform/teams/extension.ts";
import type { DialogReply, Turn } from "#platform/teams/turn.ts";
import proposeShape from "./templates/propose.json" with { type: "json" };
import type { Writing } from "./writing.ts";

type Ports = {
  access: Access;
  finder: Finder;
  writing: Writing;
  clock: Clock;
  inkFor(locale: Locale): Ink;
  /** A fresh UUID. */
  newId(): string;
};

const proposeTemplate = cardTemplate(proposeShape);

/** What was written in the form: too much of it is told and stays there, and is not taken for an old card. */
const entered = z.strictObject({
  id: conceptId,
  term: z.string().max(4_000),
  language: z.enum(languages),
  definition: z.string().max(8_000).default(""),
  source: z.string().max(4_000).default(""),
  /** "yes" from whoever has been told that there is such a term. */
  anyway: z.enum(["", "yes"]),
});
type Entered = z.infer<typeof entered>;

/** A longer message is not a term but a text that holds one. */
const longestWholeTerm = 60;

/** A term proposed from a message, or from the compose box, without leaving the chat. */
export function proposing({
  access,
  finder,
  writing,
  clock,
  inkFor,
  newId,
}: Ports): Required<Pick<Feature, "messageActions" | "dialogs">> {
  async function isMember({ person }: Turn): Promise<boolean> {
    return (await access.readerFor(person)).isMember;
  }

  /** Whoever is outside is told the way in. */
  function forMembers({ locale }: Turn): DialogReply {
    const ink = inkFor(locale);
    const { t } = ink;
    const notice = { title: t("propose.membersOnly"), open: t("propose.join"), page: "/network" };
    return { title: t("propose.title"), card: noticeCard(notice, ink) };
  }

  /** A proposal of the same term in the same language, or a decided one. */
  async function existing({ person }: Turn, { term: text, language }: Entered) {
    const same = (one: string) => one.toLowerCase() === text.trim().toLowerCase();
    const found = await finder.similar(await access.readerFor(person), text, language);
    return found.find(({ terms }) => terms[language].some((one) => same(one.term)));
  }

  return {
    messageActions: {
      async propose(message, turn) {
        if (!(await isMember(turn))) return forMembers(turn);
        const blank = { id: newId(), language: turn.locale, definition: "", anyway: "" } as const;
        return form({ ...blank, term: termIn(message), source: sourceIn(message) }, inkFor(turn.locale));
      },
    },

    dialogs: {
      propose: dialog(entered, async (input, turn) => {
        if (!(await isMember(turn))) return forMembers(turn);
        const ink = inkFor(turn.locale);
        try {
          mustFit(input, ink);
          const there = input.anyway === "yes" ? undefined : await existing(turn, input);
          if (there && there.id !== input.id) {
            const warning = ink.t("propose.exists", { term: plain(titleOf(there, input.language)) });
            return form({ ...input, anyway: "yes" }, ink, warning);
          }
          const concept = await writing.add(propose(input.id, turn.person, draftFrom(input), clock.now()));
          const notice = {
            title: ink.t("propose.done"),
            line: ink.t("propose.next"),
            open: ink.t("card.open"),
          };
          return {
            title: ink.t("propose.title"),
            card: noticeCard({ ...notice, page: conceptPath(concept.id) }, ink),
          };
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          // What was entered stays, with what is wrong above it.
          return form(input, ink, ink.t(error.reason, error.values));
        }
      }),
    },
  };
}

/** Refuses what is missing or too long by the name of its field, with how many signs are too many. */
function mustFit(input: Entered, { t }: Ink): void {
  if (input.term.trim() === "") throw new Refusal("propose.termMissing");
  for (const field of ["term", "definition", "source"] as const) {
    const count = input[field].trim().length - limits[field];
    if (count > 0) throw new Refusal("propose.tooLong", { field: t(`propose.${field}`), count });
  }
}

function form(input: Entered, { locale, t }: Ink, error = ""): DialogReply {
  const card = proposeTemplate({
    lang: locale,
    title: t("propose.title"),
    error,
    about: t("propose.about"),
    termLabel: t("propose.term"),
    termMissing: t("propose.termMissing"),
    languageLabel: t("propose.language"),
    languageMissing: t("propose.languageMissing"),
    languages: languages.map((language) => ({ value: language, name: t(`language.${language}`) })),
    definitionLabel: t("propose.definition"),
    sourceLabel: t("propose.source"),
    send: t(input.anyway === "yes" ? "propose.anyway" : "propose.send"),
    ...input,
    term: unformatted(input.term),
    definition: unformatted(input.definition),
    source: unformatted(input.source),
  });
  return { title: t("propose.title"), card };
}

const termIn = ({ text }: QuotedMessage): string => {
  const whole = text.trim();
  return whole.length <= longestWholeTerm && !whole.includes("\n") ? whole : "";
};

const sourceIn = ({ link = "" }: QuotedMessage): string => (link.length <= limits.source ? link : "");

function draftFrom({ term: text, language, definition, source }: Entered): ConceptDraft {
  const silent = { definition: { text: "", source: "" }, note: "" };
  const said = definition.trim() ? { text: definition.trim(), source } : silent.definition;
  return {
    field: null,
    source: "",
    note: "",
    sv: silent,
    fi: silent,
    en: silent,
    [language]: { ...silent, definition: said },
    terms: [
      {
        id: "t1",
        language,
        term: text.trim(),
        status: "proposed",
        partOfSpeech: null,
        gender: null,
        type: null,
        usage: [],
        equivalence: "exact",
        source,
        context: { text: "", source: "" },
        note: "",
      },
    ],
    relations: [],
    topicId: null,
  };
}

import { z } from "zod";
import { type Ink, linkTo, saidCard } from "#features/forum/cards/card.ts";
import { languages, limits, startInput, topicId } from "#features/forum/contract.ts";
import type { Access } from "#features/forum/members/access.ts";
import type { FieldName } from "#features/forum/reading/topic-view.ts";
import { languageOf } from "#features/forum/topics/languages.ts";
import type { Writing } from "#features/forum/writing/writing.ts";
import { dialog, type Feature } from "#platform/feature.ts";
import type { Locale } from "#platform/i18n/texts.ts";
import { plainText } from "#platform/markdown.ts";
import { Refusal } from "#platform/refusal.ts";
import { unformatted, wholeCard } from "#platform/teams/card.ts";
import type { QuotedMessage } from "#platform/teams/extension.ts";
import type { DialogReply, Turn } from "#platform/teams/turn.ts";
import { momentInWords } from "#platform/time/in-words.ts";
import form from "./templates/start-form.json" with { type: "json" };

type Ports = {
  access: Access;
  writing: Writing;
  fields(tenantId: string): Promise<FieldName[]>;
  inkFor(locale: Locale): Ink;
  /** A fresh UUID. */
  newId(): string;
};

/** What was written in the form; too much of it is told, and not an old card. */
const entered = z.object({
  topic: topicId,
  title: z.string().max(1_000).default(""),
  text: z.string().max(40_000).default(""),
  language: z.enum(languages),
  tags: z.string().max(1_000).default(""),
});
type Entered = z.infer<typeof entered>;

const formTemplate = wholeCard([form]);

/** "Start a topic" from any message: what was said is quoted, and whoever begins it says what they want to know. */
export function startDialog({ access, writing, fields, inkFor, newId }: Ports) {
  async function page(turn: Turn, values: Entered, error = ""): Promise<DialogReply> {
    const { locale, t } = turn;
    const all = await fields(turn.person.tenantId);
    const card = formTemplate({
      lang: locale,
      title: t("start.title"),
      error,
      titleLabel: t("start.titleLabel"),
      // A field shows what is in it as it is, and sends it back so.
      titleValue: values.title,
      textLabel: t("start.textLabel"),
      textValue: fitting(values.text),
      languageLabel: t("start.languageLabel"),
      language: values.language,
      languages: languages.map((id) => ({ id, name: t(`language.${id}`) })),
      tagsLabel: t("start.tagsLabel"),
      tags: values.tags,
      hasTags: all.length > 0,
      allTags: all.map(({ id, name }) => ({ id, name: unformatted(name[locale]) })),
      submit: t("start.submit"),
      topic: values.topic,
    });
    return { title: t("start.title"), card };
  }

  const outside = ({ locale, t }: Turn): DialogReply => {
    const ink = inkFor(locale);
    const open = { title: t("join"), url: ink.tabLink("/network") };
    return { title: t("start.title"), card: saidCard(t("membersOnly"), open, ink) };
  };

  return {
    messageActions: {
      async start(message, turn) {
        if (!(await access.memberOf(turn.person))) return outside(turn);
        return page(turn, {
          topic: newId(),
          title: titleFrom(message.text),
          text: quoteOf(message, turn),
          language: languageOf(message.text) ?? turn.locale,
          tags: "",
        });
      },
    },

    dialogs: {
      /** The form brings the topic's id, so that sent twice it begins one. */
      start: dialog(entered, async (values, turn) => {
        const viewer = await access.memberOf(turn.person);
        if (!viewer) return outside(turn);
        const { topic: id, title, text, language } = values;
        const tags = values.tags.split(",").filter((tag) => tag !== "");
        const input = startInput.safeParse({ id, title, text, language, tags, mentions: [] });
        if (!input.success) return page(turn, values, turn.t(faultIn(input.error)));
        try {
          const topic = await writing.start(viewer, input.data);
          const ink = inkFor(turn.locale);
          const open = { title: turn.t("open"), url: linkTo(topic, ink) };
          return { title: turn.t("start.title"), card: saidCard(turn.t("start.done"), open, ink) };
        } catch (error) {
          if (error instanceof Refusal) return page(turn, values, turn.t(error.reason, error.values));
          throw error;
        }
      }),
    },
  } satisfies Pick<Feature, "messageActions" | "dialogs">;
}

function faultIn({ issues }: z.ZodError): string {
  const field = issues[0]?.path[0];
  return field === "title" || field === "text" || field === "tags" ? `start.${field}Fault` : "start.fault";
}

/** What was sent in comes back into the form as far as a card holds it: line breaks and the like count for several. */
function fitting(text: string): string {
  let most: number = limits.post;
  while (JSON.stringify(text.slice(0, most)).length > mostFieldLength) most = Math.floor(most * 0.9);
  return text.slice(0, most).toWellFormed();
}

const mostFieldLength = 32_000;

/** Its first line. */
const titleFrom = (text: string): string =>
  plainText(text, limits.title).split("\n")[0]?.toWellFormed().trim() ?? "";

/** What was said as a quote in Markdown, with who said it, when and where; "" from the compose box. */
function quoteOf({ text, author, sentAt, link }: QuotedMessage, { locale, t }: Turn): string {
  if (text.trim() === "") return "";
  const quoted = text
    .trim()
    .replace(/\n{3,}/g, "\n\n")
    .split("\n")
    .map((line) => `> ${line}`);
  const when = sentAt ? momentInWords(sentAt, locale) : "";
  const by = [author?.replace(/[\\[\]()*_`<>]/g, ""), when].filter((part) => part).join(", ");
  const where = link ? `[${t("start.message")}](${encodeURI(decodeSafely(link)).replace(/[()]/g, "")})` : "";
  const source = [by, where].filter((part) => part).join(" · ");
  return `${quoted.join("\n")}\n${source ? `>\n> ${source}\n` : ""}\n`;
}

function decodeSafely(link: string): string {
  try {
    return decodeURI(link);
  } catch {
    return link;
  }
}

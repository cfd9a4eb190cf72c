import { z } from "zod";
import { dialog, type Feature } from "#platform/feature.ts";
import type { Locale } from "#platform/i18n/texts.ts";
import { isShortened, plainText } from "#platform/markdown.ts";
import type { DialogReply, Turn } from "#platform/teams/turn.ts";
import { checkCard, findingsCard, type Ink } from "./card.ts";
import type { InText } from "./text-scan.ts";

const longestText = 8_000;

type Ports = { check: InText["check"]; inkFor(locale: Locale): Ink };

/** Terms checked in a message, or in a text that is pasted in: everybody may, since only decided terms are told of. */
export function checking({ check, inkFor }: Ports): Required<Pick<Feature, "messageActions" | "dialogs">> {
  async function checked(text: string, { person, locale }: Turn, isCut = false): Promise<DialogReply> {
    const ink = inkFor(locale);
    const findings = await check(person.tenantId, text);
    return { title: ink.t("check.title"), card: findingsCard(findings, ink, isCut ? longestText : null) };
  }

  return {
    messageActions: {
      async check({ text }, turn) {
        const plain = plainText(text, longestText + 1);
        const isCut = isShortened(text) || plain.length > longestText;
        if (text.trim() !== "") return checked(plain.slice(0, longestText), turn, isCut);
        const ink = inkFor(turn.locale);
        return { title: ink.t("check.title"), card: checkCard(ink) };
      },
    },
    dialogs: {
      check: dialog(z.strictObject({ text: z.string().trim().min(1).max(longestText) }), ({ text }, turn) =>
        checked(text, turn),
      ),
    },
  };
}

import { type AskedSession, sessionPath } from "#features/coffee/attendance/requested-session.ts";
import { type Ink, languageFor, pageOf, titleOf } from "#features/coffee/cards/card-context.ts";
import { whenOf } from "#features/coffee/cards/when.ts";
import type { LinkPreview } from "#platform/feature.ts";
import type { Locale } from "#platform/i18n/texts.ts";
import { cardTemplate, plain, unformatted } from "#platform/teams/card.ts";
import shape from "./templates/link.json" with { type: "json" };

type Ports = { asked: AskedSession; inkFor(locale: Locale): Ink };

const template = cardTemplate(shape);

/** A link to a session, pasted into a message: what it is called and when it is, for whoever takes part. */
export function sessionLinks({ asked, inkFor }: Ports): LinkPreview[] {
  return [
    {
      path: sessionPath,
      async preview(params, { person, locale }) {
        // In chat nobody has roles.
        const { session } = await asked.seen({ person: { ...person, roles: [] }, params });
        const ink = inkFor(languageFor(session, locale));
        const name = titleOf(session, ink);
        const title = session.cancelledAt ? ink.t("cancelled.title", { title: name }) : name;
        const when = whenOf(session, ink);
        const card = template({
          lang: ink.locale,
          title: plain(title),
          when,
          open: ink.t("action.page"),
          page: pageOf(session, ink),
        });
        return { title: unformatted(title), text: when, card };
      },
    },
  ];
}

import type { Access } from "#features/surveys/survey/access.ts";
import type { SurveyStore } from "#features/surveys/survey/store.ts";
import type { LinkPreview } from "#platform/feature.ts";
import type { Locale } from "#platform/i18n/texts.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { cardTemplate, plain, unformatted } from "#platform/teams/card.ts";
import { type CardContext, languageFor } from "./card.ts";
import shape from "./templates/link.json" with { type: "json" };

type Ports = { store: SurveyStore; access: Access; clock: Clock; contextFor(locale: Locale): CardContext };

const template = cardTemplate(shape);

/** A link to a survey, pasted into a message: what it is called, and nothing else of it. */
export function surveyLinks({ store, access, clock, contextFor }: Ports): LinkPreview[] {
  const linkTo = (end: string): LinkPreview => ({
    path: `/surveys/:id${end}`,
    async preview({ id = "" }, { person, locale }) {
      const survey = await store.find(person.tenantId, id);
      if (!(await access.maySeeName(survey, person, clock.now()))) return undefined;
      const language = languageFor(survey, locale);
      const { t, tabLink } = contextFor(language);
      const title = survey.draft.title[language];
      const page = tabLink(`/surveys/${survey.id}${end}`);
      const card = template({ lang: language, title: plain(title), open: t("list.open"), page });
      return { title: unformatted(title), text: "", card };
    },
  });
  return [linkTo(""), linkTo("/results")];
}

import type { Answers } from "#features/surveys/contract.ts";
import { inputOf } from "#features/surveys/questions/answer.ts";
import { answerText } from "#features/surveys/questions/question-fields.ts";
import { fitsCard, isPulse } from "#features/surveys/survey/pages.ts";
import type { Survey } from "#features/surveys/survey/survey.ts";
import type { Locale } from "#platform/i18n/texts.ts";
import { plain, wholeCard } from "#platform/teams/card.ts";
import type { Card } from "#platform/teams/turn.ts";
import { type CardContext, closingTime, languageFor, type Shown, saying, switchTo } from "./card.ts";
import { whoSees } from "./promise.ts";
import change from "./templates/change.json" with { type: "json" };
import languages from "./templates/languages.json" with { type: "json" };
import thanks from "./templates/thanks.json" with { type: "json" };

const thanksTemplate = wholeCard([thanks, change, languages], ["given", "receipt", "entered", "of"]);

/** A person's answer as it lies in the box: counted in totals that are shown, it stays; `kept` when they tried to change it. */
type Given = { receipt: string; isCounted?: boolean; isKept?: boolean; answers?: Answers };

/** After answering, in place of the card, until the survey closes. */
export function thanksCard(survey: Survey, context: CardContext, answered: Given): Card {
  const { receipt, isCounted = false, isKept = false, answers } = answered;
  const language = languageFor(survey, context.locale);
  const [question] = survey.draft.questions;
  const given = answers && question && isPulse(survey.draft) ? answers[question.id] : undefined;
  return thanksTemplate({
    ...thanksFor(survey, context),
    ...(isCounted ? { what: context.t("card.thanks.counted") } : {}),
    error: isKept ? context.t("card.notChanged") : "",
    thanks: isKept ? "" : context.t("card.thanks"),
    isInCard: !isCounted && !isInDialog(survey),
    inDialog: !isCounted && isInDialog(survey),
    given:
      question && given !== undefined
        ? context.t("card.given", { answer: plain(answerText(question, given, language, context.t)) })
        : "",
    receipt: receipt && survey.draft.kind === "sealed" ? context.t("card.receipt", { receipt }) : "",
    entered: answers ? JSON.stringify(inputOf(answers)) : "",
    at: "thanks" satisfies Shown,
    of: receipt,
  });
}

/** What the thanks say to everybody who reads one language. */
const thanksFor = perSurvey((survey, context) => ({
  ...switchTo(survey, languageFor(survey, context.locale)),
  title: plain(survey.draft.title[languageFor(survey, context.locale)]),
  what: context.t(`card.thanks.${survey.draft.kind}`, { closes: closingTime(survey, context.locale) }),
  sees: saying(whoSees(survey, "open"), context),
  change: context.t("card.change"),
  results: survey.draft.shared ? context.tabLink(`/surveys/${survey.id}/results`) : "",
  seeResults: context.t(survey.draft.kind === "live" ? "card.results" : "card.resultsLater"),
}));

const isInDialog = ({ draft }: Survey) => !isPulse(draft) && !fitsCard(draft);

/** Made once for each version of a survey and each language: every answer is thanked for. */
function perSurvey<Values>(
  make: (survey: Survey, context: CardContext) => Values,
): (survey: Survey, context: CardContext) => Values {
  const known = new WeakMap<Survey, Map<Locale, Values>>();
  return (survey, context) => {
    const made = known.get(survey) ?? new Map<Locale, Values>();
    const values = made.get(context.locale) ?? make(survey, context);
    made.set(context.locale, values);
    known.set(survey, made);
    return values;
  };
}

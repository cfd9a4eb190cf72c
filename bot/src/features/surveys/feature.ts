import type { Feature, Platform } from "#platform/feature.ts";
import { defineTexts, type Locale, translators } from "#platform/i18n/texts.ts";
import { rosters } from "#platform/sending/rosters.ts";
import { sendingViews } from "#platform/sending/views.ts";
import { type Translating, translationRoutes } from "#platform/translating.ts";
import { ballotBox } from "./ballots/ballot-box.ts";
import { voting } from "./ballots/voting.ts";
import { surveyBot } from "./cards/actions.ts";
import type { Ink } from "./cards/card.ts";
import { surveyLinks } from "./cards/link-preview.ts";
import { cardMessage } from "./cards/messages.ts";
import { releaseStore } from "./results/release-store.ts";
import { changesBetweenSurveys } from "./results/trends/trend-view.ts";
import { surveyViews } from "./results/view.ts";
import { surveyJobs } from "./sending/jobs.ts";
import { publishing } from "./sending/lifecycle.ts";
import { openings } from "./sending/pending-sendings.ts";
import { surveyApi } from "./sending/routes.ts";
import { startSurvey } from "./sending/starting.ts";
import { surveyAccess } from "./survey/access.ts";
import { surveyStore } from "./survey/store.ts";
import { organisedId, translatableSurveys } from "./survey/translatable.ts";
import en from "./texts/en.json" with { type: "json" };
import fi from "./texts/fi.json" with { type: "json" };
import sv from "./texts/sv.json" with { type: "json" };

/** What surveys are handed beside the platform: wires to other features. */
type Wires = {
  /** How translations of their texts are asked for. */
  translating: Translating;
};

/** Pulse surveys: written in the tab, posted and answered in chat, counted from a sealed ballot box. */
export function surveys({ translating, ...platform }: Platform & Wires) {
  const { tables, keys, clock, jobs, messenger, sender, places, tabLink } = platform;
  const texts = defineTexts({ sv, fi, en });
  const words = translators(texts);
  const inkFor = (locale: Locale): Ink => ({ locale, t: words[locale], tabLink });

  const store = surveyStore(tables);
  const box = ballotBox(tables, keys);
  const opened = openings(tables);
  const publish = publishing({ store, box, openings: opened, sender, jobs, places, messenger, clock });
  const releases = releaseStore(tables);
  const access = surveyAccess(messenger, places);
  const views = surveyViews({ store, access, box, releases, clock });
  const sendings = sendingViews(platform);
  const vote = voting(store, box, jobs, clock);

  return {
    name: "surveys",
    texts,
    ...surveyBot(vote, inkFor),
    linkPreviews: surveyLinks({ store, access, clock, inkFor }),
    routes: [
      ...surveyApi({ store, access, views, publishing: publish, sender, sendings, jobs, clock, inkFor }),
      ...translationRoutes({ path: "/surveys/:id", idFor: organisedId(store, access), ...translating }),
    ],
    jobs: surveyJobs(store, publish, releases, jobs, clock, (work) => platform.apart("surveys/count", work)),
    messages: { card: cardMessage({ store, rosters: rosters(platform), clock, inkFor }) },
    start: startSurvey({ store, publishing: publish, sender, clock }),
    changes: changesBetweenSurveys({ store, releases, access, clock }),
    translatable: translatableSurveys({ store, access, clock }),
  } satisfies Feature & { start: unknown; changes: unknown; translatable: unknown };
}

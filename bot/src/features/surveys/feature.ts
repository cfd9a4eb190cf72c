import type { Feature, Platform } from "#platform/feature.ts";
import { defineTexts, type Locale, translators } from "#platform/i18n/texts.ts";
import { rosters } from "#platform/sending/rosters.ts";
import { sendingViews } from "#platform/sending/views.ts";
import { type Translating, translationRoutes } from "#platform/translating.ts";
import { surveyAccess } from "./access.ts";
import { surveyApi } from "./api.ts";
import { ballotBox } from "./ballot-box.ts";
import { surveyBot } from "./bot.ts";
import { cardMessage } from "./card-message.ts";
import type { Ink } from "./cards.ts";
import { changesBetweenSurveys } from "./changes.ts";
import { surveyJobs } from "./jobs.ts";
import { surveyLinks } from "./link-preview.ts";
import { openings } from "./openings.ts";
import { publishing } from "./publishing.ts";
import { releaseStore } from "./release-store.ts";
import { startSurvey } from "./starting.ts";
import { surveyStore } from "./store.ts";
import en from "./texts/en.json" with { type: "json" };
import fi from "./texts/fi.json" with { type: "json" };
import sv from "./texts/sv.json" with { type: "json" };
import { organisedId, translatableSurveys } from "./translatable.ts";
import { surveyViews } from "./views.ts";
import { voting } from "./voting.ts";

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

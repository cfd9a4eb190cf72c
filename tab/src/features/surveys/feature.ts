import type { Feature } from "#platform/feature.ts";
import "./survey-texts.ts"; // Every page below shows them: their loading starts beside the page's own code.

export const surveys: Feature = {
  name: "surveys",
  title: { sv: "Enkäter", fi: "Kyselyt", en: "Surveys" },
  about: {
    sv: "Kanalens medlemmar ser de resultat som har delats. Arrangörerna ser också sina egna enkäter.",
    fi: "Kanavan jäsenet näkevät jaetut tulokset. Järjestäjät näkevät myös omat kyselynsä.",
    en: "Members of the channel see the results that have been shared. Organisers also see their own surveys.",
  },
  pages: [
    { path: "", load: () => import("./survey/list-page.tsx").then(({ ListPage }) => ({ Page: ListPage })) },
    { path: "new", load: () => import("./survey/new-page.tsx").then(({ NewPage }) => ({ Page: NewPage })) },
    {
      path: "surveys/:id",
      load: () => import("./survey/survey-page.tsx").then(({ SurveyPage }) => ({ Page: SurveyPage })),
      pages: [
        {
          path: "",
          load: () => import("./survey/survey-page.tsx").then(({ FirstPage }) => ({ Page: FirstPage })),
        },
        {
          path: "build",
          load: () => import("./questions/build-page.tsx").then(({ BuildPage }) => ({ Page: BuildPage })),
        },
        {
          path: "send",
          load: () => import("./sending/send-page.tsx").then(({ SendPage }) => ({ Page: SendPage })),
        },
        {
          path: "results",
          load: () => import("./results/results-page.tsx").then(({ ResultsPage }) => ({ Page: ResultsPage })),
        },
      ],
    },
  ],
};

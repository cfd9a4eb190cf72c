import type { Feature } from "#platform/feature.ts";
import { surveyTexts } from "./survey-texts.ts";

void surveyTexts; // Every page below shows them: their loading starts beside the page's own code.

export const surveys: Feature = {
  name: "surveys",
  pages: [
    { path: "", load: () => import("./list-page.tsx").then(({ ListPage }) => ({ Page: ListPage })) },
    {
      path: "surveys/:id",
      load: () => import("./survey-page.tsx").then(({ SurveyPage }) => ({ Page: SurveyPage })),
      pages: [
        { path: "", load: () => import("./survey-page.tsx").then(({ FirstPage }) => ({ Page: FirstPage })) },
        {
          path: "build",
          load: () => import("./build/build-page.tsx").then(({ BuildPage }) => ({ Page: BuildPage })),
        },
        {
          path: "send",
          load: () => import("./send/send-page.tsx").then(({ SendPage }) => ({ Page: SendPage })),
        },
        {
          path: "results",
          load: () => import("./results/results-page.tsx").then(({ ResultsPage }) => ({ Page: ResultsPage })),
        },
      ],
    },
  ],
};

import type { Feature } from "#platform/feature.ts";

export const jobs: Feature = {
  name: "jobs",
  isForAdministrators: true,
  title: { sv: "Misslyckat arbete", fi: "Epäonnistuneet työt", en: "Failed work" },
  about: {
    sv: "Vad appen gav upp efter alla försök, och ett nytt försök när orsaken är borta.",
    fi: "Mistä sovellus luopui kaikkien yritysten jälkeen, ja uusi yritys, kun syy on poistunut.",
    en: "What the app gave up after all its tries, and another try once the cause is gone.",
  },
  pages: [
    {
      path: "jobs",
      load: () => import("./failed-page.tsx").then(({ FailedPage }) => ({ Page: FailedPage })),
    },
  ],
};

import type { Feature } from "#platform/feature.ts";
import { networkGroup } from "#platform/groups.ts";

export const forum: Feature = {
  name: "forum",
  group: networkGroup,
  title: { sv: "Forum", fi: "Foorumi", en: "Forum" },
  about: {
    sv: "Medlemmarna i nätverket för kommunala översättare diskuterar och svarar varandra. Andra ser bara det som läggs ut i en kanal i Teams.",
    fi: "Kuntakääntäjien verkoston jäsenet keskustelevat ja vastaavat toisilleen. Muut näkevät vain sen, mikä lähetetään Teamsin kanavalle.",
    en: "Members of the network of municipal translators discuss and answer each other. Others see only what is posted to a channel in Teams.",
  },
  pages: [
    {
      path: "forum",
      load: () => import("./reading/list-page.tsx").then(({ ListPage }) => ({ Page: ListPage })),
    },
    {
      path: "forum/new",
      load: () => import("./writing/new-page.tsx").then(({ NewPage }) => ({ Page: NewPage })),
    },
    {
      path: "forum/search",
      load: () => import("./search/search-page.tsx").then(({ SearchPage }) => ({ Page: SearchPage })),
    },
    {
      path: "forum/drafts",
      load: () => import("./writing/drafts-page.tsx").then(({ DraftsPage }) => ({ Page: DraftsPage })),
    },
    {
      path: "forum/reports",
      load: () => import("./reading/reports-page.tsx").then(({ ReportsPage }) => ({ Page: ReportsPage })),
    },
    {
      path: "forum/settings",
      load: () => import("./members/settings-page.tsx").then(({ SettingsPage }) => ({ Page: SettingsPage })),
    },
    {
      path: "forum/topics/:id",
      load: () => import("./topics/topic-page.tsx").then(({ TopicPage }) => ({ Page: TopicPage })),
    },
  ],
};

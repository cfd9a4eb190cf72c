import type { Feature } from "#platform/feature.ts";

export const coffee: Feature = {
  name: "coffee",
  title: { sv: "Kaffe", fi: "Kahvit", en: "Coffee" },
  about: {
    sv: "Kanalens medlemmar ser kommande träffar och sina egna svar. Arrangörerna planerar sina serier här.",
    fi: "Kanavan jäsenet näkevät tulevat tapaamiset ja omat vastauksensa. Järjestäjät suunnittelevat sarjansa täällä.",
    en: "Members of the channel see the coming sessions and their own answers. Organisers plan their series here.",
  },
  panel: "coffee/now",
  pages: [
    {
      path: "coffee",
      load: () => import("./series/list/list-page.tsx").then(({ ListPage }) => ({ Page: ListPage })),
    },
    {
      path: "coffee/now",
      load: () => import("./organising/panel/panel-page.tsx").then(({ PanelPage }) => ({ Page: PanelPage })),
    },
    {
      path: "coffee/series/new",
      load: () => import("./series/new-page.tsx").then(({ NewPage }) => ({ Page: NewPage })),
    },
    {
      path: "coffee/series/:id",
      load: () => import("./series/series-page.tsx").then(({ SeriesPage }) => ({ Page: SeriesPage })),
    },
    {
      path: "coffee/series/:id/sessions/:date",
      load: () =>
        import("./series/session/session-page.tsx").then(({ SessionPage }) => ({ Page: SessionPage })),
    },
  ],
};

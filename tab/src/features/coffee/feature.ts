import type { Feature } from "#platform/feature.ts";

export const coffee: Feature = {
  name: "coffee",
  title: { sv: "Kaffe", fi: "Kahvit", en: "Coffee" },
  pages: [
    {
      path: "coffee",
      load: () => import("./list/list-page.tsx").then(({ ListPage }) => ({ Page: ListPage })),
    },
    {
      path: "coffee/now",
      load: () => import("./panel/panel-page.tsx").then(({ PanelPage }) => ({ Page: PanelPage })),
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
      load: () => import("./session/session-page.tsx").then(({ SessionPage }) => ({ Page: SessionPage })),
    },
  ],
};

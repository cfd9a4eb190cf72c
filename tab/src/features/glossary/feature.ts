import type { Feature } from "#platform/feature.ts";

export const glossary: Feature = {
  name: "glossary",
  title: { sv: "Termer", fi: "Termit", en: "Terms" },
  about: {
    sv: "Alla kan slå upp termer på svenska, finska och engelska. Nätverkets medlemmar föreslår och granskar dem här.",
    fi: "Kaikki voivat hakea termejä suomeksi, ruotsiksi ja englanniksi. Verkoston jäsenet ehdottavat ja tarkistavat niitä täällä.",
    en: "Anybody can look up terms in Swedish, Finnish and English. Members of the network propose and check them here.",
  },
  pages: [
    {
      path: "terms",
      load: () => import("./lookup/search-page.tsx").then(({ SearchPage }) => ({ Page: SearchPage })),
    },
    {
      path: "terms/new",
      load: () => import("./proposals/new-page.tsx").then(({ NewPage }) => ({ Page: NewPage })),
    },
    {
      path: "terms/import",
      load: () => import("./exchange/import-page.tsx").then(({ ImportPage }) => ({ Page: ImportPage })),
    },
    {
      path: "terms/export",
      load: () => import("./exchange/export-page.tsx").then(({ ExportPage }) => ({ Page: ExportPage })),
    },
    {
      path: "terms/fields",
      load: () =>
        import("./concepts/fields/fields-page.tsx").then(({ FieldsPage }) => ({ Page: FieldsPage })),
    },
    {
      path: "terms/concepts/:id",
      load: () => import("./concepts/concept-page.tsx").then(({ ConceptPage }) => ({ Page: ConceptPage })),
    },
    {
      path: "terms/concepts/:id/edit",
      load: () => import("./proposals/edit-page.tsx").then(({ EditPage }) => ({ Page: EditPage })),
    },
  ],
};

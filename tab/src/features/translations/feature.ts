import type { Feature } from "#platform/feature.ts";
import { networkGroup } from "#platform/groups.ts";

export const translations: Feature = {
  name: "translations",
  group: networkGroup,
  title: { sv: "Översättningar", fi: "Käännökset", en: "Translations" },
  about: {
    sv: "Texter som saknar ett språk väntar här på den som översätter. Ordlistan hjälper till, och en annan medlem granskar.",
    fi: "Tekstit, joista puuttuu jokin kieli, odottavat täällä kääntäjää. Sanasto auttaa, ja toinen jäsen tarkistaa.",
    en: "Texts that lack a language wait here for somebody to translate them. The glossary helps, and another member reviews.",
  },
  pages: [
    {
      path: "translations",
      load: () => import("./list/list-page.tsx").then(({ ListPage }) => ({ Page: ListPage })),
    },
    {
      path: "translations/:id",
      load: () => import("./order/order-page.tsx").then(({ OrderPage }) => ({ Page: OrderPage })),
    },
  ],
};

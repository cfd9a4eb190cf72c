import type { Feature } from "#platform/feature.ts";
import { networkGroup } from "#platform/groups.ts";

export const network: Feature = {
  name: "network",
  group: networkGroup,
  title: { sv: "Medlemmar", fi: "Jäsenet", en: "Members" },
  about: {
    sv: "Den som översätter inom kommunsektorn kan ansöka om medlemskap i nätverket. Medlemmarna ser varandra.",
    fi: "Kunta-alalla kääntävä voi pyytää päästä verkostoon. Jäsenet näkevät toisensa.",
    en: "Whoever translates in the municipal sector can ask to join the network. Members see each other.",
  },
  pages: [
    { path: "network", load: () => import("./home-page.tsx").then(({ HomePage }) => ({ Page: HomePage })) },
    {
      path: "network/join",
      load: () => import("./profile/join-page.tsx").then(({ JoinPage }) => ({ Page: JoinPage })),
    },
    {
      path: "network/members",
      load: () => import("./members/members-page.tsx").then(({ MembersPage }) => ({ Page: MembersPage })),
    },
    {
      path: "network/settings",
      load: () => import("./settings/settings-page.tsx").then(({ SettingsPage }) => ({ Page: SettingsPage })),
    },
  ],
};

import type { Draft } from "#features/surveys/contract.ts";
import { template } from "#features/surveys/survey/templates.ts";

/** How many of the respondents give each answer. */
export type Spread = Record<string, number>;

/** A survey that is cast ballot by ballot when the demo begins. Its results are counted like any other's. */
export type DemoSurvey = {
  id: string;
  draft: Omit<Draft, "closesAt">;
  respondents: number;
  /** How answers are spread over the respondents, question by question. */
  spreads: Record<string, Spread>;
  /** Answers that are spread within a group: the first `size` respondents, then the next. */
  groups?: { size: number; spreads: Record<string, Spread> }[];
};

const scale = (...counts: [number, number, number, number, number]): Spread =>
  Object.fromEntries(counts.map((count, at) => [String(at + 1), count]));

const recommend = (...counts: number[]): Spread =>
  Object.fromEntries(counts.map((count, at) => [String(at), count]));

/** The yearly customer survey: 347 people, among them those who find the work better, as good and worse. */
const customers: DemoSurvey = {
  id: "6f2d7a10-3c55-4a8e-9b21-0a4c1d2e3f40",
  draft: { ...template("kundenkat").draft, audience: 1200 },
  respondents: 347,
  spreads: {
    utveckling: { better: 87, same: 222, worse: 38 },
    fortroende: { ...scale(1, 3, 21, 115, 202), "-": 5 },
    kundkannedom: { ...scale(6, 23, 89, 160, 61), "-": 8 },
    vagvisare: { ...scale(9, 38, 112, 133, 43), "-": 12 },
    "viktig-intressebevakning": { ...scale(3, 9, 41, 121, 169), "-": 4 },
    "viktig-radgivning": { ...scale(3, 12, 57, 148, 121), "-": 6 },
    "viktig-natverk": { ...scale(4, 20, 82, 151, 82), "-": 8 },
    "viktig-information": { ...scale(5, 17, 83, 153, 81), "-": 8 },
    "kand-intressebevakning": { ...scale(8, 33, 103, 139, 60), "-": 4 },
    "kand-radgivning": { ...scale(4, 15, 68, 156, 101), "-": 3 },
    "kand-natverk": { ...scale(12, 46, 117, 121, 43), "-": 8 },
    "kand-information": { ...scale(14, 49, 121, 116, 39), "-": 8 },
    rekommendera: { ...recommend(3, 2, 3, 5, 7, 20, 30, 62, 98, 72, 38), "-": 7 },
    onskemal: {
      "Sakkunniga kunde vara lättare att nå per telefon.": 9,
      "Snabbare svar från rådgivningen, tack.": 12,
      "Neuvontaan vastauksia nopeammin.": 11,
      "Asiantuntijat voisivat olla helpommin tavoitettavissa.": 8,
      "Fler nätverksträffar på svenska.": 6,
      "Selkeämpi yhteenveto lausunnoista pienille kunnille.": 5,
      "Bra synlighet i medierna. Fortsätt så!": 4,
      "Koronaohjeet olivat hyviä ja tulivat ajoissa.": 7,
      "Mer stöd för tvåspråkiga kommuner.": 5,
    },
    roll: { kommundirektor: 96, ledning: 121, fortroendevald: 88, avtalskund: 31 },
  },
};

/** The evaluation of the relationship model, to both organisations' employees. */
const helsinki: DemoSurvey = {
  id: "8a1e5c22-94b7-4d06-8f3a-1b5d2e3f4a51",
  draft: { ...template("helsingfors").draft, audience: 160 },
  respondents: 78,
  spreads: {
    kontakter: { better: 49, same: 25, worse: 1, "-": 3 },
    vem: { ...scale(2, 8, 20, 33, 13), "-": 2 },
    utveckla: { mal: 21, "mal,roller": 17, "mal,dialog": 12, roller: 8, dialog: 9, "teman,dialog": 11 },
    lyckat: {
      "Sysselsättningsförsöken.": 6,
      "Utvidgningen av läroplikten.": 5,
      "Informationsutbytet om regionpolitik och trafik.": 4,
    },
  },
  // The finding is about the city's own representatives: of these 49, 27 say better.
  groups: [
    {
      size: 49,
      spreads: { organisation: { helsingfors: 49 }, samarbete: { better: 27, same: 20, worse: 2 } },
    },
    { size: 29, spreads: { organisation: { forbundet: 29 }, samarbete: { better: 12, same: 16, worse: 1 } } },
  ],
};

export const closedSurveys = [customers, helsinki];

/** Open when the demo begins, in the local Teams client's channel. */
export const openPulse = {
  id: "9b2f6d33-a5c8-4e17-9a4b-2c6e3f4a5b62",
  draft: { ...template("veckopuls").draft, kind: "live", languages: ["sv", "fi", "en"] } satisfies Omit<
    Draft,
    "closesAt"
  >,
};

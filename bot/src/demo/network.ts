import type { z } from "zod";
import type { startInput } from "#features/forum/contract.ts";
import type { ImportView } from "#features/glossary/contract.ts";
import type { NetworkView, Profile, RequestList } from "#features/network/contract.ts";
import type { Draft } from "#features/surveys/contract.ts";
import { days, later } from "#platform/jobs/clock.ts";
import { demoPeople } from "#platform/local/people.ts";
import type { DemoDoor } from "./door.ts";
import { termTable } from "./terms.ts";

/* The translators' network as it is when the demo begins: three members and one who waits, terms, talk, a translation. */

const [anna, bo, carita, demir] = demoPeople.map(({ id }) => id);

const profiles: [personId: string | undefined, profile: Profile][] = [
  [anna, profileOf("Kommunförbundet", ["sv", "fi", "en"], ["fi>sv", "sv>fi"], ["beslutsfattande"])],
  [bo, profileOf("Raseborg", ["sv", "fi"], ["fi>sv"], ["ekonomi", "statsandelar"])],
  [demir, profileOf("Borgå", ["sv", "fi"], ["sv>fi"], ["uppgifter"])],
  [carita, profileOf("Pargas", ["sv", "fi"], ["fi>sv"], [])],
];

type Topic = Omit<z.infer<typeof startInput>, "mentions"> & {
  by: string | undefined;
  answers: { by: string | undefined; id: string; text: string; isBest?: true }[];
};
const topics: Topic[] = [
  {
    by: anna,
    id: "8d4f2a10-5b6c-4d7e-8f90-1a2b3c4d5e01",
    title: "Omprövningsbegäran eller rättelseyrkande?",
    tags: ["beslutsfattande"],
    language: "sv",
    text: "I äldre protokoll står det **rättelseyrkande**. Vad skriver ni nu för *oikaisuvaatimus*?",
    answers: [
      {
        by: bo,
        id: "8d4f2a10-5b6c-4d7e-8f90-1a2b3c4d5e11",
        text: "Omprövningsbegäran. Så heter det i lagen sedan 2020, och så står det i vår ordlista.",
        isBest: true,
      },
    ],
  },
  {
    by: bo,
    id: "8d4f2a10-5b6c-4d7e-8f90-1a2b3c4d5e02",
    title: "Miten käännätte sanan elinvoimajohtaja?",
    tags: ["fortroendevalda"],
    language: "fi",
    text: "Meillä on ehdotettu kahta vaihtoehtoa:\n\n- livskraftsdirektör\n- näringslivsdirektör\n\nKumpi teillä on käytössä?",
    answers: [
      {
        by: anna,
        id: "8d4f2a10-5b6c-4d7e-8f90-1a2b3c4d5e12",
        text: "Livskraftsdirektör on yleisempi, mutta tehtävä ratkaisee.",
      },
    ],
  },
  {
    by: anna,
    id: "8d4f2a10-5b6c-4d7e-8f90-1a2b3c4d5e03",
    title: "Vilka verktyg använder ni för granskning?",
    tags: ["verktyg"],
    language: "sv",
    text: "Berätta gärna vad som fungerar, och vad som inte gör det.",
    answers: [],
  },
];

const importId = "8d4f2a10-5b6c-4d7e-8f90-1a2b3c4d5e20";
const surveyId = "8d4f2a10-5b6c-4d7e-8f90-1a2b3c4d5e30";

/** A draft in Swedish whose Finnish is to be translated. */
const survey = (now: Date): Draft => ({
  kind: "sealed",
  languages: ["sv", "fi"],
  title: inSwedish("Språket i vardagen"),
  intro: inSwedish("Tre snabba frågor om hur tvåspråkigheten fungerar hos er. Svaren är anonyma."),
  questions: [
    {
      id: "hjalp",
      type: "single",
      text: inSwedish("Får du hjälp när du behöver en text på det andra språket?"),
      choices: [
        { id: "ja", text: inSwedish("Ja, oftast") },
        { id: "ibland", text: inSwedish("Ibland") },
        { id: "nej", text: inSwedish("Nej, sällan") },
      ],
      required: false,
      dontKnow: true,
    },
    {
      id: "onskan",
      type: "text",
      text: inSwedish("Vad skulle göra det lättare?"),
      required: false,
      dontKnow: false,
    },
  ],
  backgrounds: [],
  segmentBy: null,
  closesAt: later(now, days(21)).toISOString(),
  audience: null,
  shared: false,
});

/** Every step may be repeated; letting Demir in is the last, and tells that all of it was done. */
export async function fillNetwork(door: DemoDoor, now: Date): Promise<void> {
  const { members } = await door.ask<NetworkView>("GET", "/network");
  if (members >= 3) return;
  for (const [personId, profile] of profiles)
    await door.ask("PUT", "/network/membership", { profile }, personId);
  await takeTermsIn(door);
  await letIn(door, "Bo");
  for (const topic of topics) await talk(door, topic);
  await door.ask("POST", "/surveys", { id: surveyId, draft: survey(now) });
  const order = { to: ["fi"], neededBy: later(now, days(10)).toISOString(), note: "Gärna enkelt språk." };
  await door.ask("POST", `/surveys/${surveyId}/translations`, order);
  await letIn(door, "Demir");
}

async function letIn(door: DemoDoor, name: string): Promise<void> {
  const { requests } = await door.ask<RequestList>("GET", "/network/requests");
  for (const request of requests.filter((one) => one.name === name))
    await door.ask("POST", `/network/requests/${request.id}/approval`, {});
}

async function takeTermsIn(door: DemoDoor): Promise<void> {
  const path = `/glossary/imports/${importId}`;
  const file = { id: importId, fileName: "demo.csv", format: "csv", parts: 1 };
  await door.ask("POST", "/glossary/imports", file);
  await door.ask("PUT", `${path}/parts/0`, { bytes: Buffer.from(termTable()).toString("base64") });
  const isIn = (states: ImportView["state"][]) => async () =>
    states.includes((await door.ask<ImportView>("GET", path)).state);
  await door.until(isIn(["ready", "importing", "done"]));
  await door.ask("POST", `${path}/start`, { rule: "skip", status: "preferred" });
  await door.until(isIn(["done"]));
}

async function talk(door: DemoDoor, { by, answers, ...topic }: Topic): Promise<void> {
  await door.ask("POST", "/forum/topics", { ...topic, mentions: [] }, by);
  const path = `/forum/topics/${topic.id}`;
  for (const [at, { by: answerer, isBest, ...answer }] of answers.entries()) {
    const post = { ...answer, language: topic.language, mentions: [], quote: null };
    await door.ask("POST", `${path}/posts`, post, answerer);
    if (isBest) await door.ask("PUT", `${path}/best`, { number: at + 2 }, by);
  }
}

function profileOf(
  municipality: string,
  reads: Profile["reads"],
  ways: ("fi>sv" | "sv>fi")[],
  areas: string[],
): Profile {
  const pairs = { "fi>sv": { from: "fi", to: "sv" }, "sv>fi": { from: "sv", to: "fi" } } as const;
  return { municipality, reads, translates: ways.map((way) => pairs[way]), areas, about: "" };
}

function inSwedish(text: string) {
  return { sv: text, fi: "", en: "" };
}

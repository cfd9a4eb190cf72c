import type {
  CoffeeList,
  SeriesDraft,
  SeriesView,
  SessionDraft,
  SessionView,
} from "#features/coffee/contract.ts";
import type { DemoDoor } from "./door.ts";

/* Kaffe med Uffe, as it runs when the demo begins: people are invited to the next session, have answered and asked. */

const seriesId = "5c1e9f20-7d3a-4b86-9e41-3a6b8c0d2e70";

/** The second Thursday of the month at 8.30, never in July. */
const draftFor = (placeId: string, today: string): SeriesDraft => ({
  title: { sv: "Kaffe med Uffe", fi: "Kaffe med Uffe", en: "Kaffe med Uffe" },
  about: {
    sv: "Fyrtiofem minuter om det som är på gång i kommunerna. Ta kaffet med.",
    fi: "Kolme varttia siitä, mitä kunnissa on tekeillä. Ota kahvit mukaan.",
    en: "Forty-five minutes about what is going on in the municipalities. Bring your coffee.",
  },
  languages: ["sv", "fi", "en"],
  rule: {
    repeats: { unit: "monthByWeekday", every: 1, nth: 2, weekday: 4 },
    startsOn: today,
    endsOn: null,
    time: "08:30",
    durationMinutes: 45,
    pausedMonths: [7],
    skippedDates: [],
  },
  host: "Uffe",
  capacity: 20,
  joinUrl: "https://teams.example/kaffe-med-uffe",
  placeIds: [placeId],
  invitation: { daysBefore: 14, time: "09:00" },
  questions: { open: true, anonymous: true },
  recap: { on: true, time: "09:00", pulse: true },
});

const session: Pick<SessionDraft, "theme" | "agenda"> = {
  theme: {
    sv: "Kundenkätens resultat",
    fi: "Asiakaskyselyn tulokset",
    en: "The results of the customer survey",
  },
  agenda: {
    sv: "Vad har blivit bättre\nVad gör vi härnäst\nFrågelådan",
    fi: "Mikä on parantunut\nMitä teemme seuraavaksi\nKysymyslaatikko",
    en: "What has become better\nWhat we do next\nThe question box",
  },
};

/** How the numbered respondents answer, from the first: so many of each. */
const answers = [
  ["yes", 11],
  ["maybe", 4],
  ["no", 3],
] as const;

const comers = answers[0][1];

/** Questions, whether they are asked anonymously, and how many vote for each. */
const questions = [
  [
    "6d2fa031-8e4b-4c97-8f52-4b7c9d1e3f81",
    "Kan rådgivningen svara per chatt i stället för per telefon?",
    true,
    7,
  ],
  ["6d2fa031-8e4b-4c97-8f52-4b7c9d1e3f82", "Miten pienet kunnat saavat tukea kilpailutuksiin?", false, 4],
  ["6d2fa031-8e4b-4c97-8f52-4b7c9d1e3f83", "När kommer nästa utbildning på svenska?", false, 2],
] as const;

/** Every step may be repeated. What somebody has since cancelled or changed is left as it is. */
export async function fillCoffee(door: DemoDoor, now: Date): Promise<void> {
  const today = now.toISOString().slice(0, 10);
  const draft = draftFor(door.placeId, today);
  const series = await door.ask<SeriesView>("POST", "/coffee/series", { id: seriesId, draft });
  if (series.state === "ended") return;
  await door.ask("POST", `/coffee/series/${seriesId}/start`);
  const { sessions } = await door.ask<CoffeeList>("GET", "/coffee");
  const next = sessions.find(
    ({ seriesId: id, state }) => id === seriesId && (state === "planned" || state === "invited"),
  );
  if (!next) return;

  const path = `/coffee/series/${seriesId}/sessions/${next.date}`;
  const view = await door.ask<SessionView>("GET", path);
  // Those who answer yes are the last: fewer than they are means that this was cut off, or that somebody was quicker.
  if (view.heads.yes + view.heads.waiting >= comers) return;
  if (view.theme.sv === "") {
    const { version } = view;
    await door.ask("PUT", path, { version, draft: { ...view.draft, ...session } });
  }
  await door.ask("POST", `${path}/invitation`, {});
  await door.posted(path);
  await takePart(door, { series: seriesId, date: next.date, language: "sv" });
}

async function takePart(door: DemoDoor, card: object): Promise<void> {
  for (const [at, [question, text, isAnonymous, votes]] of questions.entries()) {
    const asked = { ...card, question, text, anonymous: String(isAnonymous) };
    await door.press(at, "submit", "coffee/ask", asked);
    for (let voter = 0; voter < votes; voter++)
      await door.press(voter, "submit", "coffee/vote", { ...card, question, voted: true });
  }
  // Answers last: they tell that all of it was done.
  const all = answers.flatMap(([answer, count]) => Array.from({ length: count }, () => answer));
  for (const [number, answer] of [...all.entries()].reverse())
    await door.press(number, "action", "coffee/answer", { ...card, answer, scope: "session" });
}

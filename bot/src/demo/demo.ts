import { randomUUID } from "node:crypto";
import type { Draft, SurveyView } from "#features/surveys/contract.ts";
import { fitsCard, pages } from "#features/surveys/survey/pages.ts";
import { days, later, type Sleep, seconds, wallSleep } from "#platform/jobs/clock.ts";
import { fillCoffee } from "./coffee.ts";
import type { DemoDoor } from "./door.ts";
import { fillNetwork } from "./network.ts";
import { enteredBy } from "./respondents.ts";
import { closedSurveys, type DemoSurvey, openPulse } from "./surveys.ts";

/** Another where the demo has got more content: what was filled before is then gone through again. */
export const demoVersion = "2";

type Part = { name: string; fill(door: DemoDoor, now: Date): Promise<unknown> };

/** By the names that the console says them by. */
const parts: readonly Part[] = [
  {
    name: "surveys",
    fill: async (door, now) => {
      for (const survey of closedSurveys) await holdSurvey(door, survey, now);
    },
  },
  { name: "pulse", fill: publishPulse },
  { name: "coffee", fill: fillCoffee },
  { name: "network", fill: fillNetwork },
];

export type Progress = {
  /** The parts that are there: what somebody has changed or removed since stays as they left it. */
  filled?: ReadonlySet<string>;
  /** Called once a part is whole. */
  fill?(name: string): Promise<void>;
  pause?: Sleep;
  isStopping?(): boolean;
};

/** Parts of the demo that could not be filled in. The others are there. */
export class DemoIncomplete extends Error {
  readonly parts: readonly { name: string; error: unknown }[];

  constructor(parts: readonly { name: string; error: unknown }[]) {
    super(parts.map(({ name, error }) => `${name}: ${error}`).join("; "));
    this.name = "DemoIncomplete";
    this.parts = parts;
  }
}

const tries = 5;

/**
 * Demo content, made through the app's own door: closed surveys whose ballots are cast one by one and counted by the
 * app, an open pulse, a coffee that people are invited to, and a network that talks. Every step may be repeated, so a
 * demo that was cut off goes on where it was. The app works meanwhile, and may write first: a part that fails is begun
 * again, a few times, and keeps none of the others from being filled.
 */
export async function fillDemo(
  door: DemoDoor,
  now: Date,
  { filled = new Set(), fill = async () => {}, pause = wallSleep, isStopping = () => false }: Progress = {},
): Promise<void> {
  await persistently(door.arrive);
  const failed: { name: string; error: unknown }[] = [];
  for (const part of parts) {
    if (filled.has(part.name)) continue;
    try {
      await persistently(() => part.fill(door, now));
      await fill(part.name);
    } catch (error) {
      if (isStopping()) return;
      failed.push({ name: part.name, error });
    }
  }
  if (failed.length > 0) throw new DemoIncomplete(failed);

  async function persistently(run: () => Promise<unknown>): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await run();
        return;
      } catch (error) {
        if (attempt === tries || isStopping()) throw error;
        await pause(seconds(attempt));
      }
    }
  }
}

/**
 * Posts the open pulse once more, for somebody who has just opened the local Teams client: it forgets its messages
 * whenever its page is loaded.
 */
export async function showPulse(door: DemoDoor, now: Date): Promise<void> {
  const pulse = await publishPulse(door, now);
  if (pulse.may.send) await post(door, pulse.id, randomUUID());
}

function publishPulse(door: DemoDoor, now: Date): Promise<SurveyView> {
  return publish(door, openPulse.id, openPulse.draft, later(now, days(14)));
}

async function holdSurvey(door: DemoDoor, survey: DemoSurvey, now: Date) {
  const { state } = await publish(door, survey.id, survey.draft, later(now, days(1)));
  if (state !== "open") return;
  await door.posted(`/surveys/${survey.id}`);

  const whole = { ...survey.draft, closesAt: null };
  const all = pages(whole);
  for (const [number, entered] of enteredBy(survey).entries()) {
    const data = { survey: survey.id, language: "sv" };
    // One send-in, as at the end of a dialog: what was entered on the earlier pages travels with the last.
    await (fitsCard(whole)
      ? door.press(number, "action", "surveys/answer", { ...data, ...inputs(entered) })
      : door.press(number, "submit", "surveys/page", { ...data, ...lastPage(entered, all) }));
  }
  await door.ask("POST", `/surveys/${survey.id}/closure`, {});
}

async function publish(
  door: DemoDoor,
  id: string,
  draft: Omit<Draft, "closesAt">,
  closesAt: Date,
): Promise<SurveyView> {
  const whole: Draft = { ...draft, closesAt: closesAt.toISOString() };
  const survey = await door.ask<SurveyView>("POST", "/surveys", { id, draft: whole });
  if (survey.state !== "draft") return survey;
  await post(door, id, id);
  return { ...survey, state: "open", may: { ...survey.may, send: false } };
}

const post = (door: DemoDoor, surveyId: string, sendingId: string) =>
  door.ask("POST", `/surveys/${surveyId}/sendings`, {
    id: sendingId,
    placeIds: [door.placeId],
    at: null,
    // The demo's channel has few members, and its answers come from numbered ones.
    evenIfFew: true,
  });

const inputs = (entered: Record<string, string>) =>
  Object.fromEntries(Object.entries(entered).map(([question, value]) => [`q:${question}`, value]));

function lastPage(entered: Record<string, string>, all: ReturnType<typeof pages>) {
  const page = all.length - 1;
  const here = new Set(all[page]?.map(({ id }) => id));
  const split = Object.groupBy(Object.entries(entered), ([id]) => (here.has(id) ? "here" : "before"));
  const given = JSON.stringify(Object.fromEntries(split.before ?? []));
  return { page, go: "next", given, ...inputs(Object.fromEntries(split.here ?? [])) };
}

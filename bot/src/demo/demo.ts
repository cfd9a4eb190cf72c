import { randomUUID } from "node:crypto";
import type { Draft, SurveyView } from "#features/surveys/contract.ts";
import { fitsCard, pages } from "#features/surveys/survey/survey.ts";
import { days, later } from "#platform/jobs/clock.ts";
import { fillCoffee } from "./coffee.ts";
import type { DemoDoor } from "./door.ts";
import { fillNetwork } from "./network.ts";
import { enteredBy } from "./respondents.ts";
import { closedSurveys, type DemoSurvey, openPulse } from "./surveys.ts";

/** Another where the demo has got more content: what was filled before is then gone through again. */
export const demoVersion = "2";

/**
 * Demo content, made through the app's own door: closed surveys whose ballots are cast one by one and counted by the
 * app, an open pulse, a coffee that people are invited to, and a network that talks. Every step may be repeated, so a
 * demo that was cut off goes on where it was.
 */
export async function fillDemo(door: DemoDoor, now: Date): Promise<void> {
  await door.arrive();
  for (const survey of closedSurveys) await holdSurvey(door, survey, now);
  await publishPulse(door, now);
  await fillCoffee(door, now);
  await fillNetwork(door, now);
}

/**
 * Posts the open pulse once more, for somebody who has just opened the local Teams client: it forgets its messages
 * whenever its page is loaded.
 */
export async function showPulse(door: DemoDoor, now: Date): Promise<void> {
  const pulse = await publishPulse(door, now);
  if (pulse.may.send) await post(door, pulse.id, randomUUID());
}

const publishPulse = (door: DemoDoor, now: Date) =>
  publish(door, openPulse.id, openPulse.draft, later(now, days(14)));

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

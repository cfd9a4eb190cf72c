import type { Draft } from "#features/surveys/contract.ts";
import type { OrderList, OrderStates, OrderView } from "#features/translations/contract.ts";
import type { Person } from "#platform/teams/turn.ts";
import { anna, bo, respondent, type TestApp } from "./harness.ts";
import { inNetwork, keyOf, networked } from "./network.ts";
import { organise, pulse } from "./surveys.ts";

/* The translation queue to test with: Cecilia and David translate from Swedish into Finnish, Bo the other way. */

export const cecilia = { ...respondent(1), name: "Cecilia" };
export const david = { ...respondent(2), name: "David" };
const finnishToo: Draft = { ...pulse, languages: ["sv", "fi"] };

/** A draft in Swedish whose Finnish is missing. */
const unfinished = (): Draft => ({
  ...finnishToo,
  title: { sv: "Hur mår du?", fi: "", en: "" },
  intro: { sv: "", fi: "", en: "" },
  questions: [
    {
      id: "trivsel",
      type: "scale",
      text: { sv: "Trivs du?", fi: "", en: "" },
      low: { sv: "nej", fi: "ei", en: "" },
      high: { sv: "ja", fi: "", en: "" },
      required: false,
      dontKnow: false,
    },
  ],
});

/** What somebody does with orders in the tab. */
export function working(app: TestApp, who: Person) {
  const ask = <T>(method: "GET" | "POST" | "PUT" | "DELETE", path: string, input?: unknown) =>
    app.ask(who, [], method, path, input) as Promise<T>;
  const order = (id: string) => ask<OrderView>("GET", `/translations/${id}`);
  return {
    ask,
    order,
    list: (view: string) => ask<OrderList>("GET", `/translations?view=${view}`),
    take: (id: string) => ask<OrderView>("POST", `/translations/${id}/taking`),
    giveBack: (id: string) => ask<OrderView>("DELETE", `/translations/${id}/taking`),
    async write(id: string, texts: Record<string, string>) {
      const { version } = await order(id);
      return ask<OrderView>("PUT", `/translations/${id}`, { version, texts });
    },
    hand: (id: string) => ask<OrderView>("POST", `/translations/${id}/review`),
    approve: (id: string) => ask<OrderView>("POST", `/translations/${id}/approval`),
    sendBack: (id: string, remark: string) =>
      ask<OrderView>("POST", `/translations/${id}/return`, { remark }),
    withdraw: (id: string) => ask<OrderView>("POST", `/translations/${id}/withdrawal`),
  };
}

export const whole = { title: "Mitä kuuluu?", "q:trivsel": "Viihdytkö?", "q:trivsel:high": "kyllä" };
export const wish = { to: ["fi"], neededBy: "2026-11-26T10:00:00.000Z", note: "Gärna kort." };

export async function surveyed(app: TestApp, draft: Draft = unfinished()) {
  const { id } = await organise(app).write(draft);
  const ask = (input: unknown = wish) =>
    app.ask(anna, ["Organiser"], "POST", `/surveys/${id}/translations`, input) as Promise<OrderStates>;
  const states = () =>
    app.ask(anna, ["Organiser"], "GET", `/surveys/${id}/translations`) as Promise<OrderStates>;
  const change = async (edit: (draft: Draft) => Draft) => {
    const { version, draft: now } = await organise(app).view(id);
    return app.ask(anna, ["Organiser"], "PUT", `/surveys/${id}`, { version, draft: edit(now) });
  };
  return { surveyId: id, ask, states, change };
}

/** A survey of Anna's whose Finnish has been asked for, and Cecilia and David, who translate into it. */
export async function ordered(app: TestApp) {
  await translators(app);
  const survey = await surveyed(app);
  const { orders } = await survey.ask();
  return { ...survey, id: orders[0]?.id ?? "" };
}

export async function translators(app: TestApp): Promise<void> {
  await networked(app, []);
  const key = keyOf(await inNetwork(app, anna).invite());
  for (const one of [cecilia, david])
    await inNetwork(app, one).join({ translates: [{ from: "sv", to: "fi" }] }, key);
  await inNetwork(app, bo).join({ translates: [{ from: "fi", to: "sv" }] }, key);
}

/** Taken, translated and handed in by Cecilia. */
export async function handedIn(app: TestApp, id: string, texts: Record<string, string> = whole) {
  await working(app, cecilia).take(id);
  await working(app, cecilia).write(id, texts);
  return working(app, cecilia).hand(id);
}

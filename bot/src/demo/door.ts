import { setTimeout } from "node:timers/promises";
import type { Outcome, SendingView } from "#platform/sending/contract.ts";

/** The app as the demo uses it: from outside, like everybody else. */
export type DemoDoor = {
  /** The bot comes to know the demo place. */
  arrive(): Promise<void>;
  /** What the demo organiser's tab asks for, or another demo person's. */
  ask<T>(method: "GET" | "POST" | "PUT", path: string, input?: object, personId?: string): Promise<T>;
  /** Resolves once the card of what is at that path, such as "/surveys/…", is in the demo place, or has been tried. */
  posted(path: string): Promise<void>;
  /** Resolves once it is so. */
  until(isSo: () => Promise<boolean>): Promise<void>;
  /**
   * A respondent's press of a card button in the demo place, or a page sent in from the dialog. Fails unless what was
   * said is taken: a demo with fewer ballots than it says would be a lie.
   */
  press(respondent: number, kind: "action" | "submit", verb: string, data: object): Promise<void>;
  /** The place that the demo surveys are posted to. */
  placeId: string;
};

export type LocalDoor = {
  url: string;
  /** A tab token of the demo organiser, or of another demo person. */
  token(personId?: string): Promise<string>;
  tenantId: string;
  botId: string;
  serviceUrl: string;
};

/** As in .m365agentsplayground.yml. */
const team = { id: "19:kommunnatverket@thread.tacv2", name: "Kommunnätverket" };
export const demoChannel = { id: "19:valmaende@thread.tacv2", name: "Välmående – Hyvinvointi" };

/** What the answer holds, by verb, where what was said is taken. */
const taken: Record<string, string> = {
  "surveys/answer": '"surveys/change"',
  "surveys/page": '"type":"message"',
  "coffee/answer": '"answer":"none"',
  "coffee/ask": "Tack, din fråga är med.",
  "coffee/vote": '"type":"continue"',
};

const deadlineMs = 20_000;
const mostTries = 20;

/** The demo's way into the running server: its API over HTTP, and activities as Teams would post them. */
export function localDoor({ url, token, tenantId, botId, serviceUrl }: LocalDoor): DemoDoor {
  async function post(path: string, body: object): Promise<Response> {
    const headers = { "content-type": "application/json" };
    const signal = AbortSignal.timeout(deadlineMs);
    return fetch(`${url}${path}`, { method: "POST", headers, body: JSON.stringify(body), signal });
  }

  /** A request of the demo organiser, who may be looking around in the tab and share the limit: it waits its turn. */
  async function ask<T>(
    method: "GET" | "POST" | "PUT",
    path: string,
    input?: object,
    personId?: string,
  ): Promise<T> {
    const headers = { "content-type": "application/json", authorization: `Bearer ${await token(personId)}` };
    const signal = AbortSignal.timeout(deadlineMs);
    for (;;) {
      const body = input && JSON.stringify(input);
      const response = await fetch(`${url}/api${path}`, { method, headers, signal, ...(body && { body }) });
      if (response.ok) return (await response.json()) as T;
      if (response.status !== 429) throw new Error(`The demo was answered ${response.status} at ${path}.`);
      await setTimeout(1_000, undefined, { signal });
    }
  }

  /** What every activity of the demo place has. */
  const common = {
    channelId: "msteams",
    serviceUrl,
    recipient: { id: `28:${botId}`, name: "Kommunpuls" },
    conversation: { id: demoChannel.id, tenantId, conversationType: "channel", isGroup: true },
    channelData: { tenant: { id: tenantId }, team, channel: { ...demoChannel, type: "standard" } },
  };

  async function tell(number: number, activity: object) {
    const id = `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
    const from = { id: `29:demo-${number}`, name: `Demo ${number}`, aadObjectId: id };
    const response = await post("/local/messages", {
      ...common,
      id: `demo-${number}`,
      locale: "sv-FI",
      from,
      ...activity,
    });
    if (!response.ok) throw new Error(`A demo activity was answered ${response.status}.`);
    return response.text();
  }

  return {
    placeId: demoChannel.id,

    arrive: async () =>
      void (await tell(0, { type: "conversationUpdate", membersAdded: [common.recipient] })),

    ask,

    async posted(path) {
      const isWaiting = ({ outcome }: { outcome: Outcome }) =>
        ["scheduled", "queued", "sending"].includes(outcome);
      // Where nobody plays Teams the card is tried again and again; answers are taken from the first try on.
      for (let tries = 0; tries < mostTries; tries++) {
        const { sendings } = await ask<{ sendings: SendingView[] }>("GET", `${path}/sendings`);
        if (!sendings.flatMap(({ targets }) => targets).some(isWaiting)) return;
        await setTimeout(300);
      }
    },

    async until(isSo) {
      for (let tries = 0; tries < mostTries; tries++) {
        if (await isSo()) return;
        await setTimeout(300);
      }
      throw new Error("The demo has waited too long.");
    },

    async press(number, kind, verb, data) {
      const invoke =
        kind === "action"
          ? {
              name: "adaptiveCard/action",
              value: { action: { type: "Action.Execute", verb, data }, trigger: "manual" },
            }
          : { name: "task/submit", value: { data: { ...data, verb } } };
      const answer = await tell(number, { type: "invoke", ...invoke });
      if (!answer.includes(taken[verb] ?? "")) throw new Error(`The demo answer ${number} was not taken.`);
    },
  };
}

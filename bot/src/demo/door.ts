import { setTimeout } from "node:timers/promises";
import type { Outcome, SendingView } from "#features/surveys/contract.ts";
import type { DemoDoor } from "./demo.ts";

export type LocalDoor = {
  url: string;
  /** A tab token of the demo organiser. */
  token(): Promise<string>;
  tenantId: string;
  botId: string;
  serviceUrl: string;
};

/** As in .m365agentsplayground.yml. */
const team = { id: "19:kommunnatverket@thread.tacv2", name: "Kommunnätverket" };
export const demoChannel = { id: "19:valmaende@thread.tacv2", name: "Välmående – Hyvinvointi" };

const deadlineMs = 20_000;

/** The demo's way into the running server: its API over HTTP, and activities as Teams would post them. */
export function localDoor({ url, token, tenantId, botId, serviceUrl }: LocalDoor): DemoDoor {
  async function post(path: string, body: object, headers: Record<string, string> = {}) {
    return fetch(`${url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(deadlineMs),
    });
  }

  /** What every activity of the demo place has. */
  const common = {
    channelId: "msteams",
    serviceUrl,
    recipient: { id: `28:${botId}`, name: "Kommunpuls" },
    conversation: { id: demoChannel.id, tenantId, conversationType: "channel", isGroup: true },
    channelData: { tenant: { id: tenantId }, team, channel: demoChannel },
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

    async ask<T>(path: string, input: object): Promise<T> {
      const response = await post(`/api${path}`, input, { authorization: `Bearer ${await token()}` });
      if (!response.ok) throw new Error(`The demo was answered ${response.status} at ${path}.`);
      return (await response.json()) as T;
    },

    async posted(surveyId) {
      const authorization = `Bearer ${await token()}`;
      const signal = AbortSignal.timeout(deadlineMs);
      for (;;) {
        const response = await fetch(`${url}/api/surveys/${surveyId}/sendings`, {
          headers: { authorization },
          signal,
        });
        const { sendings } = (await response.json()) as { sendings: SendingView[] };
        const isWaiting = ({ outcome }: { outcome: Outcome }) =>
          ["scheduled", "queued", "sending"].includes(outcome);
        if (!sendings.flatMap(({ targets }) => targets).some(isWaiting)) return;
        await setTimeout(300, undefined, { signal });
      }
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
      const isThanked = answer.includes(kind === "action" ? '"surveys/change"' : '"type":"message"');
      if (!isThanked) throw new Error(`The demo answer ${number} was not taken.`);
    },
  };
}

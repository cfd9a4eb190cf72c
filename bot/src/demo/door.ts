import type { DemoDoor } from "./demo.ts";

export type LocalDoor = {
  url: string;
  /** A tab token of the demo organiser. */
  token(): Promise<string>;
  tenantId: string;
  botId: string;
  serviceUrl: string;
  /** The channel that the demo surveys are posted to. */
  place: { id: string; name: string; teamId: string; teamName: string };
};

const deadlineMs = 20_000;

/** The demo's way into the running server: its API over HTTP, and activities as Teams would post them. */
export function localDoor({ url, token, tenantId, botId, serviceUrl, place }: LocalDoor): DemoDoor {
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
    conversation: { id: place.id, tenantId, conversationType: "channel", isGroup: true },
    channelData: {
      tenant: { id: tenantId },
      team: { id: place.teamId, name: place.teamName },
      channel: { id: place.id, name: place.name },
    },
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
  }

  return {
    placeId: place.id,

    arrive: () => tell(0, { type: "conversationUpdate", membersAdded: [common.recipient] }),

    async ask<T>(path: string, input: object): Promise<T> {
      const response = await post(`/api${path}`, input, { authorization: `Bearer ${await token()}` });
      if (!response.ok) throw new Error(`The demo was answered ${response.status} at ${path}.`);
      return (await response.json()) as T;
    },

    async press(number, kind, verb, data) {
      const invoke =
        kind === "action"
          ? {
              name: "adaptiveCard/action",
              value: { action: { type: "Action.Execute", verb, data }, trigger: "manual" },
            }
          : { name: "task/submit", value: { data: { ...data, verb } } };
      await tell(number, { type: "invoke", ...invoke });
    },
  };
}

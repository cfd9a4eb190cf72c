import { TeamsActivityHandler } from "botbuilder/lib/teamsActivityHandler.js";
import {
  ActivityTypes,
  type Activity as BotActivity,
  BotAdapter,
  INVOKE_RESPONSE_KEY,
  type InvokeResponse,
  type ResourceResponse,
  TurnContext,
} from "botbuilder-core";
import type { Activity } from "./activity.ts";
import type { Connectors } from "./connector.ts";
import type { Incoming, Outgoing } from "./incoming.ts";
import { message } from "./proactive.ts";
import { type InvokeKind, invokeBody } from "./response.ts";

/* Loaded when first needed and not before: botbuilder takes a quarter of a second. */

/** Runs a verified activity through the SDK's turn; gives the answer of an invoke. */
export type Turns = (
  activity: Activity,
  incoming: Incoming,
) => Promise<{ status: number; body?: unknown } | undefined>;

export function createTurns(
  connectors: Connectors,
  answer: (incoming: Incoming) => Promise<Outgoing>,
): Turns {
  const adapter = new SharedAdapter(connectors);
  const handler = new Handler(answer);
  return async (activity, incoming) => {
    // The gate has parsed it; the SDK asks for its own, wider type.
    const context = new TurnContext(adapter, activity as unknown as BotActivity);
    context.turnState.set(incomingKey, incoming);
    await adapter.run(context, (turn) => handler.run(turn));
    const response: { value?: InvokeResponse } | undefined = context.turnState.get(INVOKE_RESPONSE_KEY);
    return response?.value;
  };
}

const incomingKey = Symbol("incoming");

/**
 * The SDK's adapter without what CloudAdapter does again for every request: verifying the token, making a connector
 * client and a user-token client.
 */
class SharedAdapter extends BotAdapter {
  readonly #connectors: Connectors;

  constructor(connectors: Connectors) {
    super();
    this.#connectors = connectors;
  }

  run(context: TurnContext, logic: (turn: TurnContext) => Promise<void>): Promise<void> {
    return this.runMiddleware(context, logic);
  }

  override async sendActivities(
    context: TurnContext,
    activities: Partial<BotActivity>[],
  ): Promise<ResourceResponse[]> {
    const sent: ResourceResponse[] = [];
    for (const activity of activities) sent.push(await this.#send(context, activity));
    return sent;
  }

  async #send(context: TurnContext, activity: Partial<BotActivity>): Promise<ResourceResponse> {
    if (activity.type === ActivityTypes.InvokeResponse) {
      context.turnState.set(INVOKE_RESPONSE_KEY, activity);
      return { id: "" };
    }
    const { conversations } = await this.#connectors(context.activity.serviceUrl);
    const { id } = context.activity.conversation;
    return activity.replyToId
      ? conversations.replyToActivity(id, activity.replyToId, activity)
      : conversations.sendToConversation(id, activity);
  }

  override async updateActivity(
    context: TurnContext,
    activity: Partial<BotActivity>,
  ): Promise<ResourceResponse> {
    const { conversations } = await this.#connectors(context.activity.serviceUrl);
    return conversations.updateActivity(context.activity.conversation.id, activity.id ?? "", activity);
  }

  override async deleteActivity(
    context: TurnContext,
    { activityId = "" }: { activityId?: string },
  ): Promise<void> {
    const { conversations } = await this.#connectors(context.activity.serviceUrl);
    await conversations.deleteActivity(context.activity.conversation.id, activityId);
  }

  override continueConversation(): Promise<void> {
    throw new Error("Writing unasked goes through the messenger.");
  }
}

/** Which of the SDK's events the app answers. What is asked has been read from the activity already. */
class Handler extends TeamsActivityHandler {
  readonly #answer: (incoming: Incoming) => Promise<Outgoing>;

  constructor(answer: (incoming: Incoming) => Promise<Outgoing>) {
    super();
    this.#answer = answer;
    this.onMessage((context) => this.#tell(context));
    this.onConversationUpdate((context) => this.#tell(context));
    this.onInstallationUpdate((context) => this.#tell(context));
  }

  // biome-ignore lint/suspicious/noExplicitAny: the SDK's own return type
  override onAdaptiveCardInvoke(context: TurnContext): Promise<any> {
    return this.#reply(context, "action");
  }

  // biome-ignore lint/suspicious/noExplicitAny: the SDK's own return type
  override handleTeamsTaskModuleFetch(context: TurnContext): Promise<any> {
    return this.#reply(context, "fetch");
  }

  // biome-ignore lint/suspicious/noExplicitAny: the SDK's own return type
  override handleTeamsTaskModuleSubmit(context: TurnContext): Promise<any> {
    return this.#reply(context, "submit");
  }

  async #reply(context: TurnContext, kind: InvokeKind): Promise<object | undefined> {
    return invokeBody(kind, await this.#tell(context));
  }

  async #tell(context: TurnContext): Promise<Outgoing> {
    const incoming: Incoming = context.turnState.get(incomingKey);
    const outgoing = await this.#answer(incoming);
    for (const { card, summary } of outgoing.messages ?? [])
      await context.sendActivity(message(card, summary));
    return outgoing;
  }
}

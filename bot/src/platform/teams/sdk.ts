import {
  type Activity as BotActivity,
  BotAdapter,
  type ResourceResponse,
  TurnContext,
} from "botbuilder-core";
import { type Sleep, wallSleep } from "#platform/jobs/clock.ts";
import type { Activity } from "./incoming/activity.ts";
import type { Answer, Incoming, Outgoing } from "./incoming/incoming.ts";
import type { Connectors } from "./outgoing/connector.ts";
import { deliveryOf } from "./outgoing/delivery.ts";
import { message } from "./outgoing/proactive.ts";
import { type PersonPace, paced, withLeave } from "./outgoing/rate-limited.ts";
import { threadOf } from "./thread-place.ts";

/** Teams may ask for more; by then nobody looks for the answer any more. */
const longestReplyWaitMs = 30_000;

/* Loaded when first needed and not before: botbuilder takes a quarter of a second. */

/** Runs a verified activity as a turn of the SDK; what the app wants posted is posted within it. */
export type Turns = (activity: Activity, incoming: Incoming) => Promise<Outgoing>;

export function createTurns(
  connectors: Connectors,
  answer: Answer,
  pace: PersonPace,
  sleep: Sleep = wallSleep,
): Turns {
  const adapter = new SharedAdapter(connectors);

  /** What Teams refused was not posted: it is tried once more when Teams says, as long as the person may still wait for it. */
  async function twice<T>(send: () => Promise<T>): Promise<T> {
    try {
      return await send();
    } catch (error) {
      const delivery = deliveryOf(error);
      const isRefused = delivery.outcome === "later" && (delivery.busy || !delivery.unreached);
      if (!isRefused) throw error;
      await sleep(Math.min(delivery.afterMs, longestReplyWaitMs));
      return send();
    }
  }

  return async (activity, incoming) => {
    // The gate has parsed it; the SDK asks for its own, wider type.
    const context = new TurnContext(adapter, activity as unknown as BotActivity);
    let outgoing: Outgoing = {};
    // What the activity is has been read already: the SDK's own dispatch would read it again, at twice the cost.
    const { tenantId } = incoming.place;
    await adapter.run(context, async (turn) => {
      outgoing = await answer(incoming);
      for (const { card, summary } of outgoing.messages ?? [])
        await twice(() =>
          paced(
            pace,
            tenantId,
            () => withLeave(pace, tenantId, () => turn.sendActivity(message(card, summary)), true),
            threadOf(activity.conversation.id).conversationId,
          ),
        );
    });
    return outgoing;
  };
}

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

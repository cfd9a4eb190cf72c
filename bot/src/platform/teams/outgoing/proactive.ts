import { isFresh } from "#platform/jobs/clock.ts";
import { bounded } from "#platform/lru-map.ts";
import { attachment } from "#platform/teams/incoming/invoke-response.ts";
import { threadOf } from "#platform/teams/thread-place.ts";
import type { Card, Place } from "#platform/teams/turn.ts";
import type { Connectors } from "./connector.ts";
import { deliveryOf, refusalIn, statusOf } from "./delivery.ts";
import { type Channel, type Delivery, deadlineMs, type Member, type Messenger } from "./messenger.ts";
import { type PersonPace, paced, pacedAsBroadcast, withLeave } from "./rate-limited.ts";
import type { IsServiceUrl } from "./service-url.ts";

/** Membership is asked of Teams at most this seldom for one person and conversation. */
const membershipMs = 5 * 60_000;
/** Teams gives between 50 and 500 members a page. */
const pageSize = 500;

/**
 * Writes to Teams through the SDK's connector clients. `connectors` may load the SDK when first asked.
 * `send` and `update` are the sending engine's, which keeps the pace itself; what is asked here waits for its turn.
 * `refused` is told what the connector answered to what it will not take, as a word for the log.
 * An address that is no longer on the list is refused here as well, since it comes out of the store.
 */
export function createMessenger(
  connectors: Connectors,
  isServiceUrl: IsServiceUrl,
  botId: string,
  pace: PersonPace,
  now: () => number = Date.now,
  waitMs = deadlineMs,
  refused: (answer: string) => void = () => undefined,
): Messenger {
  const memberships = bounded<{ answer: Promise<boolean>; until: number }>(10_000);

  async function clientFor(serviceUrl: string) {
    if (!isServiceUrl(serviceUrl)) throw new NotAllowed();
    return connectors(serviceUrl);
  }

  /** One call, ended at the deadline whatever it waits for: the SDK's own covers the connection alone. */
  async function call<T>(
    { tenantId, serviceUrl }: Address,
    run: Run<T>,
    isPersonWaiting = false,
  ): Promise<T> {
    const client = await clientFor(serviceUrl);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("Teams did not answer in time.")), waitMs);
    });
    try {
      return await Promise.race([withLeave(pace, tenantId, () => run(client), isPersonWaiting), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** As `call`, in its turn. */
  const ask = <T>(address: Address, run: Run<T>) =>
    paced(pace, address.tenantId, () => call(address, run, true));

  const askLater = <T>(address: Address, run: Run<T>) =>
    pacedAsBroadcast(pace, address.tenantId, "members", () => call(address, run));

  async function deliver(post: () => Promise<{ id?: string }>, messageId = ""): Promise<Delivery> {
    try {
      const { id = messageId } = await post();
      return { outcome: "sent", messageId: id };
    } catch (error) {
      if (error instanceof NotAllowed) return { outcome: "blocked" };
      const delivery = deliveryOf(error);
      if (delivery.outcome === "blocked" || delivery.outcome === "gone") refused(refusalIn(error));
      return delivery;
    }
  }

  return {
    send: (place, card, summary) =>
      deliver(() =>
        call(place, (client) => client.conversations.sendToConversation(place.id, message(card, summary))),
      ),

    update: (place, messageId, card, summary) =>
      deliver(
        () =>
          call(place, (client) =>
            client.conversations.updateActivity(place.id, messageId, {
              ...message(card, summary),
              id: messageId,
            }),
          ),
        messageId,
      ),

    async members(place, most) {
      const found: Member[] = [];
      const { conversationId } = threadOf(place.id);
      let continuationToken: string | undefined;
      try {
        do {
          const page = await askLater(place, (client) =>
            client.conversations.getConversationPagedMembers(
              conversationId,
              pageAfter(continuationToken, most),
            ),
          );
          found.push(...(page.members ?? []).map(memberOf));
          continuationToken = page.continuationToken;
        } while (continuationToken && found.length < most);
      } catch {
        return undefined;
      }
      return found.slice(0, most);
    },

    async channels(place, teamId) {
      const told = await ask(place, (client) => client.teams.fetchChannelList(teamId)).catch(nothing);
      return told?.conversations?.filter(isStandard).map(channelOf);
    },

    async team(place, teamId) {
      const told = await ask(place, (client) => client.teams.fetchTeamDetails(teamId)).catch(nothing);
      return (
        told && {
          ...(told.name && { teamName: told.name }),
          ...(told.aadGroupId && { groupId: told.aadGroupId }),
        }
      );
    },

    async isMember(place, conversationId, personId) {
      const key = `${place.tenantId} ${conversationId} ${personId}`;
      const known = memberships.get(key);
      if (known && isFresh(known.until, membershipMs, now())) return known.answer;
      const answer = ask(place, (client) =>
        client.conversations.getConversationMember(conversationId, personId),
      ).then(
        () => true,
        (error: unknown) => {
          const status = statusOf(error);
          // 404: not a member. 403: the bot itself is no longer there.
          if (status === 404 || status === 403) return false;
          // What was not answered is not remembered.
          memberships.delete(key);
          throw error;
        },
      );
      memberships.set(key, { answer, until: now() + membershipMs });
      return answer;
    },

    async chat(met, userId) {
      const { tenantId } = met;
      const wanted = {
        isGroup: false,
        bot: { id: `28:${botId}`, name: "" },
        members: [{ id: userId, name: "" }],
        tenantId,
        channelData: { tenant: { id: tenantId } },
      };
      try {
        const made = await ask(met, (client) => client.conversations.createConversation(wanted));
        return made.id;
      } catch (error) {
        // Not installed for the person, blocked by them, or nobody of that id: a chat there is not to be had.
        const status = statusOf(error);
        if (error instanceof NotAllowed || status === 400 || status === 403 || status === 404)
          return undefined;
        throw error;
      }
    },
  };
}

type Address = Pick<Place, "tenantId" | "serviceUrl">;
type Run<T> = (client: Awaited<ReturnType<Connectors>>) => Promise<T>;

class NotAllowed extends Error {}

/** A message that carries a card. `summary` is what notifications and screen readers say. */
export const message = (card: Card, summary: string) => ({
  type: "message",
  summary,
  attachments: [attachment(card)],
});

const nothing = (): undefined => undefined;

const channelOf = ({ id = "", name, type }: Told): Channel => ({
  id,
  name: name ?? "",
  ...(type === "standard" && { channelType: type }),
});

type Told = { id?: string; name?: string; type?: string };

/** In a private or shared channel the bot is only where it was added, and Teams says so when it is. */
const isStandard = ({ id, type }: Told): boolean => Boolean(id) && (!type || type === "standard");

type Page = { pageSize: number; continuationToken: string };

/** The first page has no token, though the SDK's type asks for one. */
const pageAfter = (continuationToken: string | undefined, most: number): Page =>
  ({ pageSize: Math.min(most, pageSize), ...(continuationToken && { continuationToken }) }) as Page;

/** Teams gives the Entra object id as `objectId`, which the SDK's types do not know. */
function memberOf(account: { id: string; name?: string; aadObjectId?: string }): Member {
  const objectId: unknown = Reflect.get(account, "objectId");
  const id = typeof objectId === "string" ? objectId : (account.aadObjectId ?? "");
  return { id: id.toLowerCase(), userId: account.id, name: account.name ?? "" };
}

import type { Platform } from "#platform/feature.ts";
import type { Locale } from "#platform/i18n/texts.ts";
import { isFresh, later, minutes } from "#platform/jobs/clock.ts";
import { bounded } from "#platform/lru-map.ts";
import { NotFound } from "#platform/refusal.ts";
import type { Directory } from "#platform/teams/directory/directory.ts";
import { placeName, teamNameOf } from "#platform/teams/directory/place-name.ts";
import type { Place } from "#platform/teams/turn.ts";
import { type Outcome, outcomes, type PlaceView, refusalReasons, type SendingView } from "./contract.ts";
import type { Sent, Target } from "./sender.ts";
import { mayRetry } from "./target.ts";

export type SendingViews = ReturnType<typeof sendingViews>;

/** As many targets as a page can show; the progress tells of all. */
const mostListed = 300;
const maxAgeMs = minutes(1);

type Ports = Pick<Platform, "sender" | "places" | "messageLink" | "clock"> & {
  directory: Pick<Directory, "titled">;
};

/** What the tab is shown of a group's sendings. */
export function sendingViews({ sender, places, directory, messageLink, clock }: Ports) {
  // A page that follows a sending asks every few seconds, and places are hardly ever renamed.
  const known = bounded<{ place: Place | undefined; until: Date }>(20_000);

  async function placeOf(tenantId: string, placeId: string): Promise<Place | undefined> {
    const key = `${tenantId}|${placeId}`;
    const cached = known.get(key);
    if (cached && isFresh(cached.until, maxAgeMs, clock.now())) return cached.place;
    const place = await places.find(tenantId, placeId);
    const titled = place && directory.titled(place);
    known.set(key, { place: titled, until: later(clock.now(), maxAgeMs) });
    return titled;
  }

  /** Those that need a person first; no more is read than it takes to find them. */
  async function targetsOf({ tenantId, id, progress }: Sent): Promise<Target[]> {
    const urgent: Target[] = [];
    const others: Target[] = [];
    const urgentCount = outcomes.filter(mayRetry).reduce((sum, outcome) => sum + progress[outcome], 0);
    for await (const target of sender.targets(tenantId, id)) {
      if (mayRetry(target.outcome)) urgent.push(target);
      else if (others.length < mostListed) others.push(target);
      const isFull = urgent.length >= Math.min(urgentCount, mostListed);
      if (isFull && urgent.length + others.length >= mostListed) break;
    }
    return [...urgent, ...others].slice(0, mostListed);
  }

  async function viewOf(sent: Sent, locale: Locale): Promise<SendingView> {
    const { id, at, by, state, progress } = sent;
    const targets = await targetsOf(sent);
    const isUnderway = state === "scheduled" || state === "sending";
    return {
      id,
      at: at.toISOString(),
      by,
      state,
      progress,
      may: {
        pause: state === "sending",
        resume: state === "paused",
        cancel: isUnderway || state === "paused",
        move: state === "scheduled",
      },
      targets: await Promise.all(
        targets.map(async ({ placeId, outcome, changedAt, messageId, reason }) => {
          const place = await placeOf(sent.tenantId, placeId);
          return {
            place: placeView(place, placeId, locale),
            outcome,
            ...reasonOf(place, outcome, reason),
            at: outcome === "scheduled" || outcome === "queued" ? null : changedAt.toISOString(),
            mayRetry: mayRetry(outcome) && state !== "cancelled",
            link: place && messageId ? messageLink(place, messageId) : null,
          };
        }),
      ),
    };
  }

  /** Only if it belongs to the group: an id from elsewhere is as good as none. */
  async function sentIn(tenantId: string, group: string, id: string): Promise<Sent> {
    const sent = await sender.find(tenantId, id);
    if (sent?.group !== group) throw new NotFound("unknownSending");
    return sent;
  }

  return {
    sentIn,

    /** Newest first. */
    async list(tenantId: string, group: string, locale: Locale): Promise<SendingView[]> {
      const sendings = await sender.list(tenantId, group);
      return Promise.all(sendings.map((sent) => viewOf(sent, locale)));
    },

    async one(tenantId: string, group: string, id: string, locale: Locale): Promise<SendingView> {
      return viewOf(await sentIn(tenantId, group, id), locale);
    },
  };
}

/** Teams has no code for an archived team; it tells of one when it is archived. */
function reasonOf(place: Place | undefined, outcome: Outcome, said: string | undefined) {
  if (outcome !== "blocked") return {};
  const reason = refusalReasons.find((each) => each === said) ?? (place?.isArchived ? "archived" : undefined);
  return reason && { reason };
}

export function placeView(place: Place | undefined, id: string, locale: Locale): PlaceView {
  return {
    id,
    name: placeName(place, locale),
    team: teamNameOf(place, locale),
    ...(place?.teamId && { teamId: place.teamId }),
    scope: place?.scope ?? "channel",
    locale: place?.locale ?? null,
  };
}

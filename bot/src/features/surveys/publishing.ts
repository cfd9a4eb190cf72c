import { type Clock, later, seconds } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { Refusal } from "#platform/refusal.ts";
import type { Messenger } from "#platform/teams/messenger.ts";
import type { Places } from "#platform/teams/places.ts";
import type { Place } from "#platform/teams/turn.ts";
import type { BallotBox } from "./ballot-box.ts";
import { closedCard, type Ink, languageFor, surveyCard } from "./cards.ts";
import type { Outbox } from "./outbox.ts";
import { begin, retry, type Sending, settled, type Target } from "./sending.ts";
import type { SurveyStore } from "./store.ts";
import { close, open, type Survey, stateOf, withdraw } from "./survey.ts";

export type Publishing = ReturnType<typeof publishing>;
export type Delivering = { tenantId: string; surveyId: string; sendingId: string; placeId: string };

/** Teams refreshes a card for at most this many named people; in a larger place the shared card must do. */
const mostRefreshed = 60;
const mostCounted = 50_000;

type Ports = {
  store: SurveyStore;
  box: BallotBox;
  outbox: Outbox;
  jobs: Jobs;
  places: Places;
  messenger: Messenger;
  clock: Clock;
  inkFor(locale: Ink["locale"]): Ink;
};

/** A survey's way out and back: opened and posted, closed and taken down. Every step may be run twice. */
export function publishing({ store, box, outbox, jobs, places, messenger, clock, inkFor }: Ports) {
  return {
    /** Opens the survey and plans the sending; the places get their card at its time. */
    async send(survey: Survey, sending: Sending, placeIds: string[]): Promise<Survey> {
      const now = clock.now();
      const known = await Promise.all(placeIds.map((id) => places.find(survey.tenantId, id)));
      if (known.includes(undefined)) throw new Refusal("unknownPlace");
      const opened = open(survey, placeIds, now);

      await box.prepare(opened);
      // Both are planned before the survey opens: opened and forgotten must not happen.
      const work = { tenantId: survey.tenantId, surveyId: survey.id };
      await outbox.add(opened, sending, placeIds);
      const startsAt = new Date(Math.max(sending.at.getTime(), now.getTime()));
      await jobs.add("surveys/post", { ...work, sendingId: sending.id }, later(startsAt, seconds(2)));
      await jobs.add("surveys/close", work, new Date(opened.draft.closesAt ?? now));
      const saved = opened === survey ? survey : await store.save(opened);
      if (sending.at <= now) await jobs.add("surveys/post", { ...work, sendingId: sending.id });
      if (saved.draft.audience === null) await jobs.add("surveys/audience", work, later(now, seconds(1)));
      return saved;
    },

    /** One delivery for each place, in any order and as often as it takes. */
    async post({ tenantId, surveyId, sendingId }: Omit<Delivering, "placeId">): Promise<void> {
      const survey = await store.find(tenantId, surveyId);
      for (const { placeId, outcome } of await outbox.targets(survey, sendingId)) {
        if (outcome !== "scheduled" && outcome !== "queued") continue;
        await jobs.add("surveys/deliver", { tenantId, surveyId, sendingId, placeId });
      }
    },

    async deliver(work: Delivering): Promise<void> {
      const now = clock.now();
      const survey = await store.find(work.tenantId, work.surveyId);
      const [sending, target, place] = await Promise.all([
        outbox.sending(survey, work.sendingId),
        outbox.target(survey, work.sendingId, work.placeId),
        places.find(work.tenantId, work.placeId),
      ]);
      if (!sending || !target) return;
      const step = begin(target, now);
      if (step === "done") return;
      if (step instanceof Date) return jobs.add("surveys/deliver", work, step);
      if (step === "unknown")
        return void (await outbox.save(survey, { ...target, outcome: "unknown", changedAt: now }));
      const state = stateOf(survey, now);
      // A crash came between the plan and the opening: whoever sends it again finds it as it was planned.
      if (state === "draft" && !sending.cancelledAt) return;
      if (state !== "open" || sending.cancelledAt) {
        return void (await outbox.save(survey, { ...target, outcome: "cancelled", changedAt: now }));
      }
      if (!place) return void (await outbox.save(survey, { ...target, outcome: "gone", changedAt: now }));

      // All that takes time comes before the claim, which must outlast the post alone. A crash from here on brings this
      // work back from the queue, and then the claim says what is not known.
      const card = await cardFor(survey, place);
      await store.postedIn(work.tenantId, place.id, survey.id, work.sendingId);
      const claimed = await outbox.save(survey, { ...target, outcome: "sending", changedAt: clock.now() });
      if (!claimed) return;
      const delivery = await messenger.send(place, card, summaryOf(survey, place));
      const done = settled(claimed, delivery, clock.now());
      await settle(survey, done);
      if (done.outcome === "queued") await jobs.add("surveys/deliver", work, done.changedAt);
    },

    async retry(survey: Survey, sendingId: string, placeIds: string[]): Promise<void> {
      const now = clock.now();
      const targets = await Promise.all(placeIds.map((placeId) => outbox.target(survey, sendingId, placeId)));
      const again = targets.map((target) => {
        if (!target) throw new Refusal("unknownPlace");
        return retry(target, now);
      });
      for (const target of again) {
        const work = { tenantId: survey.tenantId, surveyId: survey.id, sendingId, placeId: target.placeId };
        // Planned before it is queued: queued and forgotten must not happen.
        await jobs.add("surveys/deliver", work, later(now, seconds(2)));
        await outbox.save(survey, target);
        await jobs.add("surveys/deliver", work);
      }
    },

    /** What has not been posted yet stays unposted; a survey that nobody has seen becomes a draft again. */
    async cancel(survey: Survey, sendingId: string): Promise<Survey> {
      const now = clock.now();
      await outbox.cancel(survey, sendingId, now);
      for (const target of await outbox.targets(survey, sendingId)) {
        const isWaiting = target.outcome === "scheduled" || target.outcome === "queued";
        if (isWaiting) await outbox.save(survey, { ...target, outcome: "cancelled", changedAt: now });
      }
      const all = await Promise.all(
        (await outbox.sendings(survey)).map(({ id }) => outbox.targets(survey, id)),
      );
      const isUnseen = all.flat().every(({ outcome }) => outcome === "cancelled");
      return isUnseen && stateOf(survey, now) === "open" ? store.save(withdraw(survey)) : survey;
    },

    /** Closes now, if it is open; the count is planned before the flag is set, so that it cannot be forgotten. */
    async close(survey: Survey): Promise<Survey> {
      const now = clock.now();
      const work = { tenantId: survey.tenantId, surveyId: survey.id };
      await jobs.add("surveys/count", work, later(now, seconds(3)));
      const closed = survey.closedAt ? survey : await store.change(survey, (newest) => close(newest, now));
      await jobs.add("surveys/count", work);
      return closed;
    },

    /** One replacement for each place where a card stands. */
    async takeDown(survey: Survey): Promise<void> {
      const { tenantId, id: surveyId } = survey;
      for (const { id: sendingId } of await outbox.sendings(survey)) {
        for (const { placeId, messageId } of await outbox.targets(survey, sendingId))
          if (messageId) await jobs.add("surveys/replace", { tenantId, surveyId, sendingId, placeId });
      }
    },

    /** The card turns into the one that says it is closed. Unlike a post this may be repeated, and is. */
    async replace(work: Delivering): Promise<void> {
      const survey = await store.find(work.tenantId, work.surveyId);
      const target = await outbox.target(survey, work.sendingId, work.placeId);
      const place = await places.find(work.tenantId, work.placeId);
      if (!target?.messageId || !place) return;
      const card = closedCard(survey, inkFor(localeIn(survey, place)));
      const delivery = await messenger.update(place, target.messageId, card, summaryOf(survey, place));
      if (delivery.outcome === "unknown") throw new Error("Nobody knows whether a card was replaced.");
      if (delivery.outcome === "later")
        await jobs.add("surveys/replace", work, later(clock.now(), delivery.afterMs));
    },

    /** How many different people are in the places, where Teams tells. Only the number is kept. */
    async countAudience(survey: Survey): Promise<void> {
      const people = new Set<string>();
      for (const placeId of survey.placeIds) {
        const place = await places.find(survey.tenantId, placeId);
        const members = place && (await messenger.members(place, mostCounted));
        if (!members) return;
        for (const { id } of members) people.add(id);
      }
      if (people.size > 0) await store.change(survey, (newest) => ({ ...newest, audience: people.size }));
    },
  };

  /** What became of a post is known here for certain: it replaces the `unknown` of a worker that waited in vain. */
  async function settle(survey: Survey, target: Target): Promise<void> {
    if (await outbox.save(survey, target)) return;
    const standing = await outbox.target(survey, target.sendingId, target.placeId);
    if (standing?.outcome === "unknown") await outbox.save(survey, { ...target, version: standing.version });
  }

  async function cardFor(survey: Survey, place: Place) {
    const card = surveyCard(survey, inkFor(localeIn(survey, place)));
    if (place.scope === "personal") return card;
    const members = await messenger.members(place, mostRefreshed + 1);
    const userIds = members && members.length <= mostRefreshed ? members.map(({ userId }) => userId) : [];
    const data = { survey: survey.id };
    return { ...card, refresh: { action: { type: "Action.Execute", verb: "surveys/show", data }, userIds } };
  }
}

const localeIn = (survey: Survey, place: Place) => languageFor(survey, place.locale ?? "sv");
const summaryOf = (survey: Survey, place: Place) => survey.draft.title[localeIn(survey, place)];

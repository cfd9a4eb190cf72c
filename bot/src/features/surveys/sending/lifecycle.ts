import type { BallotBox } from "#features/surveys/ballots/ballot-box.ts";
import { fewestAsked, fewReason, isTooFew } from "#features/surveys/survey/audience.ts";
import type { SurveyStore } from "#features/surveys/survey/store.ts";
import {
  close,
  isScheduled,
  mostPlacesKept,
  moveClosing,
  open,
  type Survey,
  schedule,
  stateOf,
  withdraw,
} from "#features/surveys/survey/survey.ts";
import { groupOf } from "#features/surveys/survey/work.ts";
import { eachAtOnce } from "#platform/for-each-concurrent.ts";
import { type Clock, later, seconds } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { following } from "#platform/jobs/outbox.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import type { Broadcast, Sender } from "#platform/sending/sender.ts";
import type { Messenger } from "#platform/teams/outgoing/messenger.ts";
import type { Places } from "#platform/teams/places.ts";
import type { Openings, Sending } from "./pending-sendings.ts";

export type Publishing = ReturnType<typeof publishing>;

const mostCounted = 50_000;
/** So many places without ten people between them are unusual enough not to be looked through to the end. */
const lookedThrough = 20;
const readsAtOnce = 32;
/** A request that has not planned its sending by then was cut off. */
const planWithinMs = seconds(5);

type Ports = {
  store: SurveyStore;
  box: BallotBox;
  openings: Openings;
  sender: Sender;
  jobs: Jobs;
  places: Places;
  messenger: Messenger;
  clock: Clock;
};

/** A survey's way out and back: opened and posted, closed and taken down. Every step may be run twice. */
export function publishing({ store, box, openings, sender, jobs, places, messenger, clock }: Ports) {
  return {
    /** Those of the places that the bot may still write to. */
    knownOf,

    /**
     * Refuses a survey that so few can answer that hardly anything could be shown of it, before anybody sees it. One that
     * is open already has been warned of; where Teams tells no members nobody knows.
     */
    async mustReachEnough({ draft, tenantId, openedAt }: Survey, placeIds: readonly string[]): Promise<void> {
      if (openedAt || draft.audience !== null || draft.kind === "signed") return;
      const count = await fewIn(tenantId, placeIds);
      if (isTooFew(draft.kind, count)) throw new Refusal(fewReason(draft), { count, least: fewestAsked });
    },

    /** Opens the survey and plans the sending; the places get their card at its time. */
    async send(survey: Survey, sending: Sending): Promise<Survey> {
      const now = clock.now();
      const known = await knownOf(survey.tenantId, sending.placeIds);
      if (known.length < sending.placeIds.length) throw new Refusal("unknownPlace");
      const isRepeat = await mustBeOwn(survey, sending.id);
      const opened = open(survey, sending.placeIds, now, sending.at);
      if (!isRepeat) mustFit(survey, sending.at);
      const work = { tenantId: survey.tenantId, surveyId: survey.id };
      if (!survey.openedAt) {
        await box.prepare(opened);
        // All is written down before the survey opens: opened and forgotten must not happen.
        await openings.keep(opened, sending);
        await jobs.add("surveys/send", { ...work, sendingId: sending.id }, later(now, planWithinMs));
        await jobs.add("surveys/close", work, new Date(opened.draft.closesAt ?? now));
      }
      const saved = opened === survey ? survey : await save(opened, sending);
      await plan(saved, sending);
      return isScheduled(saved, now) ? reschedule(saved) : saved;
    },

    mustFit,
    reschedule,

    /** Lets an open survey close at another time, and its cards say so. */
    async moveClosing(survey: Survey, closesAt: Date): Promise<Survey> {
      const work = { tenantId: survey.tenantId, surveyId: survey.id };
      const now = clock.now();
      if (moveClosing(survey, closesAt, now) === survey) return survey;
      // Before it is written: a survey without an end must not happen.
      await jobs.add("surveys/close", work, closesAt);
      return following({ jobs, clock }, [{ job: "surveys/redraw", work }], () =>
        store.change(survey, (newest) => moveClosing(newest, closesAt, now)),
      );
    },

    /** Plans what a survey was opened with, if a crash came between; what is planned already stays as it is. */
    async sendOpened(survey: Survey, sendingId: string): Promise<void> {
      const sending = await openings.find(survey, sendingId);
      if (sending && stateOf(survey, clock.now()) === "open") await plan(survey, sending);
      await openings.remove(survey, sendingId);
    },

    /** A survey that nobody has seen becomes a draft again. */
    async withdrawUnseen(survey: Survey): Promise<void> {
      const sendings = await sender.list(survey.tenantId, groupOf(survey));
      const isUnseen = sendings.every(({ progress: { cancelled: _, ...seen } }) =>
        Object.values(seen).every((count) => count === 0),
      );
      if (stateOf(survey, clock.now()) !== "open") return;
      if (isUnseen) await store.change(survey, withdraw);
      else await reschedule(survey);
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

    redraw,

    /** Every card that stands somewhere turns into the one that says it is closed; once, since each costs a request. */
    async takeDown(survey: Survey): Promise<void> {
      if (survey.takenDownAt) return;
      await redraw(survey);
      await store.change(survey, (newest) => ({ ...newest, takenDownAt: clock.now() }));
    },

    /** How many different people are in the places, where Teams tells. Only the number is kept. */
    async countAudience(survey: Survey): Promise<void> {
      // So many rosters would take the rate that the cards need; the organiser can tell the number.
      if (survey.placeIds.length >= mostPlacesKept) return;
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

  /** Nobody is asked in the past, nor after the end. Ten seconds are the time that a request may take. */
  function mustFit({ draft }: Survey, at: Date): void {
    if (at < later(clock.now(), -seconds(10))) throw new Refusal("sendInPast");
    if (draft.closesAt && at >= new Date(draft.closesAt)) throw new Refusal("sendAfterClose");
  }

  /** Notes when the first card goes out, as the sendings now stand. */
  async function reschedule(survey: Survey): Promise<Survey> {
    const sendings = await sender.list(survey.tenantId, groupOf(survey));
    const times = sendings.filter(({ state }) => state !== "cancelled").map(({ at }) => at);
    return store.change(survey, (newest) => schedule(newest, times, clock.now()));
  }

  /** How many different people are in the places, if fewer than are needed. Nobody more is asked for. */
  async function fewIn(tenantId: string, placeIds: readonly string[]): Promise<number | null> {
    const people = new Set<string>();
    for (const placeId of placeIds.slice(0, lookedThrough)) {
      const place = await places.find(tenantId, placeId);
      const members = place && (await messenger.members(place, fewestAsked).catch(() => undefined));
      for (const { id } of members ?? []) people.add(id);
      if (!members || people.size >= fewestAsked) return null;
    }
    // Nobody at all: Teams has not told who is there.
    return people.size === 0 || placeIds.length > lookedThrough ? null : people.size;
  }

  /** Every posted card says what is true now. */
  async function redraw({ tenantId, id, removedAt }: Survey): Promise<void> {
    if (removedAt) return;
    for (const sending of await sender.list(tenantId, groupOf({ id })))
      await sender.update(tenantId, sending.id);
  }

  /** What was refused must not be posted once the survey is open all the same, opened by somebody else. */
  async function save(opened: Survey, sending: Sending): Promise<Survey> {
    try {
      return await store.save(opened);
    } catch (error) {
      if (error instanceof Refusal) await openings.remove(opened, sending.id);
      throw error;
    }
  }

  async function plan(survey: Survey, { id, at, by, placeIds }: Sending): Promise<void> {
    const { tenantId, id: surveyId } = survey;
    const broadcast: Broadcast = {
      tenantId,
      id,
      group: groupOf(survey),
      message: "surveys/card",
      subject: { surveyId },
      at,
      by,
    };
    await sender.plan(broadcast, placeIds);
    if (survey.draft.audience === null)
      await jobs.add("surveys/audience", { tenantId, surveyId }, later(clock.now(), seconds(1)));
  }

  async function knownOf(tenantId: string, placeIds: readonly string[]): Promise<string[]> {
    const known = new Set<string>();
    await eachAtOnce(placeIds, readsAtOnce, async (placeId) => {
      if (await places.find(tenantId, placeId)) known.add(placeId);
    });
    return placeIds.filter((placeId) => known.has(placeId));
  }

  /** The id is the client's: it may be that of another survey's sending, which gets no more places this way. */
  async function mustBeOwn(survey: Survey, sendingId: string): Promise<boolean> {
    const known = await sender.find(survey.tenantId, sendingId);
    if (known && known.group !== groupOf(survey)) throw new NotFound("unknownSending");
    return known !== undefined;
  }
}

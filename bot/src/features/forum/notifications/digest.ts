import { z } from "zod";
import type { Week } from "#features/forum/cards/card.ts";
import type { Wishes } from "#features/forum/members/forum-settings.ts";
import { type Lists, type Placed, placeOf } from "#features/forum/topics/lists.ts";
import type { Marks } from "#features/forum/topics/read-state.ts";
import { hasNews } from "#features/forum/topics/unread.ts";
import { type Clock, days, later } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { type NotYet, notBefore } from "#platform/jobs/not-yet.ts";
import type { Sender } from "#platform/sending/sender.ts";
import type { Place } from "#platform/teams/turn.ts";
import { dayAfter, dayOf, instantAt, weekdayOf } from "#platform/time/finnish-time.ts";

type Ports = {
  lists: Lists;
  marks: Marks;
  wishes: Wishes;
  chatFor(tenantId: string, personId: string): Promise<Place | undefined>;
  sender: Sender;
  jobs: Jobs;
  clock: Clock;
};

const time = "09:00";
/** What could not go out for longer than this, because the server stood still, does not go out. */
const latestMs = days(1);
const keptMs = days(30);
/** A week's topics beyond these are not told of. */
const mostLookedAt = 100;

const ofWeek = z.object({ tenantId: z.string(), day: z.string() });

export type Digest = ReturnType<typeof weeklyDigest>;

/**
 * On Monday at nine in Finland, to those who have asked for it: what is new. Each week's work is named by its Monday, so
 * that planning it twice plans it once; it goes on from week to week as long as somebody wants it.
 */
export function weeklyDigest({ lists, marks, wishes, chatFor, sender, jobs, clock }: Ports) {
  const plan = (tenantId: string, day: string) =>
    jobs.add("forum/digest", { tenantId, day }, instantAt(day, time));

  /** In the languages that somebody reads, of the tags that they follow if they follow any; what they have read is left out. */
  async function newSince(reader: { tenantId: string; id: string }, since: Date): Promise<Week> {
    const { reads: languages, tags } = await wishes.get(reader);
    const narrowed = tags.length > 0 ? tags.map((tag) => ({ languages, tag })) : [{ languages }];
    const found = new Map<string, Placed>();
    for (const each of narrowed) {
      const pinned = await lists.pinned(reader.tenantId, each);
      const page = await lists.page(reader.tenantId, each, mostLookedAt);
      for (const placed of [...pinned.map((summary) => ({ at: placeOf(summary), summary })), ...page])
        if (new Date(placed.summary.lastAt) >= since) found.set(placed.summary.id, placed);
    }
    const recent = [...found.values()]
      .toSorted((one, other) => (one.at < other.at ? -1 : 1))
      .slice(0, mostLookedAt)
      .map(({ summary }) => summary);
    const read = await marks.marks(
      reader,
      recent.map(({ id }) => id),
    );
    const unread = recent.filter((summary) => hasNews(summary, read.get(summary.id)));
    return {
      new: unread.filter(({ createdAt }) => new Date(createdAt) >= since),
      active: unread.filter(({ createdAt }) => new Date(createdAt) < since),
    };
  }

  return {
    /** Sees to it that the next one goes out. */
    arm(tenantId: string): Promise<void> {
      const today = dayOf(clock.now());
      const monday = dayAfter(today, (8 - weekdayOf(today)) % 7);
      return plan(tenantId, instantAt(monday, time) > clock.now() ? monday : dayAfter(monday, 7));
    },

    async send(data: unknown): Promise<NotYet | undefined> {
      const { tenantId, day } = ofWeek.parse(data);
      const at = instantAt(day, time);
      const early = notBefore(at, clock);
      if (early) return early;
      const readers = await Array.fromAsync(wishes.digestReaders(tenantId));
      // Whoever wants it next arms it anew.
      if (readers.length === 0) return;
      await plan(tenantId, dayAfter(day, 7));
      if (later(at, latestMs) < clock.now()) return;
      const failures: unknown[] = [];
      const chats: string[] = [];
      for (const personId of readers) {
        const chat = await chatFor(tenantId, personId).catch((error: unknown) => void failures.push(error));
        if (chat) chats.push(chat.id);
      }
      const group = `forum-digest|${day}`;
      const message = "forum/digest";
      await sender.plan({ tenantId, id: group, group, message, subject: { day }, at, by: "" }, chats);
      await jobs.add("forum/tidy", { tenantId, group }, later(at, keptMs));
      // Tried again by the queue: those who were found have theirs.
      if (failures.length > 0) throw failures[0];
    },

    /** What a person's card says; undefined where nothing is new, or they do not want it any more. */
    async week(reader: { tenantId: string; id: string }, day: string): Promise<Week | undefined> {
      if (!(await wishes.get(reader)).digest) return undefined;
      if (later(instantAt(day, time), latestMs) < clock.now()) return undefined;
      const week = await newSince(reader, instantAt(dayAfter(day, -7), time));
      return week.new.length + week.active.length > 0 ? week : undefined;
    },
  };
}

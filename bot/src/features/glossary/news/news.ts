import { z } from "zod";
import { type Entry, publicEntry } from "#features/glossary/concepts/entry.ts";
import { type Clock, days, later } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import type { Index } from "#platform/search/search.ts";
import type { Sender } from "#platform/sending/sender.ts";
import type { Place } from "#platform/teams/turn.ts";
import { dayAfter, dayOf, instantAt, weekdayOf } from "#platform/time/finnish-time.ts";

/** The week that ends on a Monday, such as "2026-11-30". */
export const ofWeek = z.object({ tenantId: z.string(), monday: z.iso.date() });
type Week = z.infer<typeof ofWeek>;

const sentAt = "09:00";
/** A server that stood still sends the card so much later, and after that not at all. */
const latestMs = days(1);

type Ports = {
  index: Pick<Index<Entry>, "all">;
  channels(tenantId: string): Promise<Place[]>;
  sender: Pick<Sender, "plan">;
  jobs: Jobs;
  clock: Clock;
};

export type News = ReturnType<typeof news>;

/**
 * One card a week tells the network's channels which terms were decided on or changed. A change plans the card of its own
 * week, so a week without changes has none; the card is named by its week, so planning it again plans nothing more.
 */
export function news({ index, channels, sender, jobs, clock }: Ports) {
  // Most changes find their week planned by the one before.
  const armed = new Map<string, string>();

  /** What changed in the week, the latest last, as everybody may see it. A change that is changed again belongs to the later week. */
  async function changedIn({ tenantId, monday }: Week): Promise<Entry[]> {
    const from = hourOf(dayAfter(monday, -7)).toISOString();
    const before = hourOf(monday).toISOString();
    const changed = [...(await index.all(tenantId)).values()].flatMap((entry) => {
      const isNew = entry.publishedAt >= from && entry.publishedAt < before;
      const seen = isNew ? publicEntry(entry) : undefined;
      return seen ? [seen] : [];
    });
    return changed.sort((one, other) => (one.publishedAt < other.publishedAt ? -1 : 1));
  }

  const isPast = (monday: string): boolean => clock.now() > later(hourOf(monday), latestMs);

  return {
    changedIn,

    async arm(tenantId: string, changedAt: Date): Promise<void> {
      const monday = mondayAfter(changedAt);
      // What has been told of is written again, with another note.
      if (isPast(monday) || armed.get(tenantId) === monday) return;
      await jobs.add("glossary/news", { tenantId, monday }, hourOf(monday));
      armed.set(tenantId, monday);
    },

    async send(week: Week): Promise<void> {
      if (isPast(week.monday) || (await changedIn(week)).length === 0) return;
      const places = await channels(week.tenantId);
      await sender.plan(
        {
          tenantId: week.tenantId,
          id: `glossary-news|${week.monday}`,
          group: "glossary|news",
          message: "glossary/news",
          subject: week,
          at: clock.now(),
          by: "Kommunpuls",
        },
        places.map(({ id }) => id),
      );
    },
  };
}

/** The Monday whose card tells of a change: the first whose hour comes after it. */
export function mondayAfter(at: Date): string {
  const day = dayOf(at);
  const monday = dayAfter(day, (8 - weekdayOf(day)) % 7);
  return hourOf(monday) > at ? monday : dayAfter(monday, 7);
}

const hourOf = (monday: string): Date => instantAt(monday, sentAt);

import { z } from "zod";
import type { Platform } from "./platform/feature.ts";
import { later, minutes } from "./platform/jobs/clock.ts";
import type { Said } from "./platform/teams/extension.ts";
import { keptSaid, toKeep } from "./platform/teams/incoming/queued-message.ts";
import type { Place } from "./platform/teams/turn.ts";

/** What is later than this is given up, so that no words of a channel stay among work that has failed for good. */
const mostLateMs = minutes(60);

const overheard = keptSaid.extend({ until: z.coerce.date() });

type Ports = Pick<Platform, "places" | "jobs" | "clock"> & {
  hear(said: Said, place: Place): Promise<void>;
};

/**
 * Teams tells once what was said in a channel. Where it could not be heard then, it is heard again from the queue: who hears
 * bears it twice and in any order.
 */
export function overhearing({ places, jobs, clock, hear }: Ports) {
  return {
    /** What went wrong is thrown all the same, to be logged. */
    async overhear(said: Said, seen: Place): Promise<void> {
      try {
        await hear(said, await places.remember(seen));
      } catch (error) {
        const until = later(clock.now(), mostLateMs);
        await jobs.add("app/overheard", { ...toKeep(said, seen), until });
        throw error;
      }
    },

    /** The job. */
    async overheard(data: unknown): Promise<void> {
      const { said, place, until } = overheard.parse(data);
      if (until <= clock.now()) return;
      const known = await places.find(place.tenantId, place.id);
      if (known) await hear(said, known);
    },
  };
}

import { type Clock, later, seconds } from "./clock.ts";
import type { Jobs } from "./jobs.ts";

/** How long a deed may take before what follows from it is looked after all the same. */
const graceMs = seconds(5);

/**
 * A deed and the work that follows from it: put off before the deed and put on the queue after it, so that no crash
 * between the two loses the work. The work may find the deed undone, and comes at least twice.
 */
export async function following<T>(
  { jobs, clock }: { jobs: Jobs; clock: Clock },
  work: readonly { job: string; work: object }[],
  deed: () => Promise<T>,
): Promise<T> {
  const graceAt = later(clock.now(), graceMs);
  for (const each of work) await jobs.add(each.job, each.work, graceAt);
  const done = await deed();
  for (const each of work) await jobs.add(each.job, each.work);
  return done;
}

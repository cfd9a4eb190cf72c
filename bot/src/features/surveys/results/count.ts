import { createHash, randomInt } from "node:crypto";
import { z } from "zod";
import { opener } from "#features/surveys/ballots/ballot.ts";
import { ballotBox, tallyKeyName } from "#features/surveys/ballots/ballot-box.ts";
import { surveyStore } from "#features/surveys/survey/store.ts";
import type { Survey } from "#features/surveys/survey/survey.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import type { Keys } from "#platform/storage/keys/keys.ts";
import type { Store } from "#platform/storage/store.ts";
import type { Tables } from "#platform/storage/table.ts";
import { mayRelease, release } from "./release.ts";
import { releaseStore } from "./release-store.ts";
import { add, startTally, sumsAgree, type Tally } from "./tally.ts";

/** What the count works on: its own store and vault, since it may run in a thread of its own. */
export type CountingRoom = { tables: Tables; keys: Keys; clock: Clock; scrub: Store["scrub"] };

export const countWork = z.object({ tenantId: z.string(), surveyId: z.string() });

/**
 * Counts a survey from its ballots straight into a release. For a closed survey the release is final: once it is
 * stored, ballots and keys are destroyed, in the store's own files too. Every step can be run again after a crash; nothing is destroyed before the
 * release that replaces it is stored.
 */
export async function count(room: CountingRoom, work: z.infer<typeof countWork>): Promise<void> {
  const surveys = surveyStore(room.tables);
  const survey = await surveys.find(work.tenantId, work.surveyId);
  if (!survey.openedAt || survey.sealedAt) return;

  const releases = releaseStore(room.tables);
  let latest = await releases.latest(survey);
  if (!survey.closedAt) return latest?.final ? undefined : countOnce(room, survey, latest);
  // An interim count that began before the close may take the round: then the next is the final one.
  while (!latest?.final) {
    await countOnce(room, survey, latest);
    latest = await releases.latest(survey);
  }

  const now = room.clock.now();
  // Whoever writes the survey meanwhile, such as an organiser who shares the results, is in nobody's way.
  const released = await surveys.change(survey, (newest) => ({ releasedAt: now, ...newest }));
  await ballotBox(room.tables, room.keys).destroy(survey);
  await releases.keepOnly(survey, latest.round);
  await room.scrub();
  await surveys.change(released, (newest) => ({ sealedAt: now, ...newest }));
}

async function countOnce(
  { tables, keys, clock }: CountingRoom,
  survey: Survey,
  latest: Awaited<ReturnType<ReturnType<typeof releaseStore>["latest"]>>,
) {
  const final = survey.closedAt !== undefined;
  const tally = await tallyOf(tables, keys, survey);
  if (!final && !mayRelease(latest, tally.ballots, survey.draft.kind, clock.now())) return;

  const made = release(survey, tally, {
    round: (latest?.round ?? 0) + 1,
    final,
    now: clock.now(),
    random: randomInt,
  });
  await releaseStore(tables).add(survey, made, tally.ballots);
}

/** Lists until two lists agree: a vote that was acknowledged before the close is in the second at the latest. */
async function tallyOf(tables: Tables, keys: Keys, survey: Survey): Promise<Tally> {
  const privateKey = await keys.get(tallyKeyName(survey.id));
  if (!privateKey) throw new Error("The tally key is missing.");
  const box = ballotBox(tables, keys);
  const open = opener(privateKey);

  for (;;) {
    const tally = startTally(survey.draft);
    const first = listing();
    for await (const row of box.list(survey)) {
      first.note(row);
      add(tally, open(survey.id, row.rowKey, row.box));
    }
    const second = listing();
    for await (const row of box.list(survey)) second.note(row);

    // While a survey is open its ballots change all the time, and an interim count is allowed to be a moment old.
    if (survey.closedAt && first.sum() !== second.sum()) continue;
    if (!sumsAgree(tally)) throw new Error("The sums of the tally do not agree with the ballots.");
    return tally;
  }
}

/** A digest of a list's rows; lists come in the order of their keys. */
function listing() {
  const digest = createHash("sha256");
  return {
    note: ({ rowKey, etag }: { rowKey: string; etag: string }) => void digest.update(`${rowKey} ${etag}\n`),
    sum: () => digest.digest("base64"),
  };
}

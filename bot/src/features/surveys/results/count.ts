import { createHash, randomInt } from "node:crypto";
import { z } from "zod";
import { opener } from "#features/surveys/ballots/ballot.ts";
import { ballotBox, tallyKeyName } from "#features/surveys/ballots/ballot-box.ts";
import { stepOf } from "#features/surveys/ballots/steps.ts";
import { surveyStore } from "#features/surveys/survey/store.ts";
import type { Survey } from "#features/surveys/survey/survey.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import type { Keys } from "#platform/storage/keys/keys.ts";
import type { Store } from "#platform/storage/store.ts";
import type { Tables } from "#platform/storage/table.ts";
import { release } from "./release.ts";
import { type ReleaseHead, releaseStore } from "./stored/release-store.ts";
import { add, startTally, sumsAgree, type Tally } from "./tally.ts";

/** What the count works on: its own store and vault, since it may run in a thread of its own. */
export type CountingRoom = { tables: Tables; keys: Keys; clock: Clock; scrub: Store["scrub"] };

export const countWork = z.object({ tenantId: z.string(), surveyId: z.string() });

/**
 * Counts a survey from its ballots straight into a release. For a closed survey the release is final: once it is
 * stored, ballots and keys are destroyed, in the store's own files too. Every step can be run again after a crash; nothing
 * is destroyed before the release that replaces it is stored.
 */
export async function count(room: CountingRoom, work: z.infer<typeof countWork>): Promise<void> {
  const surveys = surveyStore(room.tables);
  const survey = await surveys.find(work.tenantId, work.surveyId);
  if (!survey.openedAt || survey.sealedAt) return;
  if (!survey.closedAt) return countInterim(room, survey);

  const releases = releaseStore(room.tables);
  let latest = await releases.latest(survey);
  // An interim count that began before the close may take the round: then the next is the final one.
  while (!latest?.final) {
    await countOnce(room, survey, { round: next(latest), final: true, steps: latest?.steps ?? 0 });
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

/**
 * What may be told while a survey is open. Of a live one only whole steps of frozen ballots: whichever count makes this
 * round's release, it makes the same. Of a signed one all, to its organisers.
 */
async function countInterim(room: CountingRoom, survey: Survey): Promise<void> {
  const { kind } = survey.draft;
  if (kind === "sealed") return;
  const releases = releaseStore(room.tables);
  if (kind === "signed") {
    const latest = await releases.latest(survey);
    return latest?.final
      ? undefined
      : countOnce(room, survey, { round: next(latest), final: false, steps: 0 });
  }
  const box = ballotBox(room.tables, room.keys);
  for (;;) {
    const latest = await releases.latest(survey);
    // Releases of version 1 were made without steps: no later one could be told beside them.
    if (latest?.steps === 0) return;
    const steps = await box.freezeSteps(survey);
    if (latest?.final || steps <= (latest?.steps ?? 0)) return box.settleSteps(survey, latest?.steps ?? 0);
    await countOnce(room, survey, { round: next(latest), final: false, steps });
  }
}

const next = (latest: ReleaseHead | undefined) => (latest?.round ?? 0) + 1;

async function countOnce(
  { tables, keys, clock }: CountingRoom,
  survey: Survey,
  head: ReleaseHead,
): Promise<void> {
  const { round, final, steps } = head;
  const tally = await tallyOf(tables, keys, survey, head);
  const now = clock.now();
  const step = survey.draft.kind === "live" ? stepOf(survey) : null;
  const made = release(survey, tally, { round, final, now, random: randomInt, step });
  // While a signed survey is open it is as silent as a sealed one, but to its organisers.
  const forAll = final || survey.draft.kind === "live" ? made.forAll : null;
  await releaseStore(tables).add(survey, { round, final, steps }, { ...made, forAll }, now);
}

/**
 * Lists until two lists agree: a vote that was acknowledged before the close is in the second at the latest. Ballots are
 * counted by the steps that have been told; those frozen for a step that was never told are the rest, with all others.
 */
async function tallyOf(
  tables: Tables,
  keys: Keys,
  survey: Survey,
  { final, steps }: ReleaseHead,
): Promise<Tally> {
  const privateKey = await keys.get(tallyKeyName(survey.id));
  if (!privateKey) throw new Error("The tally key is missing.");
  const box = ballotBox(tables, keys);
  const open = opener(privateKey);

  for (;;) {
    const tally = startTally(survey.draft);
    const first = listing();
    for await (const row of box.list(survey)) {
      first.note(row);
      add(tally, open(survey.id, row.rowKey, row.box), Math.min(row.step ?? steps, steps));
    }
    if (!sumsAgree(tally)) throw new Error("The sums of the tally do not agree with the ballots.");
    // While a survey is open its ballots change all the time: of them an interim count tells those that can't.
    if (!final) return tally;
    const second = listing();
    for await (const row of box.list(survey)) second.note(row);
    if (first.sum() === second.sum()) return tally;
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

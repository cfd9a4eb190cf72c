import { bringBack, type Concept, newConcept, replaced } from "#features/glossary/concepts/concept.ts";
import { isOpen } from "#features/glossary/concepts/review.ts";
import type { GlossaryStore } from "#features/glossary/concepts/store.ts";
import type { SubjectFields } from "#features/glossary/concepts/subject-fields.ts";
import type { Writing } from "#features/glossary/proposals/writing.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { Refusal, undefinedIfGone } from "#platform/refusal.ts";
import { Conflict } from "#platform/storage/table.ts";
import { incomingOf } from "./import-reading.ts";
import type { Import, Waiting } from "./import-state.ts";
import type { ImportStore } from "./import-store.ts";
import { fresh, merged } from "./merging.ts";

export type ImportingPorts = {
  imports: ImportStore;
  store: GlossaryStore;
  fields: SubjectFields;
  writing: Pick<Writing, "follow">;
  clock: Clock;
};

const mostTries = 5;

type Done = keyof Import["done"];

/**
 * Takes in what was read, row by row, and notes after each how far it has come. Cut off, it goes on from there: what had been
 * taken in of the row is found as it was left. Two runners at once do the same twice, and one of them gives up at the note.
 */
export async function takeIn(ports: ImportingPorts, begun: Import): Promise<void> {
  const { imports, fields } = ports;
  let one = begun;
  if (!one.how || !one.startedAt) throw new Error("Nobody has said how the import is to be taken in.");
  if (one.nextChunk === 0)
    for (const { id, name } of one.newFields)
      await fields.save(one.tenantId, { id, name: { sv: name, fi: name, en: name } }).catch(ignoreRefusal);

  try {
    while (one.nextChunk < one.chunks) {
      const done = { ...one.done };
      for (const waiting of await imports.chunk(one, one.nextChunk))
        done[await takeInOne(ports, one, waiting)]++;
      one = await imports.save({ ...one, done, nextChunk: one.nextChunk + 1 });
    }
    await imports.save({ ...one, state: "done" });
    await imports.clear(one);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
}

async function takeInOne(ports: ImportingPorts, one: Import, waiting: Waiting): Promise<Done> {
  for (let tries = 1; ; tries++) {
    try {
      return await takeInOnce(ports, one, waiting);
    } catch (error) {
      // Somebody wrote the concept in the same moment: what they wrote is merged with.
      const isRace = error instanceof Refusal && error.reason === "changedMeanwhile" && tries < mostTries;
      if (isRace) continue;
      if (error instanceof Refusal) return "skipped";
      throw error;
    }
  }
}

async function takeInOnce(
  { store, writing, clock }: ImportingPorts,
  one: Import,
  waiting: Waiting,
): Promise<Done> {
  const { how, startedAt, by, tenantId } = one;
  if (!how || !startedAt) return "skipped";
  const existing = await store.find(tenantId, waiting.id).catch(undefinedIfGone);
  const incoming = incomingOf(waiting);
  if (!existing) {
    const draft = fresh(incoming, how.status);
    await writing.follow(
      await store.add(newConcept(waiting.id, { tenantId, id: by }, draft, clock.now(), "imported")),
    );
    return "added";
  }
  const isOurs = existing.deed === "imported" && existing.changedAt >= startedAt && existing.changedBy === by;
  if (isOurs) {
    // A crash may have come between the writing and what follows from it.
    await writing.follow(existing);
    return waiting.isKnown ? "changed" : "added";
  }
  if (isOpen(existing.review)) return "skipped";
  const there = existing.removedAt ? bringBack(existing) : existing;
  const draft = merged(there.draft, incoming, existing.removedAt ? "replace" : how.rule, how.status);
  const after: Concept = replaced(there, draft, { id: by, isCoordinator: true }, clock.now());
  if (after === existing) return "skipped";
  await writing.follow(await store.save(after));
  return "changed";
}

/** More fields than the glossary takes: their concepts have one that nobody has named, which is shown by its id. */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}

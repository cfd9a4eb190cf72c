import fc from "fast-check";
import { expect, test } from "vitest";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import type { Delivery } from "#platform/teams/outgoing/messenger.ts";
import { untilWrite } from "#test/harness/crash-store.ts";
import { broadcast, fakeTeams, startSending, tenantId } from "./testing.ts";

/* Two engines on one store, and whatever may happen to them in any order: fast-check finds the shortest that goes wrong. */

const places = ["a", "b", "c", "d", "e"];
const { id } = broadcast;

const ending = fc.constantFrom<Delivery | "posted and unknown">(
  { outcome: "sent", messageId: "1" },
  { outcome: "blocked" },
  { outcome: "gone" },
  { outcome: "later", afterMs: 3_000 },
  { outcome: "unknown" },
  "posted and unknown",
);
const event = fc.oneof(
  fc.record({ kind: fc.constant("plan" as const), of: fc.subarray(places, { minLength: 1 }) }),
  fc.record({ kind: fc.constantFrom("pause", "resume", "update", "cancel") }),
  fc.record({ kind: fc.constant("pass" as const), seconds: fc.integer({ min: 1, max: 10 }) }),
  // One engine is cut off after so many writes, and another is started in its place.
  fc.record({ kind: fc.constant("crash" as const), writes: fc.integer({ min: 1, max: 25 }) }),
);

test("whatever happens, no place gets a card twice, and each ends as what is known of it", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { maxLength: 8 }),
      fc.array(ending, { maxLength: 8 }),
      async (events, endings) => {
        const store = await openEmbedded(":memory:");
        const teams = fakeTeams();
        const { send } = teams.messenger;
        teams.messenger.send = async (place) => {
          const end = endings.pop();
          if (end === "posted and unknown") await send(place);
          else if (end) teams.next.push(end);
          return end === "posted and unknown" ? { outcome: "unknown" } : send(place);
        };
        const app = await startSending({ store, teams });
        const planned = new Set<string>();
        let isCancelled = false;
        let seconds = 0;
        const pass = async (count: number) => {
          seconds += count;
          await app.pass(count);
        };
        const plan = async (of: string[]) => {
          await app.plan(of);
          if (!isCancelled) for (const place of of) planned.add(place);
        };

        await plan(["a", "b"]);
        for (const happening of events) {
          if ("of" in happening) await plan(happening.of);
          else if ("seconds" in happening) await pass(happening.seconds);
          else if ("writes" in happening) {
            const other = await startSending({ store: untilWrite(happening.writes, store).store, teams });
            other.setTime(new Date(broadcast.at.getTime() + seconds * 1000));
            await other.work().catch(() => undefined);
          } else if (happening.kind === "cancel") {
            isCancelled = true;
            await app.sender.cancel(tenantId, id);
          } else await app.sender[happening.kind as "pause"](tenantId, id);
        }
        await app.sender.resume(tenantId, id);
        await pass(150);

        expect(Object.values(teams.posted).filter((count) => count > 1)).toEqual([]);
        const outcomes = await app.outcomes();
        expect(Object.keys(outcomes).toSorted()).toEqual([...planned].toSorted());
        for (const [place, outcome] of Object.entries(outcomes)) {
          expect(outcome).toMatch(
            isCancelled ? /sent|blocked|gone|unknown|cancelled/ : /sent|blocked|gone|unknown/,
          );
          if (outcome === "sent") expect(teams.posted[place]).toBe(1);
          else if (outcome !== "unknown") expect(teams.posted[place]).toBeUndefined();
        }
        const progress = (await app.sender.find(tenantId, id))?.progress;
        for (const outcome of ["sent", "unknown", "cancelled"] as const)
          expect(progress?.[outcome]).toBe(Object.values(outcomes).filter((each) => each === outcome).length);
        await store.close();
      },
    ),
    { numRuns: 150, seed: 20261123 },
  );
}, 120_000);

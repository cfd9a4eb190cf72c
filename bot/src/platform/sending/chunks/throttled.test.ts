import { expect, test } from "vitest";
import { startRunner } from "#platform/jobs/runner.ts";
import { broadcast, engine, monday, placeOf, tenantId } from "#platform/sending/testing.ts";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import type { Delivery } from "#platform/teams/outgoing/messenger.ts";
import type { Place } from "#platform/teams/turn.ts";
import { teamsLimits } from "#test/harness/teams-limits.ts";
import { virtualTime } from "#test/harness/virtual-time.ts";

/* Teams' refusals in virtual time, through the engine as it is: of one conversation, and of the app as a whole. */

const latencyMs = 120;

async function simulation(refuse: (place: Place, now: number) => number | undefined) {
  const time = virtualTime(monday);
  const { clock, sleep } = time;
  const { tables, queues } = time.timeless(await openEmbedded(":memory:"));
  const limits = teamsLimits();
  const posted = new Map<string, number>();
  const tries = new Map<string, number[]>();
  const failures: unknown[] = [];

  async function send(place: Place): Promise<Delivery> {
    await sleep(latencyMs);
    const now = time.now();
    tries.set(place.id, [...(tries.get(place.id) ?? []), now - monday.getTime()]);
    const afterMs = refuse(place, now - monday.getTime()) ?? limits.take(now, place.id);
    if (afterMs !== undefined) return { outcome: "later", afterMs };
    posted.set(place.id, now - monday.getTime());
    return { outcome: "sent", messageId: place.id };
  }
  const failed = (error: unknown) => void failures.push(error);
  const places = { find: async (_: string, id: string) => placeOf(id) };
  const { jobs, sending } = engine({
    tables,
    queues,
    clock,
    sleep,
    places,
    messenger: { send, update: send },
    failed,
  });
  const draw = async () => ({ card: { type: "AdaptiveCard" as const }, summary: "Kaffe" });
  startRunner(jobs, sending.jobs, failed, { sleep });
  sending.start(new Map([[broadcast.message, draw]]));

  return {
    time,
    posted,
    tries,
    failures,
    plan: (id: string, ids: string[]) =>
      time.done(sending.sender.plan({ ...broadcast, id, at: clock.now() }, ids)),
    find: (id: string) => time.done(sending.sender.find(tenantId, id)),
    target: (id: string, place: string) => time.done(sending.sender.target(tenantId, id, place)),
    async pass(ms: number) {
      const endsAt = time.now() + ms;
      await time.until(() => time.now() >= endsAt);
    },
  };
}

const ids = (name: string, count: number) => Array.from({ length: count }, (_, n) => `${name}-${n}`);

test.each([1_000, 10_000, 60_000])(
  "one conversation that Teams refuses (Retry-After %s ms) slows down nobody, and comes to an end",
  async (afterMs) => {
    const sim = await simulation(({ id }) => (id === "full" ? afterMs : undefined));
    await sim.plan("a", [...ids("a", 299), "full"]);
    await sim.pass(3_000);
    await sim.plan("b", ids("b", 50));
    await sim.pass(7_000);

    expect(sim.posted.size).toBe(349);
    // As without it: 349 at 49.3 a second.
    expect(Math.max(...sim.posted.values())).toBeLessThan(8_500);

    await sim.pass(20 * 60_000);
    const tries = sim.tries.get("full") ?? [];
    const waits = tries.slice(1).map((at, n) => at - (tries[n] ?? 0));
    expect(tries.length).toBeGreaterThan(4);
    expect(tries.length).toBeLessThanOrEqual(8);
    for (const [n, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(afterMs);
      // Growing, but for the moment that the queue takes.
      expect(wait).toBeGreaterThanOrEqual((waits[n - 1] ?? 0) - 2_000);
    }
    expect(await sim.target("a", "full")).toMatchObject({ outcome: "blocked", reason: "busy" });
    expect(await sim.find("a")).toMatchObject({ state: "done", progress: { sent: 299, blocked: 1 } });
    expect(sim.failures).toEqual([]);
  },
  60_000,
);

test("a conversation that Teams refuses for ten days is asked again within an hour", async () => {
  const sim = await simulation(({ id }, now) => (id === "full" && now < 600_000 ? 864_000_000 : undefined));
  await sim.plan("a", ["full", "other"]);
  await sim.pass(3_700_000);
  expect([...sim.posted.keys()].toSorted()).toEqual(["full", "other"]);
}, 60_000);

test("a refusal of the app as a whole pauses all, and all arrive after it, once", async () => {
  const [from, until] = [2_000, 7_000];
  const sim = await simulation((_, now) => (now >= from && now < until ? until - now : undefined));
  await sim.plan("a", ids("a", 300));
  await sim.pass(30_000);

  const during = [...sim.tries.values()].flat().filter((at) => at >= from && at < until);
  // What was under way, and what left before the second refusal.
  expect(during.length).toBeLessThan(20);
  expect(sim.posted.size).toBe(300);
  expect(await sim.find("a")).toMatchObject({ state: "done", progress: { sent: 300 } });
}, 60_000);

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { say, settingsGiven } from "#bench/harness/child.ts";
import { startRunner } from "#platform/jobs/runner.ts";
import type { Message } from "#platform/sending/sender.ts";
import { engine } from "#platform/sending/testing.ts";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import type { Delivery } from "#platform/teams/outgoing/messenger.ts";
import type { Place } from "#platform/teams/turn.ts";
import { teamsLimits } from "#test/harness/teams-limits.ts";
import { virtualTime } from "#test/harness/virtual-time.ts";

export type SimulationSettings = { targets: number };

export type Simulated = {
  seconds: number;
  sent: number;
  refused: number;
  /** Processor time of the sending, planning not included. */
  processorMs: number;
  planMs: number;
  /** Heap in use, at ten moments while it is sent. */
  heaps: number[];
};

/* One broadcast in virtual time, through the engine as it is: only Teams and the clock are ours. */

const latencyMs = 120;
const tenantId = "tenant";
const startAt = new Date("2026-11-23T08:00:00Z");

say(await simulate(settingsGiven<SimulationSettings>()));

async function simulate({ targets }: SimulationSettings): Promise<Simulated> {
  const time = virtualTime(startAt);
  const { clock, sleep } = time;
  const home = await openEmbedded(":memory:");
  const { tables, queues } = time.timeless(home);
  const limits = teamsLimits();
  let sent = 0;
  let refused = 0;

  async function send({ id }: Place): Promise<Delivery> {
    await sleep(latencyMs / 2);
    const waitMs = limits.take(time.now(), id);
    if (sent % 10_000 === 0) limits.forget();
    if (waitMs === undefined) sent++;
    else refused++;
    await sleep(latencyMs / 2);
    if (waitMs === undefined) return { outcome: "sent", messageId: String(sent) };
    return { outcome: "later", afterMs: Math.ceil(waitMs / 1000) * 1000 };
  }

  const failed = (error: unknown) => {
    console.error(error);
    process.exit(1);
  };
  const places = { find: async (_: string, id: string) => placeOf(id) };
  const messenger = { send, update: send };
  const { jobs, sending } = engine({ tables, queues, clock, sleep, places, messenger, failed });
  const card: Message = async () => ({ card: { type: "AdaptiveCard" }, summary: "Kaffe" });

  const plannedAt = process.cpuUsage();
  let isPlanned = false;
  const planning = sending.sender
    .plan(
      { tenantId, id: "b", group: "g", message: "m", subject: {}, at: startAt, by: "Anna" },
      placeIds(targets),
    )
    .finally(() => {
      isPlanned = true;
    });
  while (!isPlanned) await new Promise((resolve) => setImmediate(resolve));
  await planning;
  const planMs = processorMsSince(plannedAt);

  const began = process.cpuUsage();
  startRunner(jobs, sending.jobs, failed, { sleep });
  sending.start(new Map([["m", card]]));
  const heaps: number[] = [];
  await time.until(() => {
    if (sent >= ((heaps.length + 1) * targets) / 11 && heaps.length < 10) {
      collect();
      heaps.push(process.memoryUsage().heapUsed);
    }
    return sent >= targets;
  });
  const processorMs = processorMsSince(began);
  const seconds = (time.now() - startAt.getTime()) / 1000;
  // The last ones are settled.
  const endsAt = time.now() + 5_000;
  await time.until(() => time.now() > endsAt);
  const found = await sending.sender.find(tenantId, "b");
  if (found?.progress.sent !== targets) throw new Error(`Not all were sent: ${JSON.stringify(found)}`);
  return { seconds, sent, refused, processorMs, planMs, heaps };
}

/** What is left after a collection is what is held. */
function collect(): void {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
}

function processorMsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function placeOf(id: string): Place {
  return { tenantId, id, scope: "channel", serviceUrl: "", name: "" };
}

async function* placeIds(count: number) {
  for (let number = 0; number < count; number++) yield `19:kanal-${number}@thread.tacv2`;
}

import { type Sleep, wallSleep } from "./clock.ts";
import type { Failed, Handlers, Work } from "./work.ts";

type Settings = {
  /** How long to rest when there is nothing to do. */
  restMs?: number;
  atOnce?: number;
  /** How long `stop` waits for what is being done. */
  patienceMs?: number;
  sleep?: Sleep;
};

export type Running = {
  /** Whether the loop has come round lately. */
  alive(): boolean;
  stop(): Promise<void>;
};

/** Runs what comes until stopped, several pieces at once: long work, such as a count, holds up nothing else. */
export function startRunner(
  work: Pick<Work, "begin">,
  handlers: Handlers,
  failed: Failed,
  { restMs = 300, atOnce = 8, patienceMs = 2000, sleep = wallSleep }: Settings = {},
): Running {
  let stopping = false;
  let roundAt = 0;
  const running = new Set<Promise<void>>();

  function follow(job: Promise<void>) {
    const done = job
      .catch((error: unknown) => failed(error, { attempts: 0 }))
      .finally(() => running.delete(done));
    running.add(done);
  }

  async function loop() {
    while (!stopping) {
      try {
        const begun = await work.begin(handlers, atOnce - running.size);
        roundAt = performance.now();
        begun.forEach(follow);
        const mayBeMore = begun.length > 0 && running.size < atOnce;
        if (!mayBeMore) await Promise.race([...running, sleep(restMs)]);
      } catch (error) {
        failed(error, { attempts: 0 });
        await sleep(restMs * 5);
      }
    }
  }

  const ended = loop();
  return {
    alive: () => performance.now() - roundAt < 90_000,
    async stop() {
      stopping = true;
      await Promise.race([ended.then(() => Promise.all(running)), wallSleep(patienceMs)]);
    },
  };
}

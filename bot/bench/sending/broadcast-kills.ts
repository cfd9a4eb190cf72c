import { type Figure, held, seconds, told } from "#bench/harness/figure.ts";
import { must, pause, until } from "#bench/harness/measure.ts";
import { broadcastConnector, type Fault } from "./broadcast-connector.ts";
import { type BroadcastStage, broadcastStage } from "./broadcast-stage.ts";

const kills = 10;
const killEveryMs = 5_000;
const faults: Fault[] = ["fails", "failsAfter", "hangs", "hangsAfter"];
const faultShare = 0.2;

/** A survey from two replicas, of which one after the other is killed, while a fifth of the posts fails or hangs. */
export async function broadcastKills(channels = 1_500): Promise<Figure[]> {
  const connector = await broadcastConnector(() =>
    Math.random() < faultShare ? faults[Math.floor(Math.random() * faults.length)] : undefined,
  );
  const stage = await broadcastStage(connector, channels);
  try {
    const replicas = await Promise.all([stage.startApp(), stage.startApp()]);
    const surveyId = await stage.broadcast(replicas[0].url);
    await until("the first card", async () => connector.takenAt[0], 30_000);

    const goingOnAfterMs: number[] = [];
    for (let kill = 0; kill < kills; kill++) {
      await pause(killEveryMs);
      const place = kill % replicas.length;
      const killedAt = performance.now();
      process.kill(replicas[place]?.pid ?? 0, "SIGKILL");
      replicas[place] = await stage.startApp();
      goingOnAfterMs.push(gapAfter(connector.takenAt, killedAt));
    }
    const { url } = replicas[0];
    const sending = await until("the end", () => doneSending(stage, url, surveyId), 120_000, 500);

    const { progress } = sending;
    const outcomeOf = await stage.outcomes(surveyId);
    const twice = stage.places.filter(
      ({ id }) => (connector.attempts.get(id) ?? 0) > 1 + (connector.refusals.get(id) ?? 0),
    );
    const lost = stage.places.filter(({ id }) => {
      const outcome = outcomeOf.get(id);
      return outcome === "sent" ? connector.taken.get(id) !== 1 : outcome !== "unknown";
    });
    must(outcomeOf.size === channels, `${outcomeOf.size} targets of ${channels}.`);
    return [
      held(
        `Two replicas, a fifth of the calls failing, ${kills} times kill -9: cards that came twice`,
        twice.length,
        { most: 0 },
        String,
      ),
      held("  cards neither sent nor told to be unknown", lost.length, { most: 0 }, String),
      told("  sent, unknown", `${progress.sent}, ${progress.unknown}`),
      held(
        "  longest until the sending went on after a kill",
        Math.max(...goingOnAfterMs) / 1000,
        { most: 10 },
        seconds,
      ),
    ];
  } finally {
    await stage.close();
  }
}

async function doneSending(stage: BroadcastStage, url: string, surveyId: string) {
  const sending = await stage.sending(url, surveyId);
  return sending.state === "done" ? sending : undefined;
}

/** Until the next request was taken; nothing yet is as long as it has been. */
function gapAfter(takenAt: readonly number[], killedAt: number): number {
  return (takenAt.find((at) => at > killedAt) ?? performance.now()) - killedAt;
}

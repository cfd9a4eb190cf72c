import { type Figure, held, ms, seconds, told } from "#bench/harness/figure.ts";
import { must, pause, percentile, until } from "#bench/harness/measure.ts";
import { pressed, said } from "#test/harness/teams.ts";
import { broadcastConnector } from "./broadcast-connector.ts";
import { type BroadcastStage, broadcastStage } from "./broadcast-stage.ts";

const limit = 50;

/** A survey to many channels, beside people who talk to the bot. */
export async function broadcast(channels = 5_000): Promise<Figure[]> {
  const connector = await broadcastConnector();
  const stage = await broadcastStage(connector, channels);
  try {
    const { url } = await stage.startApp();
    const surveyId = await stage.broadcast(url);
    const isSent = () => stage.places.every(({ id }) => connector.taken.has(id));
    await until("the first card", async () => connector.takenAt[0], 30_000);
    const people = peopleWhile(stage, connector, url, surveyId, () => !isSent());
    await until("all cards", async () => (isSent() ? true : undefined), channels * 40 + 30_000, 100);
    const latencies = await people;
    await until(
      "the end",
      async () => ((await stage.sending(url, surveyId)).state === "done" ? true : undefined),
      30_000,
    );

    const [first = 0] = connector.takenAt;
    const last = connector.takenAt.at(-1) ?? 0;
    const { requests, refused } = connector.counts();
    const rate = connector.takenAt.length / ((last - first) / 1000);
    const { progress } = await stage.sending(url, surveyId);
    must(progress.sent === channels, `Not all were sent: ${JSON.stringify(progress)}`);
    const twice = stage.places.filter(({ id }) => connector.taken.get(id) !== 1).length;
    const repeats = stage.places.filter(
      ({ id }) => (connector.attempts.get(id) ?? 0) !== 1 + (connector.refusals.get(id) ?? 0),
    ).length;
    return [
      held(
        `A broadcast to ${channels.toLocaleString("en")} channels, of what Teams takes`,
        (100 * rate) / limit,
        { least: 98 },
        percent,
      ),
      told("  requests taken, replies included", `${rate.toFixed(2)}/s in ${seconds((last - first) / 1000)}`),
      held("  requests answered 429", (100 * refused) / requests, { most: 0.2 }, percent),
      held(
        "  channels with other than one card, or a post repeated without a 429",
        twice + repeats,
        { most: 0 },
        String,
      ),
      held("  p99 of replies meanwhile", percentile(latencies.replies, 99), { most: 500 }, ms),
      held("  p99 of pressed cards meanwhile", percentile(latencies.presses, 99), { most: 500 }, ms),
    ];
  } finally {
    await stage.close();
  }
}

const percent = (value: number) => `${value.toFixed(2)} %`;

/** Until a reply has arrived at the connector, and until a pressed card is answered. */
async function peopleWhile(
  stage: BroadcastStage,
  connector: Awaited<ReturnType<typeof broadcastConnector>>,
  url: string,
  survey: string,
  isOn: () => boolean,
) {
  const replies: number[] = [];
  const presses: number[] = [];

  async function talk() {
    for (let number = 0; isOn(); number++) {
      const id = `a:chat-${number}`;
      const startedAt = performance.now();
      const arrived = connector.next(id);
      await Promise.all([arrived, stage.tell(url, said("hjälp"), { scope: "personal", id })]);
      replies.push(performance.now() - startedAt);
      await pause(400);
    }
  }
  async function press() {
    while (isOn()) {
      const startedAt = performance.now();
      const answer = await stage.tell(url, pressed("surveys/show", { survey }), {
        scope: "channel",
        id: stage.places[0]?.id ?? "",
      });
      must(answer.includes('"statusCode":200'), answer);
      presses.push(performance.now() - startedAt);
      await pause(200);
    }
  }
  await Promise.all([talk(), press()]);
  return { replies, presses };
}

import { connect, type Socket } from "node:net";
import { say, settingsGiven } from "#bench/harness/child.ts";
import { percentile } from "#bench/harness/measure.ts";
import { personId, personMark } from "#bench/harness/person-id.ts";

export type VoterSettings = {
  port: number;
  authorization: string;
  /** An activity as JSON, with `personMark` where the person's id goes. */
  body: string;
  /** People are numbered; the first of this run. */
  firstPerson: number;
  connections: number;
  runMs: number;
  /** Requests a second, sent whether or not the earlier ones were answered; as many as the server takes if left out. */
  rate?: number;
  /** What every answer must hold. */
  expected: string;
};

export type Votes = {
  /** Requests sent, each for another person, and all of them answered with 200 and what was expected. */
  people: number;
  ms: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
};

/* A load generator that costs little: requests are made once, and each person's id is written over the last one's. */

const blankLine = "\r\n\r\n";

say(await vote(settingsGiven<VoterSettings>()));

async function vote(settings: VoterSettings): Promise<Votes> {
  const { connections, runMs, rate, firstPerson } = settings;
  const clients = await Promise.all(Array.from({ length: connections }, () => openClient(settings)));
  const latencies: number[] = [];
  const startedAt = performance.now();
  let next = firstPerson;

  async function closedLoop(client: Client): Promise<void> {
    while (performance.now() - startedAt < runMs) {
      const sentAt = performance.now();
      await client(next++);
      latencies.push(performance.now() - sentAt);
    }
  }

  /** Timed from when a request was due: a server that stalls is charged for all that it kept waiting. */
  async function openLoop(client: Client, everyMs: number): Promise<void> {
    for (;;) {
      const number = next++;
      const dueMs = (number - firstPerson) * everyMs;
      if (dueMs >= runMs) return void next--;
      const waitMs = startedAt + dueMs - performance.now();
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      await client(number);
      latencies.push(performance.now() - startedAt - dueMs);
    }
  }

  await Promise.all(clients.map((client) => (rate ? openLoop(client, 1000 / rate) : closedLoop(client))));
  const ms = performance.now() - startedAt;
  return {
    people: latencies.length,
    ms,
    perSecond: (latencies.length / ms) * 1000,
    p50Ms: percentile(latencies, 50),
    p99Ms: percentile(latencies, 99),
  };
}

/** Sends one person's request; throws unless the answer is as expected. */
type Client = (person: number) => Promise<void>;

async function openClient({ port, authorization, body, expected }: VoterSettings): Promise<Client> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  await new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  const head = [
    "POST /api/messages HTTP/1.1",
    "host: localhost",
    "content-type: application/json; charset=utf-8",
    `content-length: ${Buffer.byteLength(body)}`,
    `authorization: ${authorization}`,
  ].join("\r\n");
  const request = Buffer.from(head + blankLine + body);
  const marksAt = occurrences(request, personMark);
  const answers = reader(socket);

  return async (person) => {
    const id = personId(person);
    for (const at of marksAt) request.write(id, at, "latin1");
    const answer = answers();
    // A copy: the socket may not have taken it all when the next person's id is written.
    socket.write(Buffer.from(request));
    const text = await answer;
    if (!text.startsWith("HTTP/1.1 200") || !text.includes(expected))
      throw new Error(`Not as expected: ${text}`);
  };
}

function occurrences(bytes: Buffer, mark: string): number[] {
  const found: number[] = [];
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) found.push(at);
  return found;
}

/** Reads one answer after another off a connection that is kept. */
function reader(socket: Socket): () => Promise<string> {
  let text = "";
  let waiting: PromiseWithResolvers<string> | undefined;
  const fail = (error: Error) => waiting?.reject(error);
  socket.on("error", fail);
  socket.on("close", () => fail(new Error("The server hung up.")));
  socket.on("data", (chunk) => {
    text += chunk.toString("latin1");
    const bodyAt = text.indexOf(blankLine);
    if (bodyAt < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? Number.NaN);
    if (Number.isNaN(length)) return fail(new Error(`No length: ${text}`));
    if (text.length < bodyAt + blankLine.length + length) return;
    const answer = text;
    text = "";
    waiting?.resolve(answer);
  });
  return () => {
    waiting = Promise.withResolvers();
    return waiting.promise;
  };
}

import { refusalLog } from "#platform/auth/refusal-log.ts";
import { Unauthorised } from "#platform/auth/signed-in.ts";
import type { Log } from "#platform/telemetry/log.ts";
import type { Activity } from "./incoming/activity.ts";
import { createGate, type GateSettings, Nameless } from "./incoming/gate.ts";
import type { Answer, Incoming } from "./incoming/incoming.ts";
import { type InvokeKind, invokeBody, isInvoke, noticeBody } from "./incoming/invoke-response.ts";
import { incomingFrom } from "./incoming/parse-activity.ts";
import type { Connectors, Credentials } from "./outgoing/connector.ts";
import { deadlineMs, type Messenger } from "./outgoing/messenger.ts";
import { createMessenger } from "./outgoing/proactive.ts";
import type { PersonPace } from "./outgoing/rate-limited.ts";
import { serviceUrlsFrom } from "./outgoing/service-url.ts";

export type TeamsSettings = GateSettings & {
  /** How the bot proves itself to Teams; asked once. */
  credentials(): Promise<Credentials>;
  answer: Answer;
  /** What goes to Teams waits for its turn. */
  pace: PersonPace;
  log: Log;
  notices: {
    /** Said when an invoke takes longer than Teams waits; the work goes on. */
    slow(localeTag: string | undefined): string;
    /** Said when something broke; the id finds it in the log. */
    broken(localeTag: string | undefined, errorId: string): string;
  };
  /** How long Teams waits for its answer (it gives up after 5 s); an invoke is then told `slow`. The work goes on. */
  patienceMs?: number;
};

export type Received = { status: number; body?: unknown };

export type Teams = {
  /** Whether the token is good: asked before what comes with it is read. It never throws. */
  admits(authorization: string | undefined): Promise<boolean>;
  /** Takes what was posted to the bot's address. It never throws. */
  receive(authorization: string | undefined, body: unknown): Promise<Received>;
  messenger: Messenger;
  /** Loads the SDK, so that the first activity does not wait for it. */
  load(): Promise<void>;
};

const unauthorised: Received = { status: 401, body: { code: "unauthorised", message: "Unauthorised." } };
const notImplemented: Received = { status: 501 };

/** Teams, from the gate to the messenger. botbuilder is loaded by the first verified activity, message or `load`. */
export function createTeams(settings: TeamsSettings): Teams {
  const { answer, credentials, pace, log, notices, patienceMs = 4_000 } = settings;
  const gate = createGate(settings);
  const logRefusal = refusalLog(log, "turn/gate");
  const made = once(async () => (await import("./outgoing/connector.ts")).connectors(credentials));
  const connectors: Connectors = async (serviceUrl) => (await made())(serviceUrl);
  const turns = once(async () => (await import("./sdk.ts")).createTurns(connectors, answer, pace));

  function refused(error: unknown): void {
    if (error instanceof Unauthorised) logRefusal(error);
    else log.bug("turn/gate", error);
  }

  async function admits(authorization: string | undefined): Promise<boolean> {
    try {
      await gate.prove(authorization);
      return true;
    } catch (error) {
      refused(error);
      return false;
    }
  }

  async function receive(authorization: string | undefined, body: unknown): Promise<Received> {
    let activity: Activity;
    let isNameless = false;
    try {
      activity = await gate.check(authorization, body);
    } catch (error) {
      refused(error);
      if (!(error instanceof Nameless)) return unauthorised;
      activity = error.activity;
      isNameless = true;
    }
    const incoming = incomingFrom(activity);
    // The app has words for those who speak to it; what else they say in a channel is not for it.
    if (isNameless && incoming && !("person" in incoming)) return { status: 200 };
    if (!incoming) return activity.type === "invoke" ? notImplemented : { status: 200 };

    const startedAt = performance.now();
    const name = nameOf(incoming);
    return soonEnough(take(activity, incoming, name, startedAt), incoming);
  }

  async function take(
    activity: Activity,
    incoming: Incoming,
    name: string,
    startedAt: number,
  ): Promise<Received> {
    try {
      const run = await turns();
      const outgoing = await run(activity, incoming);
      log.event({ name, outcome: "ok", ms: performance.now() - startedAt });
      const kind = invokeKind(incoming);
      return { status: 200, ...(kind && { body: invokeBody(kind, outgoing) }) };
    } catch (error) {
      const errorId = log.bug(name, error);
      const kind = invokeKind(incoming);
      // Not an invoke: a 500 would only make Teams send it again, to break in the same way.
      if (!kind) return { status: 200 };
      return { status: 200, body: noticeBody(kind, notices.broken(incoming.localeTag, errorId)) };
    }
  }

  async function soonEnough(turn: Promise<Received>, incoming: Incoming): Promise<Received> {
    const kind = invokeKind(incoming);
    let timer: NodeJS.Timeout | undefined;
    const slow = new Promise<Received>((resolve) => {
      const answerSlow = () => {
        const body = kind && { body: noticeBody(kind, notices.slow(incoming.localeTag)) };
        resolve({ status: 200, ...body });
      };
      timer = setTimeout(answerSlow, patienceMs);
    });
    try {
      return await Promise.race([turn, slow]);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    admits,
    receive,
    messenger: createMessenger(
      connectors,
      serviceUrlsFrom(settings.serviceUrls),
      settings.botId,
      pace,
      Date.now,
      deadlineMs,
      (answer) => log.event({ name: "teams/refused", outcome: answer }),
    ),
    load: async () => void (await turns()),
  };
}

/** A verb comes from the client: only what looks like one of ours is logged. */
function nameOf(incoming: Incoming): string {
  if (!("verb" in incoming)) return `turn/${incoming.kind}`;
  return /^[a-z]{1,20}\/[a-zA-Z-]{1,30}$/.test(incoming.verb) ? incoming.verb : `turn/${incoming.kind}`;
}

function invokeKind({ kind }: Incoming): InvokeKind | undefined {
  return isInvoke(kind) ? kind : undefined;
}

/** Made when first asked for, and again only if that failed. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

import { setTimeout as sleep } from "node:timers/promises";
import { NotFound } from "#platform/refusal.ts";
import type { Log } from "#platform/telemetry/log.ts";
import { cancelEvent, changeEvent, makeEvent } from "./event.ts";
import { type CallGraph, graphCaller } from "./graph-call.ts";
import { graphToken } from "./graph-token.ts";
import { MeetingFailed, type Meetings } from "./meetings.ts";

export type MeetingSettings = {
  /** The tab's Entra application, which has the delegated permission Calendars.ReadWrite. */
  clientId: string;
  clientSecret: string;
  tenantIds: readonly string[];
  log: Log;
  /** Microsoft's own unless told otherwise. */
  graphUrl?: string;
  /** How long a person waits for all of one deed. */
  deadlineMs?: number;
  pause?(delayMs: number): Promise<void>;
};

/** Meetings through Microsoft Graph, each in the name of the person who asks; undefined where it is not configured. */
export function createMeetings(settings: MeetingSettings | undefined): Meetings | undefined {
  return settings && meetingsBy(settings);
}

function meetingsBy(settings: MeetingSettings): Meetings {
  const { graphUrl = "https://graph.microsoft.com/v1.0", deadlineMs = 12_000, pause = sleep, log } = settings;

  async function inNameOf<T>(token: string, name: string, deed: (call: CallGraph) => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    const tell = (outcome: string) => log.event({ name, outcome, ms: performance.now() - startedAt });
    try {
      const signal = AbortSignal.timeout(deadlineMs);
      const accessToken = await graphToken(settings, token, signal);
      const done = await deed(graphCaller({ graphUrl, accessToken, signal, pause }));
      tell("ok");
      return done;
    } catch (error) {
      const failed = knownFailure(error);
      tell([failed.message, ...codesIn(failed.cause)].join(" "));
      throw failed;
    }
  }

  return {
    make: (token, wish) => inNameOf(token, "graph/make", (call) => makeEvent(call, wish)),
    change: (token, eventId, wish) =>
      inNameOf(token, "graph/change", (call) => changeEvent(call, eventId, wish)),
    cancel: (token, eventId, comment) =>
      inNameOf(token, "graph/cancel", (call) => cancelEvent(call, eventId, comment)),
  };
}

/** Silence, a broken connection, an answer that makes no sense: what was asked may have been done. */
const knownFailure = (error: unknown): MeetingFailed | NotFound =>
  error instanceof MeetingFailed || error instanceof NotFound
    ? error
    : new MeetingFailed("unreachable", error);

/** What Entra and Graph call the fault, such as AADSTS7000222 for a secret that has expired. Their words are not logged. */
const codesIn = (cause: unknown): string[] =>
  cause instanceof Error ? (cause.message.match(/AADSTS\d+|^Graph answered \d+/g) ?? [cause.name]) : [];

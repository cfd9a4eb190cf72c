import { createHash } from "node:crypto";
import { z } from "zod";
import { NotFound } from "#platform/refusal.ts";
import type { CallGraph } from "./graph-call.ts";
import { type Meeting, MeetingFailed, type Wish } from "./meetings.ts";

/* Events as Graph keeps them: https://learn.microsoft.com/graph/api/resources/event */

const joinable = z.object({
  id: z.string().min(1),
  onlineMeeting: z.object({ joinUrl: z.url({ protocol: /^https$/ }) }),
});
const made = z.object({ id: z.string().min(1) });

/** Graph answers a repeat with the event that stands, and with 409 where that was wished otherwise. */
export async function makeEvent(call: CallGraph, wish: Wish): Promise<Meeting> {
  const transactionId = uuidOf(wish.key);
  const event = {
    ...timeAndSubject(wish),
    body: { contentType: "text", content: wish.body },
    isOnlineMeeting: true,
    onlineMeetingProvider: "teamsForBusiness",
    allowNewTimeProposals: false,
    transactionId,
  };
  const { status, body } = await call("POST", "/me/events", { body: event, expected: [404, 409] });
  // The person has no mailbox in Exchange Online, which somebody else would have to give them.
  if (status === 404) throw new MeetingFailed("consent");
  if (status === 409) return changeEvent(call, await findEvent(call, transactionId), wish);
  return meetingOf(call, body);
}

/**
 * The body stays as it was made: Graph keeps the meeting's join details in it, and a body without them ends the
 * meeting (https://learn.microsoft.com/graph/api/event-update).
 */
export async function changeEvent(call: CallGraph, eventId: string, wish: Wish): Promise<Meeting> {
  const { status, body } = await call("PATCH", pathOf(eventId), {
    body: timeAndSubject(wish),
    expected: [404],
  });
  if (status === 404) throw new NotFound();
  return meetingOf(call, body);
}

/** Nobody may be told twice: what is cancelled is gone, and gone is as good as cancelled. */
export async function cancelEvent(call: CallGraph, eventId: string, comment: string): Promise<void> {
  const path = pathOf(eventId);
  const { status } = await call("POST", `${path}/cancel`, { body: { comment }, expected: [400, 404] });
  // An event to which nobody is invited can't be cancelled, only removed.
  if (status === 400) await call("DELETE", path, { expected: [404] });
}

const pathOf = (eventId: string): string => `/me/events/${encodeURIComponent(eventId)}`;

const timeAndSubject = ({ subject, startsAt, endsAt }: Wish) => ({
  subject,
  start: inUtc(startsAt),
  end: inUtc(endsAt),
});

/** An instant; whoever looks sees it in the time zone of their own calendar. */
const inUtc = (instant: Date) => ({ dateTime: instant.toISOString().replace("Z", ""), timeZone: "UTC" });

async function findEvent(call: CallGraph, transactionId: string): Promise<string> {
  const filter = encodeURIComponent(`transactionId eq '${transactionId}'`);
  const { body } = await call("GET", `/me/events?$filter=${filter}&$select=id`);
  const [found] = z.object({ value: z.tuple([made], made) }).parse(body).value;
  return found.id;
}

/** The join link may come a moment after the event. */
async function meetingOf(call: CallGraph, body: unknown): Promise<Meeting> {
  const complete = joinable.safeParse(body);
  const event = complete.success ? complete.data : await readEvent(call, made.parse(body).id);
  return { eventId: event.id, joinUrl: event.onlineMeeting.joinUrl };
}

async function readEvent(call: CallGraph, eventId: string): Promise<z.infer<typeof joinable>> {
  const { body } = await call("GET", `${pathOf(eventId)}?$select=id,onlineMeeting`);
  return joinable.parse(body);
}

/** A UUID of version 8 (https://www.rfc-editor.org/rfc/rfc9562#section-5.8) from the key. */
function uuidOf(key: string): string {
  const hash = createHash("sha256").update(key).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

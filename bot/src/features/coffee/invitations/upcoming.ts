import type { FindPorts } from "#features/coffee/attendance/posted-session.ts";
import type { Standing } from "#features/coffee/contract.ts";
import { stateOf as seriesStateOf } from "#features/coffee/series/series.ts";
import { furthestMoveDays, type Session, stateOf } from "#features/coffee/series/session.ts";
import type { CoffeeStore } from "#features/coffee/series/store.ts";
import { type Clock, days, later } from "#platform/jobs/clock.ts";
import { undefinedIfGone } from "#platform/refusal.ts";
import type { Turn } from "#platform/teams/turn.ts";
import { dayAfter, dayOf } from "#platform/time/finnish-time.ts";

export type Coming = { session: Session; standing: Standing | undefined };

const mostListed = 8;
const listedDays = 62;

export type ComingPorts = {
  store: Pick<CoffeeStore, "datesPostedIn" | "findSession" | "allSeries" | "sessions">;
  attending: FindPorts["attending"];
  clock: Clock;
};

/** The next sessions posted where the person asks; in a chat of their own also those that they have answered. */
export async function comingFor(turn: Turn, ports: ComingPorts): Promise<Coming[]> {
  const isPersonal = turn.place.scope === "personal";
  const found = [...(await posted(turn, ports)), ...(isPersonal ? await answered(turn, ports) : [])];
  const now = ports.clock.now();
  const ahead = found.filter(
    (session) => !session.series.removedAt && !["over", "cancelled"].includes(stateOf(session, now)),
  );
  const once = new Map(ahead.map((session) => [`${session.series.id} ${session.date}`, session]));
  const next = [...once.values()]
    .toSorted((one, other) => one.startsAt.getTime() - other.startsAt.getTime())
    .slice(0, mostListed);
  return Promise.all(
    next.map(async (session) => ({
      session,
      // A channel reads along: how somebody has answered is theirs alone.
      standing: isPersonal ? await ports.attending.standing(session, turn.person.id) : undefined,
    })),
  );
}

async function posted({ place }: Turn, { store, clock }: ComingPorts): Promise<Session[]> {
  const from = dayAfter(dayOf(clock.now()), -furthestMoveDays);
  const dates = await store.datesPostedIn(place.tenantId, place.id, from);
  const found = await Promise.all(
    dates.map(({ seriesId, date }) =>
      store.findSession(place.tenantId, seriesId, date).catch(undefinedIfGone),
    ),
  );
  return found.filter((session) => session !== undefined);
}

/** Of the next weeks. An association has few series, and they have few sessions. */
async function answered(
  { place, person }: Turn,
  { store, attending, clock }: ComingPorts,
): Promise<Session[]> {
  const [from, to] = [dayOf(clock.now()), dayOf(later(clock.now(), days(listedDays)))];
  const all = await store.allSeries(place.tenantId);
  const running = all.filter((series) => seriesStateOf(series) === "running");
  const sessions = (await Promise.all(running.map((series) => store.sessions(series, from, to)))).flat();
  const standings = await Promise.all(sessions.map((each) => attending.standing(each, person.id)));
  return sessions.filter((_, at) => (standings[at]?.answer ?? null) !== null);
}

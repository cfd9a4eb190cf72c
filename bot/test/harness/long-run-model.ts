/*
 * What must happen to a coffee series, written down once more in the plainest way and without a line of the feature: days
 * counted one by one, Finland's clock by the directive's rule, holidays by Gauss. The simulation compares the app to it.
 */

const dayMs = 86_400_000;
const minuteMs = 60_000;

export type ModelRule = {
  nth: number;
  weekday: number;
  hour: number;
  minute: number;
  paused: number[];
  skipped: string[];
  daysBefore: number;
};
type Own = { startsAt?: number; cancelled: boolean; invited?: number; themes: boolean; refused: boolean };
export type Kind = "invitation" | "dayBefore" | "quarterBefore" | "recap";
export type Happening = { kind: Kind; date: string; who: string; at: number };
type Standing = { date: string; startsAt: number; own: Own };

const isoDay = (day: number) => new Date(day).toISOString().slice(0, 10);
const dayNumber = (date: string) => Date.parse(`${date}T00:00:00Z`);

/** Summer time from the last Sunday of March, 1.00 UTC, to that of October. */
function offsetMs(instant: number): number {
  const year = new Date(instant).getUTCFullYear();
  const lastSunday = (month: number) => {
    const last = Date.UTC(year, month + 1, 0, 1);
    return last - new Date(last).getUTCDay() * dayMs;
  };
  return (instant >= lastSunday(2) && instant < lastSunday(9) ? 3 : 2) * 3_600_000;
}

/** Sessions and invitations are by day, when Finland's clock never changes. */
const finnish = (day: number, hour: number, minute: number) => {
  const wall = day + hour * 3_600_000 + minute * minuteMs;
  return wall - offsetMs(wall - 2 * 3_600_000);
};
const finnishDay = (instant: number) => Math.floor((instant + offsetMs(instant)) / dayMs) * dayMs;
const finnishMinutes = (instant: number) => Math.floor(((instant + offsetMs(instant)) % dayMs) / minuteMs);

function easter(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return Date.UTC(year, Math.floor(f / 31) - 1, (f % 31) + 1);
}

function isDayOff(day: number): boolean {
  const date = new Date(day);
  const [year, month, number, weekday] = [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCDay(),
  ];
  if (weekday === 0 || weekday === 6) return true;
  const fixed = ["1-1", "1-6", "5-1", "12-6", "12-24", "12-25", "12-26"];
  if (fixed.includes(`${month}-${number}`)) return true;
  const sinceEaster = (day - easter(year)) / dayMs;
  if ([-2, 1, 39].includes(sinceEaster)) return true;
  // Midsummer Eve is the Friday from 19 to 25 June.
  return month === 6 && weekday === 5 && number >= 19 && number <= 25;
}

export function model(rule: ModelRule, startedAt: number, places: string[], readers: string[]) {
  let current = rule;
  let settledTo = startedAt;
  const owns = new Map<string, Own>();
  const happened: Happening[] = [];
  const reminded = new Set<string>();

  const own = (date: string): Own => {
    const known = owns.get(date) ?? { cancelled: false, themes: false, refused: false };
    owns.set(date, known);
    return known;
  };

  function givenOn(day: number): number | undefined {
    const date = new Date(day);
    const isIt =
      date.getUTCDay() === current.weekday % 7 &&
      Math.ceil(date.getUTCDate() / 7) === current.nth &&
      !current.paused.includes(date.getUTCMonth() + 1) &&
      !current.skipped.includes(isoDay(day));
    const startsAt = finnish(day, current.hour, current.minute);
    return isIt && startsAt >= startedAt ? startsAt : undefined;
  }

  /** Every session that there is just now, near that time. */
  function standing(around: number): Standing[] {
    const found: Standing[] = [];
    const first = finnishDay(around) - 150 * dayMs;
    for (let day = first; day < first + 350 * dayMs; day += dayMs) {
      const date = isoDay(day);
      const known = owns.get(date);
      const given = known?.invited ?? givenOn(day);
      if (given === undefined) continue;
      found.push({ date, startsAt: known?.startsAt ?? given, own: own(date) });
    }
    return found;
  }

  const invitationOf = ({ startsAt }: Standing) =>
    finnish(finnishDay(startsAt) - current.daysBefore * dayMs, 9, 0);
  const recapOf = ({ startsAt }: Standing) => {
    let day = finnishDay(startsAt) + dayMs;
    while (isDayOff(day)) day += dayMs;
    return finnish(day, 9, 0);
  };
  const reminderOf = ({ startsAt }: Standing, kind: Kind) => {
    if (kind === "quarterBefore") return startsAt - 15 * minuteMs;
    const minutes = finnishMinutes(startsAt);
    return finnish(finnishDay(startsAt) - dayMs, Math.floor(minutes / 60), minutes % 60);
  };

  function note(kind: Kind, one: Standing, at: number) {
    const whom = kind === "dayBefore" || kind === "quarterBefore" ? readers : places;
    for (const who of whom) {
      if (whom === readers && one.own.refused && who === readers[1]) continue;
      happened.push({ kind, date: one.date, who, at });
    }
  }

  /** All that happens after what is settled, to a time; `from` is when the server came back, if it stood still. */
  function settle(to: number, from = settledTo) {
    const stoodStill = from > settledTo;
    for (const one of standing(to)) {
      if (one.own.cancelled) continue;
      if (one.own.invited === undefined) {
        const at = Math.max(invitationOf(one), from);
        if (at <= to && at < one.startsAt) {
          note("invitation", one, at);
          // People were invited to what the rule gave; a move of its own lies on top of that.
          one.own.invited = givenOn(dayNumber(one.date)) ?? one.startsAt;
        }
      }
      for (const kind of ["dayBefore", "quarterBefore"] as const) {
        const at = reminderOf(one, kind);
        const name = `${one.date} ${kind} ${at}`;
        const isLate = stoodStill && at <= from;
        if (at <= settledTo || at > to || isLate || reminded.has(name)) continue;
        reminded.add(name);
        note(kind, one, at);
      }
      const recapAt = recapOf(one);
      const at = Math.max(recapAt, from);
      const isKept = one.own.invited !== undefined && one.own.invited !== null && one.own.themes;
      if (isKept && recapAt > settledTo && at <= to && at <= recapAt + 7 * dayMs) note("recap", one, at);
    }
    settledTo = to;
  }

  return {
    happened,
    settle,
    /** Sessions to come, for an organiser to do something to. */
    coming: (now: number) => standing(now).filter(({ startsAt }) => startsAt > now + dayMs),
    past: (now: number) =>
      standing(now).filter(({ startsAt, own }) => startsAt + 2 * 3_600_000 < now && own.invited),
    rule: () => current,
    setRule(changes: Partial<ModelRule>) {
      current = { ...current, ...changes };
    },
    own,
  };
}

import type { Chats } from "./chats.ts";
import type { Messenger } from "./outgoing/messenger.ts";
import type { Places } from "./places.ts";
import { threadOf } from "./thread-place.ts";
import type { Person, Place } from "./turn.ts";

export type Memberships = ReturnType<typeof createMemberships>;

/** So many questions are put to Teams at a time for one person, and no more than that for one thing they want to see. */
const askedTogether = 8;
const mostAsked = 100;
const lookedUpTogether = 50;
/** What Teams has not confirmed after this long is a no: somebody waits. */
const answerWithinMs = 4_000;

/**
 * The conversation whose members are the place's. Those of a standard channel are its team's. A private or a shared channel
 * has its own, fewer or others than the team's, so that any channel that is not known to be standard is asked itself.
 */
export function rosterOf({ id, teamId, channelType }: Place): string {
  return channelType === "standard" && teamId ? teamId : threadOf(id).conversationId;
}

type Ports = {
  messenger: Pick<Messenger, "isMember">;
  places: Pick<Places, "find">;
  chats: Pick<Chats, "known">;
};

/**
 * Who is where, as Teams says now. A `Person` is one request's: each conversation is asked about once for it, however many
 * surveys or series lie there. What Teams denies, or does not answer in time, is no membership.
 */
export function createMemberships({ messenger, places, chats }: Ports) {
  const requests = new WeakMap<Person, ReturnType<typeof questionsOf>>();

  function of(person: Person) {
    const known = requests.get(person) ?? questionsOf(person, messenger, places);
    requests.set(person, known);
    return known;
  }

  /** A personal chat is its person's alone, which we know without asking. */
  async function isOwnChat(place: Place, { tenantId, id }: Person): Promise<boolean> {
    return (await chats.known(tenantId, id))?.id === place.id;
  }

  async function isIn(place: Place, person: Person): Promise<boolean> {
    if (place.tenantId !== person.tenantId) return false;
    if (place.scope === "personal" && (await isOwnChat(place, person))) return true;
    return of(person).isIn(place);
  }

  return {
    isIn,

    /** Whether the person is in one of the places that the bot still knows. Ends with the first yes. */
    async isInOne(placeIds: readonly string[], person: Person): Promise<boolean> {
      const rosters = new Set<string>();
      for (let at = 0; at < placeIds.length && rosters.size < mostAsked; at += lookedUpTogether) {
        const some = placeIds.slice(at, at + lookedUpTogether);
        const found = await Promise.all(some.map((id) => of(person).find(id)));
        const others = found.flatMap((place) => {
          if (!place || rosters.has(rosterOf(place))) return [];
          rosters.add(rosterOf(place));
          return [place];
        });
        if (await firstYes(others.map((place) => isIn(place, person)))) return true;
      }
      return false;
    },

    /** Those of the places that the person is in, in their order. Of personal chats only their own. */
    async among(all: readonly Place[], person: Person): Promise<Place[]> {
      const own = await chats.known(person.tenantId, person.id);
      const isTheirs = await Promise.all(
        all.map((place) => (place.scope === "personal" ? place.id === own?.id : of(person).isIn(place))),
      );
      return all.filter((_, at) => isTheirs[at]);
    },
  };
}

/** True as soon as one is; the others need not be waited for. */
function firstYes(answers: Promise<boolean>[]): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const each = answers.map(async (answer) => {
      if (await answer) resolve(true);
    });
    Promise.all(each).then(() => resolve(false), reject);
  });
}

/**
 * What is asked about one person within one request: each place is read once, and Teams is asked about each conversation once,
 * so many at a time, all within the time.
 */
function questionsOf(person: Person, messenger: Ports["messenger"], places: Ports["places"]) {
  const found = new Map<string, Promise<Place | undefined>>();
  const answers = new Map<string, Promise<boolean>>();
  const waiting: (() => void)[] = [];
  let underWay = 0;
  let isLate = false;

  async function turn(): Promise<void> {
    if (underWay === askedTogether) return new Promise((begin) => waiting.push(begin));
    underWay += 1;
  }

  function done(): void {
    const next = waiting.shift();
    if (next) next();
    else underWay -= 1;
  }

  async function ask(place: Place): Promise<boolean> {
    await turn();
    try {
      return !isLate && (await messenger.isMember(place, rosterOf(place), person.id));
    } catch {
      return false;
    } finally {
      done();
    }
  }

  /** Once one answer is late, so is whatever else is asked: nobody waits twice. */
  async function inTime(answer: Promise<boolean>): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), isLate ? 0 : answerWithinMs);
    });
    const isTooLate = late.then((no) => {
      isLate = true;
      return no;
    });
    try {
      return await Promise.race([answer, isTooLate]);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    find(placeId: string): Promise<Place | undefined> {
      const place = found.get(placeId) ?? places.find(person.tenantId, placeId);
      found.set(placeId, place);
      return place;
    },

    isIn(place: Place): Promise<boolean> {
      const key = rosterOf(place);
      const answer = answers.get(key) ?? inTime(ask(place));
      answers.set(key, answer);
      return answer;
    },
  };
}

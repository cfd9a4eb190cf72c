import type { Language, MeetingChoice } from "#features/forum/contract.ts";
import type { Post } from "#features/forum/topics/post.ts";
import type { Viewer } from "#features/forum/topics/rights.ts";
import type { ForumStore } from "#features/forum/topics/store.ts";
import { idOf } from "#features/forum/topics/thread-store.ts";
import { type Meeting, onAgenda, type Topic } from "#features/forum/topics/topic.ts";
import type { Writing } from "#features/forum/writing/writing.ts";
import type { Role } from "#platform/auth/role.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { NotFound, Refusal, undefinedIfRefused } from "#platform/refusal.ts";
import type { Person } from "#platform/teams/turn.ts";
import { dayInWords } from "#platform/time/in-words.ts";

type Words = Record<Language, string>;
type Attendant = Person & { roles: Role[] };

/** The sessions of the coffee, where topics are talked about. */
export type Sessions = {
  /** Those ahead that the person may put something on the agenda of. */
  upcoming(viewer: Attendant): Promise<MeetingChoice[]>;
  /** Once, however often it is asked. `token` is the person's own, for the meeting in their calendar. */
  addToAgenda(
    viewer: Attendant,
    session: { seriesId: string; date: string },
    topic: { id: string; title: string; path: string },
    token: string,
  ): Promise<void>;
};

/** What was written after a session about what had been talked about. */
export type Notes = {
  tenantId: string;
  seriesId: string;
  date: string;
  title: Words;
  startsAt: Date;
  themes: Words;
  topicIds: string[];
};

/** What the notes of a session are headed with, in a language. */
type HeadingOf = (language: Language, session: { title: string; day: string }) => string;
type Ports = { store: ForumStore; writing: Writing; sessions: Sessions; clock: Clock; headingOf: HeadingOf };

/** Topics that are taken up at meetings, and what comes back from there. */
export function topicMeetings({ store, writing, sessions, clock, headingOf }: Ports) {
  return {
    async choices(viewer: Viewer, person: Attendant, topicId: string): Promise<MeetingChoice[]> {
      await writing.seen(viewer, topicId);
      return sessions.upcoming(person);
    },

    /** Refuses `tooManyMeetings`, and `notOnAgenda` where the session does not take it. */
    async meet(
      viewer: Viewer,
      person: Attendant,
      topicId: string,
      named: { seriesId: string; date: string },
      token: string,
    ): Promise<Topic> {
      const topic = await writing.seen(viewer, topicId);
      if (topic.removed) throw new NotFound("unknownTopic");
      const choices = await sessions.upcoming(person);
      const found = choices.find(({ seriesId, date }) => seriesId === named.seriesId && date === named.date);
      if (!found) throw new NotFound("unknownMeeting");
      // Refuses before the session knows of it.
      onAgenda(topic, found);
      const path = `/forum/topics/${topic.id}`;
      try {
        await sessions.addToAgenda(person, named, { id: topic.id, title: topic.title, path }, token);
      } catch (error) {
        if (!(error instanceof Refusal) || error instanceof NotFound) throw error;
        throw new Refusal("notOnAgenda");
      }
      // Cut off before this, it is asked for once more.
      return store.change(topic, (newest) => onAgenda(newest, found));
    },

    /** What was noted becomes a post in each topic that was on the agenda, once, whether it is closed or not. */
    async noted(notes: Notes): Promise<void> {
      // One that is gone, or takes no more, keeps nothing from the others.
      for (const topicId of notes.topicIds) await note(topicId, notes).catch(undefinedIfRefused);
    },
  };

  async function note(topicId: string, { tenantId, seriesId, date, ...notes }: Notes): Promise<void> {
    const { title, startsAt, themes } = notes;
    const topic = await store.find(tenantId, topicId);
    const language = writtenIn(themes, topic.language);
    if (topic.removed || !language) return;
    // Whose notes they are is known from the meeting.
    const meeting = { seriesId, date, title, startsAt: startsAt.toISOString() };
    const noted = await store.change(topic, (newest) => onAgenda(newest, meeting));
    const day = dayInWords(startsAt, language);
    await writing.add(
      noted,
      {
        id: idOf("meeting", tenantId, topicId, seriesId, date),
        author: "",
        language,
        text: `**${headingOf(language, { title: title[language], day })}**\n\n${themes[language].trim()}`,
        mentions: [],
        origin: { meeting: { seriesId, date } },
      },
      clock.now(),
      { evenClosed: true },
    );
  }
}

const writtenIn = (themes: Words, wished: Language): Language | undefined =>
  ([wished, "sv", "fi", "en"] as const).find((language) => themes[language].trim() !== "");

/** The meeting that a post has come from; the notes of a meeting are nobody's in particular. */
export function meetingOf({ meetings }: Topic, origin: Post["origin"]): Meeting | undefined {
  if (!origin || !("meeting" in origin)) return undefined;
  const { seriesId, date } = origin.meeting;
  return meetings.find((one) => one.seriesId === seriesId && one.date === date);
}

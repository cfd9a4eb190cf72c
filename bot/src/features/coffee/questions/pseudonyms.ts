import { createHash, createHmac, randomBytes } from "node:crypto";
import type { SessionName } from "#features/coffee/series/session.ts";
import { type Clock, isFresh, minutes, seconds } from "#platform/jobs/clock.ts";
import { bounded } from "#platform/lru-map.ts";
import type { Keys } from "#platform/storage/keys/keys.ts";

const keyBytes = 32;
const mostKept = 500;
/** A server that has used a key forgets it so soon after another has destroyed it. */
const maxAgeMs = minutes(10);
/** That there is no key yet is believed for less long. */
const missingMs = seconds(3);

/** Recognises people in a question box without telling who they are. */
export type Marks = {
  author(personId: string, questionId: string): string;
  voter(personId: string): string;
};

/**
 * The key of each session's question box, in the vault, and what is made with it: an HMAC of the person. An author's is
 * another for each question, so that an anonymous question can't be told by a named one of the same person, or by their
 * votes. As long as the key is there, whoever may read the vault and the tables could try everybody they know; once it is
 * destroyed, nobody can tell who stands behind a mark.
 */
export function boxKeys(keys: Keys, clock: Clock) {
  const kept = bounded<{ key: Uint8Array | undefined; until: number }>(mostKept);

  function keep(name: string, key: Uint8Array | undefined): Uint8Array | undefined {
    kept.set(name, { key, until: clock.now().getTime() + (key ? maxAgeMs : missingMs) });
    return key;
  }

  async function find(name: string): Promise<Uint8Array | undefined> {
    const known = kept.get(name);
    if (known && isFresh(known.until, maxAgeMs, clock.now())) return known.key;
    return keep(name, await keys.get(name));
  }

  return {
    /** Undefined where nobody has asked or voted yet, and once the key is destroyed. */
    async marks(session: SessionName): Promise<Marks | undefined> {
      const key = await find(keyName(session));
      return key && marksWith(key, session);
    },

    /** Makes the key if there is none; of two that are made at once the first is everybody's. */
    async makeMarks(session: SessionName): Promise<Marks> {
      const name = keyName(session);
      const key = (await find(name)) ?? (await keys.create(name, randomBytes(keyBytes)));
      keep(name, key);
      return marksWith(key, session);
    },

    async destroy(session: SessionName): Promise<void> {
      await keys.destroy(keyName(session));
      keep(keyName(session), undefined);
    },
  };
}

function marksWith(key: Uint8Array, session: SessionName): Marks {
  const mark = (...parts: string[]) =>
    createHmac("sha256", key)
      .update(JSON.stringify([nameOf(session), ...parts]))
      .digest("base64url");
  return {
    author: (personId, questionId) => mark("author", personId, questionId),
    voter: (personId) => mark("voter", personId),
  };
}

const nameOf = ({ series, date }: SessionName) => `${series.tenantId}|${series.id}|${date}`;

/** A digest, since ids may hold what names of keys may not. */
const keyName = (session: SessionName) =>
  `coffee-${createHash("sha256").update(nameOf(session)).digest("hex").slice(0, 40)}`;

import { type Locale, localeOf } from "#platform/i18n/texts.ts";
import { type Clock, isFresh } from "#platform/jobs/clock.ts";
import { bounded } from "#platform/lru-map.ts";
import type { Key, Tables } from "#platform/storage/table.ts";
import type { Person } from "#platform/teams/turn.ts";

type PersonRow = Key & { language: string };

export type PeopleStore = ReturnType<typeof peopleStore>;

const maxAgeMs = 60_000;

export function peopleStore(tables: Tables, clock: Clock) {
  const people = tables.open<PersonRow>("people");
  // Asked for on every card press; another process's change is seen within a minute.
  const fresh = bounded<{ language: Locale | null; until: number }>(20_000);

  function keep(person: Person, language: Locale | null) {
    fresh.set(`${person.tenantId}|${person.id}`, { language, until: clock.now().getTime() + maxAgeMs });
    return language;
  }

  return {
    async languageOf(person: Person): Promise<Locale | null> {
      const cached = fresh.get(`${person.tenantId}|${person.id}`);
      if (cached && isFresh(cached.until, maxAgeMs, clock.now())) return cached.language;
      const row = await people.get(person.tenantId, person.id);
      return keep(person, localeOf(row?.language) ?? null);
    },

    async forget({ tenantId, id }: Pick<Person, "tenantId" | "id">): Promise<void> {
      await people.remove({ partitionKey: tenantId, rowKey: id });
      fresh.delete(`${tenantId}|${id}`);
    },

    async chooseLanguage(person: Person, language: Locale): Promise<void> {
      await people.put({ partitionKey: person.tenantId, rowKey: person.id, language });
      keep(person, language);
    },
  };
}

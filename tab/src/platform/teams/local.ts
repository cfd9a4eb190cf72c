import { read, write } from "#platform/browser-memory.ts";
import { languageNow } from "#platform/language.ts";
import { liveValue } from "#platform/observable.ts";

/* Local mode: demo people get real tokens from the server's local issuer. Never there in production. */

export const isLocal = document.documentElement.dataset.local === "1" || import.meta.env.DEV;

export type DemoPerson = { id: string; name: string; role: string; about: string };

/** Whom one chose to be; null until then, which is the first of them. */
export const demoPersonId = liveValue<string | null>(read("person"));

/** Under what they are remembered for as long as the page is open, in each language. */
export const demoPeopleKey = ["demo people"];

export async function demoPeople(): Promise<DemoPerson[]> {
  const response = await fetch("/local/people", {
    headers: { "Accept-Language": languageNow() },
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`/local/people: ${response.status}`);
  const { people }: { people: DemoPerson[] } = await response.json();
  return people;
}

export function chooseDemoPerson(id: string): void {
  write("person", id);
  demoPersonId.set(id);
}

/** A token of the chosen demo person, or of the first. */
export async function demoToken(): Promise<string> {
  // Before anything is awaited: who is chosen meanwhile asks for a token of their own.
  const chosen = demoPersonId.get();
  const people = await demoPeople();
  const person = people.find(({ id }) => id === chosen) ?? people[0];
  if (!person) throw new Error("/local/people is empty");
  const response = await fetch("/local/tokens", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ personId: person.id }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`/local/tokens: ${response.status}`);
  const { token }: { token: string } = await response.json();
  return token;
}
